/** Backups whose maker has the passphrase and means ill: all chunks open, and stand where they cannot. */
import { beforeAll, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { fail } from '../../../../core/base/result.ts'
import { userId } from '../../../../core/protocol/ids.ts'
import { sealedFileSize } from '../../../../core/sealed/file-format.ts'
import { createBackupWriter, newBackupKey } from '../../../../main/backup/backup-file.ts'
import { createBackups } from '../../../../main/backup/backups.ts'
import { kinds } from '../../../../main/backup/records.ts'
import { encodeBundle } from '../../../../main/e2ee/key-bundle.ts'
import { createSaves } from '../../../../main/saves/saves.ts'
import { sealingReady } from '../../../../main/sealing/sealing.ts'
import { leastCost } from '../../../../main/vault/passphrase.ts'
import { restoreIn } from '../../../support/backup-files.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

beforeAll(async () => sealingReady)

const passphrase = 'a passphrase to keep'
const user = userId('a'.repeat(32))
const about = { user, username: 'ana', displayName: 'Ana', relay: 'http://relay.test:1', made: 1 }
const random = createSeededRandom(1)
const keys = encodeBundle({ user, identity: undefined, people: [], logs: [], recovery: undefined })

type Chunk = readonly [kind: number, ...bytes: ReadonlyArray<number>]
const end: Chunk = [kinds.end]
const begin = (size: number | bigint, extra = 0): Chunk => {
  const bytes = new Uint8Array(24 + extra).fill(0xab)
  new DataView(bytes.buffer).setBigUint64(16, BigInt(size))
  return [kinds.file, ...bytes]
}

/** What is made of such chunks, after keys that are good. */
async function read(chunks: ReadonlyArray<Uint8Array | Chunk>) {
  const backups = createBackups({
    session: {
      current: () => undefined,
      makeVault: async () => fail({ kind: 'cancelled' }),
      enterRestored: async () => fail({ kind: 'cancelled' }),
      discardVault: async () => undefined,
    },
    saves: createSaves(async () => undefined),
    clock: createVirtualClock(),
    random,
    cost: leastCost,
    restoreFiles: restoreIn,
  })
  const key = await newBackupKey({ random, cost: leastCost }, passphrase)
  const writer = createBackupWriter(random, { ...about, hasFiles: true }, key)
  const all = [Uint8Array.of(kinds.keys, ...keys), ...chunks]
  const ticket = backups.open(passphrase)
  orThrow(await backups.feed(ticket, writer.front))
  for (const [at, chunk] of all.entries()) {
    const fed = await backups.feed(ticket, writer.chunk(Uint8Array.from(chunk), at === all.length - 1))
    if (fed.ok) continue
    // Nothing goes on after it.
    expect(await backups.feed(ticket, new Uint8Array())).toEqual(fed)
    expect(backups.end(ticket)).toEqual(fed)
    return { kind: fed.failure.kind, at }
  }
  const ended = backups.end(ticket)
  return ended.ok ? ended.value.files : { kind: ended.failure.kind }
}

test('[BU13] what stands as it should is taken', async () => {
  const two = [
    begin(3),
    [kinds.fileBytes, 1, 2],
    [kinds.fileBytes, 3],
    begin(1),
    [kinds.fileBytes, 1],
  ] as const
  expect(await read([[kinds.page, 1], ...two, end])).toEqual({ count: 2, bytes: 4 })
})

test.each<readonly [string, ReadonlyArray<Chunk>]>([
  ['bytes of no file', [[kinds.fileBytes, 1], end]],
  ['more bytes than the file was said to have', [begin(1), [kinds.fileBytes, 1, 2], end]],
  ['bytes behind a file that is whole', [begin(1), [kinds.fileBytes, 1], [kinds.fileBytes, 2], end]],
  ['no bytes of a file', [begin(1), [kinds.fileBytes], end]],
  ['a file within a file', [begin(2), [kinds.fileBytes, 1], begin(1), [kinds.fileBytes, 1], end]],
  ['what the page gave within a file', [begin(2), [kinds.fileBytes, 1], [kinds.page, 1], end]],
  ['keys within a file', [begin(2), [kinds.fileBytes, 1], [kinds.keys], end]],
  ['an end within a file', [begin(2), [kinds.fileBytes, 1], end]],
  ['half a file, and no end', [begin(2), [kinds.fileBytes, 1]]],
  ['an empty file', [begin(0), end]],
  ['a file larger than any', [begin(sealedFileSize(2 ** 30) + 1), end]],
  ['a file of 2^64 - 1 bytes', [begin(2n ** 64n - 1n), end]],
  ['a beginning with more than an id and a size', [begin(1, 1), [kinds.fileBytes, 1], end]],
  ['a beginning with a name in place of an id', [[kinds.file, ...Buffer.from('../../../.bashrc')], end]],
  ['a kind of chunk that there is not', [[9, 1], end]],
])('[BU2] [BU13] %s: the backup is damaged', async (_what, chunks) => {
  expect(await read(chunks)).toMatchObject({ kind: 'damaged' })
})

test('[BU13] a chunk that says not even what it is, and keys without end, are refused', async () => {
  expect(await read([new Uint8Array(), end])).toEqual({ kind: 'damaged', at: 1 })
  const keysAgain = new Uint8Array(1_000_000).fill(kinds.keys)
  // While they come, not once all of them are in memory.
  expect(await read([...Array.from({ length: 9 }, () => keysAgain), end])).toEqual({ kind: 'damaged', at: 9 })
})
