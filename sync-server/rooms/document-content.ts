/**
 * A workspace document as a room: an ordinary collaborative Y.Doc, in memory while somebody is there. What a socket
 * sends is applied, stored, and only then told to others: all that leaves the room stands behind the commit of what it
 * shows. A document whose store fails is let go of, and what was not stored comes again from the clients that have it.
 */
import * as Y from 'yjs'
import type { DocumentId } from '../../core/protocol/ids.ts'
import { maxDocumentBytes } from '../../core/protocol/rooms.ts'
import type { Logger } from '../logger.ts'
import { StoreTrouble } from '../store/store.ts'
import { createCommitGate } from './commit-gate.ts'
import { createDocumentShelf, type DocumentShelfDeps } from './document-shelf.ts'
import { loadOnce } from './load-once.ts'
import type { Member } from './member.ts'
import { writeStep1, writeStep2, writeUpdateMessage, writeVector } from './messages.ts'
import type { RoomContent, RoomVoice } from './room.ts'
import { applyTo, fitsWith, isDeletionOnly, missingIn } from './shared-document.ts'

export interface DocumentContentDeps extends DocumentShelfDeps {
  readonly log: Logger
}

/** What may wait for its commit before those who write have to wait too. */
const maxWaitingBytes = 1_048_576

export function createDocumentContent(
  deps: DocumentContentDeps,
  document: DocumentId,
  voice: RoomVoice,
): RoomContent {
  const doc = new Y.Doc({ gc: true })
  const shelf = createDocumentShelf(deps, document, doc)
  const asker = createAsker(doc)
  /** The document in memory is not what is stored, or not sound: nobody may see it any more. */
  let isOver = false

  const commit = async (updates: ReadonlyArray<Uint8Array>): Promise<void> => {
    await shelf.append(updates)
    if (!isOver) await shelf.compact()
  }
  const gate = createCommitGate(commit, (error) => {
    if (!(error instanceof StoreTrouble)) throw error
    deps.log.error({ error }, 'a document cannot be stored')
    isOver = true
    voice.dissolve('unavailable')
  })
  /** What was good is stored before a fresh room reads it. */
  const spoilt = async (): Promise<void> => {
    isOver = true
    await gate.idle()
    voice.dissolve('unavailable')
  }
  return {
    load: loadOnce(shelf.read),
    vector: () => Y.encodeStateVector(doc),
    answer: async (member, vector) => {
      if (isOver) return
      const body = missingIn(doc, writeVector(vector))
      gate.put(undefined, () => member.send(writeStep2(body)))
      await gate.idle()
      await member.flushed()
    },
    write: async (member, update) => {
      if (isOver) return
      if (!takes(doc, shelf.bytes() + gate.bytes(), update)) {
        return member.end('too-large', `a document has room for ${maxDocumentBytes} bytes`)
      }
      const applied = applyTo(doc, update)
      if (!applied.ok) {
        member.end('invalid-update', `Yjs cannot take the update: ${applied.failure.kind}`)
        return applied.failure.kind === 'broken' ? spoilt() : undefined
      }
      for (const news of applied.value) {
        const message = writeUpdateMessage(news)
        gate.put(news, () => voice.broadcast(message, (each) => each === member))
      }
      asker.ask(member)
      if (gate.bytes() > maxWaitingBytes) await gate.idle()
    },
    idle: gate.idle,
    left: asker.left,
    bytes: () => shelf.bytes() + gate.bytes(),
    close: () => doc.destroy(),
  }
}

/** `bytes`: of what is stored. It may hold much that was deleted since: only the document itself tells. */
const takes = (doc: Y.Doc, bytes: number, update: Uint8Array): boolean =>
  bytes + update.length <= maxDocumentBytes ||
  missingIn(doc, undefined).length + update.length <= maxDocumentBytes ||
  isDeletionOnly(update) ||
  fitsWith(doc, update, maxDocumentBytes)

/** A client that sends what hangs on something missing has that too: it is asked for it, once. */
function createAsker(doc: Y.Doc): {
  readonly ask: (member: Member) => void
  readonly left: (member: Member) => void
} {
  const asked = new Set<Member>()
  return {
    ask: (member) => {
      if (doc.store.pendingStructs === null || asked.has(member)) return
      asked.add(member)
      member.send(writeStep1(Y.encodeStateVector(doc)))
    },
    left: (member) => void asked.delete(member),
  }
}
