import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { userId } from '../../../../core/protocol/ids.ts'
import { createBackupReader, createBackupWriter, newBackupKey } from '../../../../main/backup/backup-file.ts'
import { sealingReady } from '../../../../main/sealing/sealing.ts'
import { leastCost } from '../../../../main/vault/passphrase.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

const about = {
  user: userId('a'.repeat(32)),
  username: 'ana',
  displayName: 'Ana',
  relay: 'http://relay.test:1',
  made: Date.UTC(2026, 10, 27),
}
const passphrase = 'a passphrase to keep'
const plain = (number: number): Uint8Array => new Uint8Array(20 + number).fill(number)

interface Parts {
  readonly front: Uint8Array
  readonly chunks: ReadonlyArray<Uint8Array>
}

async function make(seed = 1, relay = about.relay, hasFiles = false): Promise<Parts> {
  const random = createSeededRandom(seed)
  const key = await newBackupKey({ random, cost: leastCost }, passphrase)
  const writer = createBackupWriter(random, { ...about, relay, hasFiles }, key)
  const chunks = [0, 1, 2, 3].map((number) => writer.chunk(plain(number), number === 3))
  writer.close()
  return { front: writer.front, chunks }
}

let parts: Parts
let whole: Uint8Array
beforeAll(async () => {
  await sealingReady
  parts = await make()
  whole = Uint8Array.from(Buffer.concat([parts.front, ...parts.chunks])) // a Buffer's slice shares its bytes
})

/** What a reader makes of these bytes, cut into such pieces. */
async function read(bytes: Uint8Array, given = passphrase, piece = 50) {
  const reader = createBackupReader(given)
  const opened: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += piece) {
    const fed = await reader.feed(bytes.slice(at, at + piece))
    if (!fed.ok) return { kind: fed.failure.kind, again: await reader.feed(new Uint8Array()), opened }
    opened.push(...fed.value)
  }
  const ended = reader.end()
  return ended.ok ? { kind: 'whole', about: ended.value, opened } : { kind: ended.failure.kind, opened }
}

test('[BU1] a backup opens with its passphrase, however it is cut into pieces', async () => {
  for (const piece of [7, 50, 1_000_000]) {
    const { kind, opened, about: found } = await read(whole, passphrase, piece)
    expect([kind, found]).toEqual(['whole', about])
    expect(opened.map((each) => [...each])).toEqual([0, 1, 2, 3].map((number) => [...plain(number)]))
  }
  expect(Buffer.from(whole).includes(Buffer.from(passphrase))).toBe(false)
})

test('[BU2] a wrong passphrase, another kind of file and a later version are told apart', async () => {
  expect(await read(whole, 'another passphrase')).toMatchObject({ kind: 'wrong-passphrase', opened: [] })
  expect(await read(new TextEncoder().encode('PK\u0003\u0004 no backup at all'))).toMatchObject({
    kind: 'no-backup',
  })
  expect(await read(new Uint8Array())).toMatchObject({ kind: 'no-backup' })
  const later = whole.slice()
  later[8] = 3
  expect(await read(later)).toMatchObject({ kind: 'newer' })
})

test('[BU2] one without files is of the version that apps of before open, one with files is of the next', async () => {
  expect(whole[8]).toBe(1)
  const { front, chunks } = await make(1, about.relay, true)
  expect(front[8]).toBe(2)
  expect(await read(Buffer.concat([front, ...chunks]))).toMatchObject({ kind: 'whole', about })
})

test('[BU2] a file that was cut off anywhere is incomplete, one that was made longer is damaged', async () => {
  const { front, chunks } = parts
  for (const end of [
    front.length - 1,
    front.length,
    whole.length - (chunks[3]?.length ?? 0),
    whole.length - 1,
  ]) {
    expect(await read(whole.slice(0, end))).toMatchObject({ kind: 'truncated' })
  }
  expect(await read(Buffer.concat([whole, Uint8Array.of(0)]))).toMatchObject({ kind: 'damaged' })
  expect(await read(Buffer.concat([whole, chunks[0] ?? new Uint8Array()]))).toMatchObject({ kind: 'damaged' })
})

test('[BU2] parts in another order, twice or left out are told; parts of another backup are no parts', async () => {
  const { front, chunks } = parts
  const order = (...numbers: ReadonlyArray<number>): Uint8Array =>
    Buffer.concat([front, ...numbers.map((number) => chunks[number] ?? new Uint8Array())])
  for (const numbers of [
    [1, 0, 2, 3],
    [0, 0, 1, 2, 3],
    [0, 2, 3],
    [0, 1, 3],
  ]) {
    expect(await read(order(...numbers))).toMatchObject({ kind: 'reordered' })
  }
  const other = await make(2)
  const mixed = Buffer.concat([front, other.chunks[0] ?? new Uint8Array(), ...chunks.slice(1)])
  expect(await read(mixed)).toMatchObject({ kind: 'damaged', opened: [] })
})

test('[BU2] no changed byte is taken for what was written, and nothing more opens after it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      // The stretching is slow: bytes of the front that are its salt and cost are changed in few runs.
      const changed = whole.slice()
      changed[at] = (changed[at] ?? 0) ^ by
      const outcome = await read(changed)
      expect(['damaged', 'truncated', 'no-backup', 'newer', 'reordered']).toContain(outcome.kind)
      if ('again' in outcome && outcome.again !== undefined) expect(outcome.again.ok).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('[BU1] a file that asks for more memory than is sane is refused before it gets it', async () => {
  const key = newBackupKey({ random: createSeededRandom(1), cost: { memoryKiB: 1, passes: 1 } }, passphrase)
  await expect(key).rejects.toThrow('a cost below the floor')
  expect(orThrow(await createBackupReader(passphrase).feed(parts.front.slice(0, 20)))).toEqual([])
})

test('[BU2] a backup of an account that lives at no relay is none: what it names is where tokens would go', async () => {
  for (const relay of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://relay.test:1/path',
    'relay.test',
  ]) {
    const { front, chunks } = await make(1, relay)
    expect(await read(Buffer.concat([front, ...chunks]))).toMatchObject({ kind: 'damaged', opened: [] })
  }
})
