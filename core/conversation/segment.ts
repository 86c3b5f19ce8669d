/**
 * One segment: a `Y.Doc` with one append-only sub-log a device. Takes only what the validator passed, so that Yjs never
 * has anything to wait for. The SG rules of SPEC.md.
 */
import * as Y from 'yjs'
import { Defect } from '../base/defect.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { Op } from './op.ts'
import { decodeOp } from './op-codec.ts'
import { isClientId, subLogName } from './sub-log.ts'
import type { SubLog } from './update-writer.ts'

/** An op and its place: the `clock`th entry in the sub-log of `client`. */
export interface PlacedOp {
  readonly client: number
  readonly clock: number
  readonly op: Op
}

export interface Segment {
  /**
   * Appends an op to the sub-log of `client` and erases the content of earlier ones in the same update, which is
   * returned as others must get it.
   */
  readonly write: (client: number, op: Uint8Array, erase: ReadonlyArray<number>) => Uint8Array
  /** Merges an update that `checkUpdate` passed at the present `nextClock`. Throws `Defect` if it cannot have. */
  readonly apply: (update: Uint8Array) => void
  /** The bytes of an op; undefined if it was erased or is not there. */
  readonly content: (client: number, clock: number) => Uint8Array | undefined
  readonly nextClock: (client: number) => number
  /** All of a sub-log, one op a clock. */
  readonly subLog: (client: number) => SubLog
  /** The next clock of each client that has written here. */
  readonly subLogEnds: () => ReadonlyMap<number, number>
  /** Ops ever written, erased ones included. */
  readonly opCount: () => number
  /** The whole state as one update, for the local store: peers refuse it, for it holds many sub-logs. */
  readonly snapshot: () => Uint8Array
  readonly close: () => void
}

/** Yjs picks a new clientID (and says so on the console) if others write under the document's own: nobody has 0. */
const readingClient = 0

/**
 * A segment from trusted updates: snapshots and updates that were checked before they were stored. With it the ops that
 * are not erased, in no particular order. Fails if the updates cannot be read or do not hang together.
 */
export function loadSegment(
  updates: ReadonlyArray<Uint8Array>,
): Result<
  { readonly segment: Segment; readonly ops: ReadonlyArray<PlacedOp> },
  { readonly kind: 'damaged' }
> {
  const doc = emptyDoc()
  try {
    // One transaction: what Yjs does after each would cost more than the updates themselves.
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    const ops = hasPending(doc) ? undefined : readOps(doc)
    if (ops !== undefined) return ok({ segment: segmentOver(doc), ops })
  } catch {
    // Yjs reports unreadable bytes by throwing
  }
  doc.destroy()
  return fail({ kind: 'damaged' })
}

function emptyDoc(): Y.Doc {
  const doc = new Y.Doc({ gc: true })
  doc.clientID = readingClient
  return doc
}

function segmentOver(doc: Y.Doc): Segment {
  return {
    write: (client, op, erase) => writeOp(doc, client, op, erase),
    apply: (update) => {
      Y.applyUpdate(doc, update)
      if (hasPending(doc)) throw new Defect('an update left a gap: it cannot have passed the validator')
    },
    content: (client, clock) => contentAt(doc, client, clock),
    nextClock: (client) => Y.getState(doc.store, client),
    subLog: (client) =>
      Array.from({ length: Y.getState(doc.store, client) }, (_, clock) => contentAt(doc, client, clock)),
    subLogEnds: () =>
      new Map(Array.from(doc.store.clients.keys(), (each) => [each, Y.getState(doc.store, each)])),
    opCount: () => {
      let count = 0
      for (const client of doc.store.clients.keys()) count += Y.getState(doc.store, client)
      return count
    },
    snapshot: () => Y.encodeStateAsUpdate(doc),
    close: () => doc.destroy(),
  }
}

const hasPending = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null

function writeOp(doc: Y.Doc, client: number, op: Uint8Array, erase: ReadonlyArray<number>): Uint8Array {
  if (!isClientId(client)) throw new Defect(`not a clientID: ${client}`)
  let written: Uint8Array | undefined
  doc.once('update', (update: Uint8Array) => (written = update))
  doc.clientID = client
  doc.transact((transaction) => {
    const log = doc.getArray<Uint8Array>(subLogName(client))
    log.push([op])
    for (const clock of erase) itemAt(doc, client, clock)?.delete(transaction)
  })
  doc.clientID = readingClient
  if (written === undefined) throw new Defect('Yjs made no update of a change')
  return written
}

function itemAt(doc: Y.Doc, client: number, clock: number): Y.Item | undefined {
  if (clock >= Y.getState(doc.store, client)) return undefined
  const structs = doc.store.clients.get(client) ?? []
  const item = structs[Y.findIndexSS(structs, clock)]
  return item instanceof Y.Item ? item : undefined
}

function contentAt(doc: Y.Doc, client: number, clock: number): Uint8Array | undefined {
  const item = itemAt(doc, client, clock)
  return item?.content instanceof Y.ContentBinary ? item.content.content : undefined
}

function readOps(doc: Y.Doc): ReadonlyArray<PlacedOp> | undefined {
  const ops: Array<PlacedOp> = []
  for (const [client, structs] of doc.store.clients) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentBinary)) continue
      const op = decodeOp(struct.content.content, { canonical: false })
      if (!op.ok) return undefined
      ops.push({ client, clock: struct.id.clock, op: op.value })
    }
  }
  return ops
}
