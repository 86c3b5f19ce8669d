import { beforeAll, expect, test } from 'vitest'
import { fail, ok } from '../../../../core/base/result.ts'
import { createBackups } from '../../../../main/backup/backups.ts'
import { sealingReady } from '../../../../main/sealing/sealing.ts'
import { leastCost } from '../../../../main/vault/passphrase.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { noFiles, restoreIn } from '../../../support/backup-files.ts'
import { createSealedWorld, someUser } from '../../../support/sealed-holders.ts'

beforeAll(async () => sealingReady)

test('a backup whose first bytes could not be written is over, and its key is gone', async () => {
  const { addDevice, clock } = await createSealedWorld()
  const { vault, service, keyring } = await addDevice(someUser(1))
  let isFull = true
  const disk = fail({ kind: 'disk-full' } as const)
  const { begin, write } = createBackups({
    session: {
      current: () => ({
        vault,
        sealed: async () => ok(service),
        keyring: async () => ok(keyring),
        files: noFiles,
      }),
      makeVault: async () => fail({ kind: 'cancelled' }),
      enterRestored: async () => fail({ kind: 'cancelled' }),
      discardVault: async () => undefined,
    },
    saves: {
      begin: async () => ok({ ticket: 1, place: '/somewhere' }),
      beginAt: async () => ok({ ticket: 1, place: '/somewhere' }),
      write: async () => (isFull ? disk : ok(undefined)),
      finish: async () => ok('/somewhere'),
      cancel: async () => undefined,
    },
    clock,
    random: createSeededRandom(1),
    cost: leastCost,
    restoreFiles: restoreIn,
  })
  expect(await begin('ada.tidings', { passphrase: 'a passphrase to keep', withFiles: false })).toEqual(disk)
  isFull = false
  expect(await write(1, new Uint8Array(3))).toEqual(fail({ kind: 'cancelled' }))
})
