import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { ok } from '../../../../core/base/result.ts'
import { type Keyring, openKeyring } from '../../../../main/keyring/keyring.ts'
import type { RecordDamage, RecordFileDeps } from '../../../../main/records/record-file.ts'
import { createFaultyDisk, openRealFile } from '../../../support/faulty-disk.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

function setupKeyring() {
  const file = path.join(temporaryFolder(), 'account', 'keyring')
  const damage: RecordDamage[] = []
  const deps: RecordFileDeps = {
    file,
    key: new Uint8Array(32).fill(5),
    random: createSeededRandom(17),
    openFile: openRealFile,
    report: (what) => damage.push(what),
    compactFrom: 1_048_576,
  }
  const attempt = (changes: Partial<RecordFileDeps> = {}) => openKeyring({ ...deps, ...changes })
  const start = async (changes: Partial<RecordFileDeps> = {}): Promise<Keyring> => {
    const keyring = orThrow(await attempt(changes))
    onTestFinished(() => keyring.close())
    return keyring
  }
  return { file, damage, attempt, start }
}

const value = (fill: number, length = 32): Uint8Array => new Uint8Array(length).fill(fill)

/** A copy of all that it holds. */
const allOf = (keyring: Keyring): Record<string, number> =>
  Object.fromEntries(
    keyring
      .keys('')
      .toSorted()
      .map((key) => [key, keyring.get(key)?.[0] ?? -1]),
  )

/** Three writes, and where the file ends after each. */
async function setupThree() {
  const kit = setupKeyring()
  const keyring = await kit.start()
  const ends: number[] = []
  for (const changes of [
    [
      { key: 'epoch/a/0', value: value(1) },
      { key: 'list/ada', value: value(2) },
    ],
    [
      { key: 'epoch/a/0', value: undefined },
      { key: 'epoch/a/1', value: value(3) },
    ],
    [
      { key: 'epoch/a/1', value: value(4) },
      { key: 'log/a', value: value(5) },
    ],
  ]) {
    orThrow(await keyring.write(changes))
    ends.push((await readFile(kit.file)).length)
  }
  await keyring.close()
  const states = [
    {},
    { 'epoch/a/0': 1, 'list/ada': 2 },
    { 'epoch/a/1': 3, 'list/ada': 2 },
    { 'epoch/a/1': 4, 'list/ada': 2, 'log/a': 5 },
  ]
  return { kit, ends, states, whole: await readFile(kit.file) }
}

