import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { Defect, orThrow } from '../../../../core/base/defect.ts'
import { fail, ok, type Result } from '../../../../core/base/result.ts'
import type { MakeBackupFailure } from '../../../../core/bridge/backup-contract.ts'
import type { SaveBegun } from '../../../../core/bridge/saves-contract.ts'
import { createBackupReader } from '../../../../main/backup/backup-file.ts'
import { createMaking, type Making } from '../../../../main/backup/making.ts'
import { createSaves } from '../../../../main/saves/saves.ts'
import { sealingReady } from '../../../../main/sealing/sealing.ts'
import { leastCost } from '../../../../main/vault/passphrase.ts'
import { createSealedWorld, someUser, type SealedDevice } from '../../../support/sealed-holders.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { noFiles } from '../../../support/backup-files.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

beforeAll(async () => sealingReady)

const passphrase = 'kept on a piece of paper'
const dayMs = 86_400_000

/** A device with a real keyring and a real folder for its backups. */
async function setup() {
  const { addDevice, clock } = await createSealedWorld()
  const device = await addDevice(someUser(1))
  const folder = temporaryFolder()
  let isOpen = true
  const makingOf = ({ vault, service, keyring }: SealedDevice): Making =>
    createMaking({
      session: {
        current: () =>
          isOpen
            ? { vault, sealed: async () => ok(service), keyring: async () => ok(keyring), files: noFiles }
            : undefined,
      },
      saves: createSaves(async (name) => path.join(folder, name)),
      clock,
      random: createSeededRandom(1),
      cost: leastCost,
    })
  const write = async (
    making: Making,
    begun: Result<SaveBegun, MakeBackupFailure>,
    text: string,
  ): Promise<string> => {
    const { ticket } = orThrow(begun)
    orThrow(await making.write(ticket, Buffer.from(text)))
    return path.basename(orThrow(await making.finish(ticket)))
  }
  return { device, folder, clock, makingOf, write, lock: () => (isOpen = false) }
}

/** What the page put into it. */
async function pageOf(file: string): Promise<string> {
  const reader = createBackupReader(passphrase)
  const chunks = orThrow(await reader.feed(readFileSync(file)))
  orThrow(reader.end())
  const last = chunks.at(-2)
  if (last === undefined) throw new Defect('no chunk of the page')
  return Buffer.from(last.subarray(1)).toString()
}

test('[BU8] a backup is made again in its folder and opens with its passphrase, also after a restart; the newest three stay', async () => {
  const { device, folder, clock, makingOf, write } = await setup()
  writeFileSync(path.join(folder, 'Tidings backup of somebody else.tidings'), 'theirs')
  const making = makingOf(device)
  const begun = await making.begin('first.tidings', { passphrase, withFiles: false, every: 'week' })
  expect(await making.repeat()).toBeUndefined() // until it is finished there is none to make again
  await write(making, begun, 'week 1')
  expect(await making.repeat()).toEqual({ every: 'week', folder, made: clock.now() })

  const again = makingOf(await device.restart())
  for (const week of [2, 3, 4, 5]) {
    clock.advance(7 * dayMs)
    await write(again, await again.beginAgain(`of week ${week}.tidings`), `week ${week}`)
    expect(await again.repeat()).toEqual({ every: 'week', folder, made: clock.now() })
  }
  expect(readdirSync(folder).toSorted()).toEqual([
    'Tidings backup of somebody else.tidings',
    'of week 3.tidings',
    'of week 4.tidings',
    'of week 5.tidings',
  ])
  expect(await pageOf(path.join(folder, 'of week 3.tidings'))).toBe('week 3')
  expect(await pageOf(path.join(folder, 'of week 5.tidings'))).toBe('week 5')
})

test('[BU8] two on one day have two names; one that is called off leaves the newest what it was', async () => {
  const { device, folder, clock, makingOf, write } = await setup()
  const making = makingOf(device)
  await write(
    making,
    await making.begin('backup.tidings', { passphrase, withFiles: false, every: 'day' }),
    'one',
  )
  const { made } = (await making.repeat()) ?? { made: 0 }
  clock.advance(1_000)
  const off = orThrow(await making.beginAgain('backup.tidings'))
  await making.cancel(off.ticket)
  expect(await making.repeat()).toMatchObject({ made })
  expect(await write(making, await making.beginAgain('backup.tidings'), 'two')).toBe('backup (2).tidings')
  expect(await pageOf(path.join(folder, 'backup.tidings'))).toBe('one')
  expect(await pageOf(path.join(folder, 'backup (2).tidings'))).toBe('two')
})

test('[BU8] a folder that is away is not made anew: it fails, stays due, and goes on when the folder is back', async () => {
  const { device, folder, makingOf, write } = await setup()
  const making = makingOf(device)
  const stick = path.join(folder, 'stick')
  mkdirSync(stick)
  await write(
    making,
    await making.begin('stick/one.tidings', { passphrase, withFiles: false, every: 'day' }),
    'one',
  )
  const before = await making.repeat()
  expect(before).toMatchObject({ folder: stick })
  renameSync(stick, `${stick} pulled`)
  expect(await making.beginAgain('two.tidings')).toMatchObject({ ok: false, failure: { kind: 'disk' } })
  expect(readdirSync(folder)).toEqual(['stick pulled'])
  expect(await making.repeat()).toEqual(before)
  renameSync(`${stick} pulled`, stick)
  await write(making, await making.beginAgain('two.tidings'), 'two')
  expect(readdirSync(stick).toSorted()).toEqual(['one.tidings', 'two.tidings'])
})

test('[BU8] once it is ended none is made, its files stay, and its key is gone; a locked account makes none', async () => {
  const { device, folder, makingOf, write, lock } = await setup()
  const making = makingOf(device)
  await write(
    making,
    await making.begin('one.tidings', { passphrase, withFiles: false, every: 'day' }),
    'one',
  )
  expect(device.keyring.keys('backup')).toHaveLength(1)
  orThrow(await making.endRepeat())
  expect(device.keyring.keys('backup')).toEqual([])
  expect(await making.repeat()).toBeUndefined()
  expect(await making.beginAgain('two.tidings')).toEqual(fail({ kind: 'cancelled' }))
  expect(readdirSync(folder)).toEqual(['one.tidings'])
  lock()
  expect(await making.repeat()).toBeUndefined()
  expect(await making.beginAgain('two.tidings')).toEqual(fail({ kind: 'locked' }))
  expect(await making.endRepeat()).toEqual(fail({ kind: 'locked' }))
})

test('[BU8] a backup made once says nothing of being made again, and leaves one that is as it was', async () => {
  const { device, makingOf, write } = await setup()
  const making = makingOf(device)
  await write(making, await making.begin('once.tidings', { passphrase, withFiles: false }), 'once')
  expect(await making.repeat()).toBeUndefined()
  await write(
    making,
    await making.begin('daily.tidings', { passphrase, withFiles: false, every: 'day' }),
    'daily',
  )
  const before = await making.repeat()
  await write(
    making,
    await making.begin('once more.tidings', { passphrase: 'another passphrase', withFiles: false }),
    'once',
  )
  expect(await making.repeat()).toEqual(before)
})
