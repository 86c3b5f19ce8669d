/**
 * A workspace document as a room: an ordinary collaborative Y.Doc, in memory while somebody is there. What a socket
 * sends is applied, stored, and only then told to others: all that leaves the room stands in one queue behind the
 * commit of what it shows. A document whose store fails is let go of, and what was not stored comes again from the
 * clients that have it.
 */
import * as Y from 'yjs'
import type { DocumentId } from '../../core/protocol/ids.ts'
import { maxDocumentBytes } from '../../core/protocol/rooms.ts'
import type { Logger } from '../logger.ts'
import type { DocumentStore } from '../store/document-store.ts'
import { StoreTrouble } from '../store/store.ts'
import type { DocumentLog } from './document-log.ts'
import type { Member } from './member.ts'
import { writeStep1, writeStep2, writeUpdateMessage, writeVector } from './messages.ts'
import type { RoomContent, RoomVoice } from './room.ts'
import { applyTo, isDeletionOnly, missingIn } from './shared-document.ts'

export interface DocumentContentDeps {
  readonly documents: Pick<DocumentStore, 'updates' | 'compact'>
  readonly documentLog: DocumentLog
  readonly log: Logger
}

/** Stored updates after which they become one. */
const maxTailRows = 200
const maxTailBytes = 512 * 1024
/** What may wait for its commit before those who write have to wait too. */
const maxQueuedBytes = 1_048_576

/** Something that leaves the room once `update`, if any, is stored. */
interface Outgoing {
  readonly update: Uint8Array | undefined
  readonly deliver: () => void
}

export function createDocumentContent(
  { documents, documentLog, log }: DocumentContentDeps,
  document: DocumentId,
  voice: RoomVoice,
): RoomContent {
  const doc = new Y.Doc({ gc: true })
  const askedAgain = new Set<Member>()
  let loading: Promise<void> | undefined
  let isOver = false
  /** Of what is stored: bytes of the first row, which was compacted, and of those behind it. */
  const stored = { base: 0, tail: 0, rows: 0 }
  let queue: Array<Outgoing> = []
  let queuedBytes = 0
  let flushing: Promise<void> | undefined

  const read = async (): Promise<void> => {
    const rows = await documents.updates(document)
    if (!rows.every(({ update }) => applyTo(doc, update).ok)) {
      throw new StoreTrouble('damaged', new Error(`document ${document} cannot be read`))
    }
    stored.base = rows[0]?.update.length ?? 0
    stored.tail = rows.slice(1).reduce((sum, { update }) => sum + update.length, 0)
    stored.rows = rows.length
  }
  const compact = async (upTo: number): Promise<void> => {
    const whole = missingIn(doc, undefined)
    await documents.compact(document, upTo, whole)
    stored.base = whole.length
    stored.tail = 0
    stored.rows = 1
  }
  const commit = async (updates: ReadonlyArray<Uint8Array>): Promise<void> => {
    if (updates.length === 0) return
    const row = await documentLog.append(document, updates)
    for (const { length } of updates) stored.tail += length
    stored.rows += updates.length
    if (isOver) return
    if (stored.rows > maxTailRows || stored.tail > Math.max(maxTailBytes, stored.base)) await compact(row)
  }
  const flush = async (): Promise<void> => {
    try {
      while (queue.length > 0) {
        const batch = queue
        queue = []
        queuedBytes = 0
        await commit(batch.flatMap(({ update }) => (update === undefined ? [] : [update])))
        for (const { deliver } of batch) deliver()
      }
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      log.error({ error }, 'a document cannot be stored')
      isOver = true
      queue = []
      voice.dissolve('unavailable')
    }
    flushing = undefined
  }
  /** The document in memory is spoilt. What was good of it is stored before a fresh room reads it. */
  const giveUp = async (): Promise<void> => {
    isOver = true
    await flushing
    voice.dissolve('unavailable')
  }
  const put = (outgoing: Outgoing): void => {
    queue.push(outgoing)
    queuedBytes += outgoing.update?.length ?? 0
    flushing ??= flush()
  }
  const hasRoomFor = (update: Uint8Array): boolean => {
    const size = (): number => stored.base + stored.tail + queuedBytes + update.length
    // What is stored may hold much that was deleted since: only the document itself tells.
    return size() <= maxDocumentBytes || missingIn(doc, undefined).length + update.length <= maxDocumentBytes
  }
  /** A client that sends what hangs on something missing has that too: it is asked for it, once. */
  const askFor = (member: Member): void => {
    if (doc.store.pendingStructs === null || askedAgain.has(member)) return
    askedAgain.add(member)
    member.send(writeStep1(Y.encodeStateVector(doc)))
  }
  return {
    load: () => {
      loading ??= read().catch((error: unknown) => {
        loading = undefined
        throw error
      })
      return loading
    },
    vector: () => Y.encodeStateVector(doc),
    answer: async (member, vector) => {
      if (isOver) return
      const body = missingIn(doc, writeVector(vector))
      put({ update: undefined, deliver: () => member.send(writeStep2(body)) })
      await flushing
      await member.flushed()
    },
    write: async (member, update) => {
      if (isOver) return
      if (!hasRoomFor(update) && !isDeletionOnly(update)) {
        return member.end('too-large', `a document has room for ${maxDocumentBytes} bytes`)
      }
      const applied = applyTo(doc, update)
      if (!applied.ok) {
        member.end('invalid-update', `Yjs cannot take the update: ${applied.failure.kind}`)
        return applied.failure.kind === 'broken' ? giveUp() : undefined
      }
      for (const news of applied.value) {
        const message = writeUpdateMessage(news)
        put({ update: news, deliver: () => voice.broadcast(message, (each) => each === member) })
      }
      askFor(member)
      if (queuedBytes > maxQueuedBytes) await flushing
    },
    idle: async () => flushing,
    left: (member) => void askedAgain.delete(member),
    bytes: () => stored.base + stored.tail + queuedBytes,
    close: () => doc.destroy(),
  }
}
