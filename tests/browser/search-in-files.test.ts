import { expect, onTestFinished, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { FileTransfer } from '../../core/bridge/files-contract.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { loadSegment } from '../../core/conversation/segment.ts'
import { attachmentId, userId } from '../../core/protocol/ids.ts'
import type { SearchIndex } from '../../core/search/search-index.ts'
import { serveFiles } from '../../renderer/platform/file-port.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { openWorkerIndex } from '../../renderer/platform/worker-index.ts'
import { testAttachment, testHlc, testOpId, testPost } from '../support/conversations.ts'
import { testConversation } from '../support/test-conversation.ts'

const key = await importStoreKey(new Uint8Array(32).fill(3))
const user = userId('5f'.padEnd(32, '1'))
const conversation = testConversation(1)
const seal = { key: new Uint8Array(32), header: new Uint8Array(24), size: 1 }
const textFile = (number: number, name: string): Attachment =>
  testAttachment({ id: attachmentId(`${number}f`.repeat(16)), name, type: 'text/plain', seal })
const notes = textFile(1, 'notes.txt')
const liar = textFile(2, 'liar.txt')
const later = textFile(3, 'later.txt')

/** Main's side, as far as the search asks it. */
function createDisk() {
  const bytes = new Map<string, Uint8Array>()
  const listeners = new Set<(transfers: ReadonlyArray<FileTransfer>) => void>()
  const read: Array<string> = []
  const call = async (name: string, input: { readonly id?: string }): Promise<unknown> => {
    if (name === 'files.kept') return ok([...bytes.keys()])
    read.push(input.id ?? '')
    return ok(bytes.get(input.id ?? ''))
  }
  const listen = (_: string, listener: (transfers: ReadonlyArray<FileTransfer>) => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two that are asked for
  const bridge = { call, listen } as unknown as PageBridge
  /** As a download that has ended, and one that goes on. */
  const told = (): void => {
    const going: FileTransfer = { id: attachmentId('9'.repeat(32)), direction: 'down', done: 1, total: 9 }
    for (const listener of listeners) listener([going])
    for (const listener of listeners) listener([])
  }
  return { bytes, bridge, read, told, listeners }
}

const open = (bridge: PageBridge): SearchIndex => {
  const index = openWorkerIndex({
    user,
    key,
    rested: (run) => (run(), () => undefined),
    serveFiles: (port) => serveFiles(bridge, port),
  })({ settled: () => undefined })
  index.begin(
    Array.from({ length: 20 }, (_, segment) => ({ conversation, segment })),
    [],
  )
  return index
}

const texts = async (index: SearchIndex, term: string): Promise<ReadonlyArray<string>> => {
  const page = await index.find({
    terms: [term],
    conversations: new Set([conversation]),
    traits: [],
    limit: 100,
    authors: undefined,
    from: undefined,
    until: undefined,
    after: undefined,
    now: millis(0),
  })
  return orThrow(page).found.map(({ files: [file = ''], text }) => `${file}: ${text}`)
}

async function storeMessages(): Promise<void> {
  const store = orThrow(await openIndexedDbStore({ user, key, random: systemRandom }))
  for (let segment = 0; segment < 20; segment++) {
    const { segment: document } = orThrow(loadSegment([]))
    const attachments = segment === 0 ? { attachments: [notes, liar, later] } : {}
    const op = testPost({
      id: testOpId(segment),
      at: testHlc(segment),
      text: `line ${segment}`,
      ...attachments,
    })
    document.write(1, encodeOp(op), [])
    await store.write([{ kind: 'segment', conversation, segment, blob: document.snapshot() }], {
      durable: true,
    })
  }
  await store.close()
}

test('[SE64] [SE66] a worker looks into files over the port; one that lies about its type is left alone; a worker that is killed goes on', async () => {
  await storeMessages()
  const { bytes, bridge, read, told, listeners } = createDisk()
  bytes.set(notes.id, new TextEncoder().encode('a needle, \u202Eeldeen\u202C, 針'))
  bytes.set(liar.id, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe))
  const index = open(bridge)
  await expect.poll(() => texts(index, '針')).toEqual(['notes.txt: a needle, \u202Eeldeen\u202C, 針'])
  expect(index.progress.read().filesElsewhere).toBe(1)
  bytes.set(later.id, new Uint8Array(262_144).fill(0x78))
  bytes.set(later.id, new TextEncoder().encode(`${'x'.repeat(200_000)}needle two${'x'.repeat(60_000)}`))
  told()
  await expect.poll(async () => (await texts(index, 'needle two')).length).toBe(1)
  expect(index.progress.read().filesElsewhere).toBe(0)
  await index.close() // terminates it, wherever it is
  await expect.poll(() => listeners.size).toBe(0)

  bytes.delete(notes.id) // while nobody looked
  const again = open(bridge)
  onTestFinished(() => again.close())
  await expect.poll(() => texts(again, '針')).toEqual([])
  await expect.poll(async () => (await texts(again, 'needle two')).length).toBe(1)
  expect(read.filter((id) => id === liar.id).length).toBeLessThanOrEqual(3)
})