describe('keyring', () => {
  test('[KR1] what was written is there, now and after a restart; keys are found by their beginning', async () => {
    const { kit, states } = await setupThree()
    const keyring = await kit.start()
    expect(allOf(keyring)).toEqual(states[3])
    expect(keyring.keys('epoch/')).toEqual(['epoch/a/1'])
    expect(keyring.get('nothing')).toBeUndefined()
    expect(keyring.isDamaged).toBe(false)
    expect(kit.damage).toEqual([])
  })

  test('[KR1] cut off at any byte, each write is there whole or not at all', async () => {
    const { kit, ends, states, whole } = await setupThree()
    for (let length = 0; length <= whole.length; length++) {
      await writeFile(kit.file, whole.subarray(0, length))
      const keyring = await kit.start()
      expect(allOf(keyring)).toEqual(states[ends.filter((end) => end <= length).length])
      orThrow(await keyring.write([{ key: 'more', value: value(9) }]))
      await keyring.close()
      expect(allOf(await kit.start())).toMatchObject({ more: 9 })
    }
  })

  test('[KR1] shows a write only once it is durable, and keeps a copy of what it was given', async () => {
    const keyring = await setupKeyring().start()
    const given = value(7)
    const written = keyring.write([{ key: 'a', value: given }])
    expect(keyring.get('a')).toBeUndefined()
    given.fill(0)
    expect(await written).toEqual(ok(undefined))
    expect(keyring.get('a')).toEqual(value(7))
  })

  test('[KR2] writes of the same moment share one sync', async () => {
    const disk = createFaultyDisk()
    const keyring = await setupKeyring().start(disk)
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => keyring.write([{ key: `k${index}`, value: value(index) }])),
    )
    expect(disk.counts.datasync).toBe(1)
    expect(keyring.keys('k')).toHaveLength(50)
  })

  test.each(['write', 'datasync'] as const)(
    '[KR3] a full disk at %s: nothing has changed, and it goes on when there is room',
    async (call) => {
      const disk = createFaultyDisk()
      const kit = setupKeyring()
      const keyring = await kit.start(disk)
      orThrow(await keyring.write([{ key: 'a', value: value(1) }]))
      disk.faults[call] = 'ENOSPC'
      const failed = { ok: false, failure: { kind: 'full' } }
      expect(await keyring.write([{ key: 'a', value: value(2) }])).toEqual(failed)
      expect(allOf(keyring)).toEqual({ a: 1 })
      expect(allOf(await kit.start())).toEqual({ a: 1 })
      delete disk.faults[call]
      orThrow(await keyring.write([{ key: 'b', value: value(3) }]))
      await keyring.close()
      expect(allOf(await kit.start())).toEqual({ a: 1, b: 3 })
    },
  )

  test('[KR4] a changed byte costs at most the write it is in, and is named', async () => {
    const { kit, ends, whole } = await setupThree()
    const writes = [
      { 'epoch/a/0': 1, 'list/ada': 2 },
      { 'epoch/a/1': 3 },
      { 'epoch/a/1': 4, 'log/a': 5 },
    ] as const
    for (let at = 8; at < whole.length; at += 3) {
      const spoilt = Buffer.from(whole)
      spoilt.writeUInt8((spoilt[at] ?? 0) ^ 0x10, at)
      await writeFile(kit.file, spoilt)
      kit.damage.length = 0
      const hit = ends.findIndex((end) => at < end)
      const keyring = await kit.start()
      const expected: Record<string, number> = {}
      for (const [index, write] of writes.entries()) {
        if (index === hit) continue
        Object.assign(expected, write)
        if (index === 1) delete expected['epoch/a/0']
      }
      expect(allOf(keyring)).toEqual(expected)
      const [damage] = kit.damage
      // A last record whose length was changed looks like one that was never finished.
      if (damage?.kind === 'middle') {
        expect((await readFile(damage.copy)).equals(spoilt)).toBe(true)
        expect(keyring.isDamaged).toBe(true)
      } else expect(hit).toBe(2)
      await keyring.close()
    }
  })

  test('[KR5] another key does not open it, and the file stays; neither does a file of a later version', async () => {
    const { kit, states, whole } = await setupThree()
    expect(await kit.attempt({ key: value(6) })).toEqual({ ok: false, failure: { kind: 'wrong-key' } })
    expect((await readFile(kit.file)).equals(whole)).toBe(true)
    expect(await readdir(path.dirname(kit.file))).toEqual(['keyring'])
    expect(allOf(await kit.start())).toEqual(states[3])
    const later = Buffer.from(whole)
    later[7] = 2
    await writeFile(kit.file, later)
    expect(await kit.attempt()).toEqual({ ok: false, failure: { kind: 'newer' } })
    expect((await readFile(kit.file)).equals(later)).toBe(true)
  })

  test('[KR6] a counter that is written over and over does not make the file grow', async () => {
    const kit = setupKeyring()
    const keyring = await kit.start({ compactFrom: 2_000 })
    orThrow(await keyring.write([{ key: 'kept', value: value(1) }]))
    for (let count = 0; count < 200; count++) {
      orThrow(await keyring.write([{ key: 'counter', value: value(count % 250) }]))
    }
    expect((await readFile(kit.file)).length).toBeLessThan(2_500)
    await keyring.close()
    expect(allOf(await kit.start())).toEqual({ counter: 199, kept: 1 })
  })

  test('[KR7] what was erased is in no older record and no damaged copy', async () => {
    const { kit, whole } = await setupThree()
    const spoilt = Buffer.from(whole)
    spoilt.writeUInt8((spoilt[30] ?? 0) ^ 1, 30)
    await writeFile(kit.file, spoilt)
    const keyring = await kit.start()
    expect(await readdir(path.dirname(kit.file))).toHaveLength(2)
    orThrow(await keyring.erase(['epoch/a/1', 'never was']))
    expect(await readdir(path.dirname(kit.file))).toEqual(['keyring'])
    expect(allOf(keyring)).toEqual({ 'log/a': 5 })
    const bare = await setupKeyring().start()
    orThrow(await bare.write([{ key: 'log/a', value: value(5) }]))
    const after = await readFile(kit.file)
    expect(after.length).toBeLessThan(whole.length / 2)
    orThrow(await keyring.write([{ key: 'next', value: value(6) }]))
    await keyring.close()
    expect(allOf(await kit.start())).toEqual({ 'log/a': 5, next: 6 })
  })

  test('[KR7] an erasure that fails has erased nothing, and one together with writes keeps those', async () => {
    const kit = setupKeyring()
    const keyring = await kit.start()
    orThrow(await keyring.write([{ key: 'a', value: value(1) }]))
    await mkdir(`${kit.file}.new`) // in the way of the next file
    expect(await keyring.erase(['a'])).toMatchObject({ failure: { kind: 'failed' } })
    expect(allOf(keyring)).toEqual({ a: 1 })
    await rm(`${kit.file}.new`, { recursive: true })
    const done = await Promise.all([
      keyring.write([{ key: 'b', value: value(2) }]),
      keyring.erase(['a']),
      keyring.write([{ key: 'c', value: value(3) }]),
    ])
    expect(done).toEqual([ok(undefined), ok(undefined), ok(undefined)])
    await keyring.close()
    expect(allOf(await kit.start())).toEqual({ b: 2, c: 3 })
  })

  test('[KR8] what goes is wiped: replaced, taken away, or with the whole keyring', async () => {
    const keyring = await setupKeyring().start()
    for (const key of ['a', 'b', 'c']) orThrow(await keyring.write([{ key, value: value(8) }]))
    const held = ['a', 'b', 'c'].map((key) => keyring.get(key))
    orThrow(await keyring.write([{ key: 'a', value: value(9) }]))
    orThrow(await keyring.erase(['b']))
    expect(held).toEqual([value(0), value(0), value(8)])
    await keyring.close()
    expect(held[2]).toEqual(value(0))
    expect(keyring.get('c')).toBeUndefined()
    expect(await keyring.write([])).toEqual({ ok: false, failure: { kind: 'locked' } })
  })

  test('shows nothing of what it holds', async () => {
    const { whole } = await setupThree()
    expect(whole.includes('epoch')).toBe(false)
    expect(whole.includes(Buffer.from(value(4)))).toBe(false)
  })
})
