/** The open entry in what was opened, and what goes before it in place of what is closed to this device. Rule OE8 in core/e2ee/SPEC.md. */
import type { Opened } from '../../core/bridge/sealing.ts'
import { readUpdate } from '../../core/conversation/update-reader.ts'
import { writeUpdate } from '../../core/conversation/update-writer.ts'
import { isCheckpoint, type Payload } from '../../core/e2ee/payload.ts'
import { encodeEntry } from '../../core/protocol/entry.ts'
import type { ConversationId, DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { KeptLog } from './log-keeper.ts'

interface Writer {
  readonly conversation: ConversationId
  readonly device: DeviceId
  readonly user: UserId
}

export function readPayload(writer: Writer, kept: KeptLog, id: Uint8Array, payload: Payload): Opened {
  const { counter } = payload
  if (payload.kind === 'claim') {
    noteClaim(kept, payload.client, writer.device)
    const bytes = encodeClaim(writer, payload.client, counter)
    return { id, kind: 'entry', bytes, before: [] }
  }
  const { segment, update } = payload
  if (isCheckpoint(payload)) return { id, kind: 'control' }
  const bytes = encodeEntry({ ...writer, kind: 'content', segment, counter, update })
  return { id, kind: 'entry', bytes, before: standInsFor(writer, kept, segment, update) }
}

const encodeClaim = (writer: Writer, client: number, counter: number): Uint8Array =>
  encodeEntry({ ...writer, kind: 'claim', segment: 0, counter, client, gateway: false })

/** The first claim of a clientID counts, as in open logs. */
function noteClaim(kept: KeptLog, client: number, device: DeviceId): boolean {
  const { claims } = kept.record
  if (claims.has(client)) return false
  kept.record = { ...kept.record, claims: new Map(claims).set(client, device) }
  return true
}

/**
 * Whoever was let in later cannot open what was written before, and its writers go on from there: the first use of a clientID
 * claims it then, and what the writer had put into the segment stands as erased.
 */
function standInsFor(
  writer: Writer,
  kept: KeptLog,
  segment: number,
  update: Uint8Array,
): ReadonlyArray<Uint8Array> {
  const read = readUpdate(update)
  const section = read.ok ? read.value.section : undefined
  if (section === undefined || !kept.record.closedBy.has(writer.device)) return []
  const { client, clock, end } = section
  if (noteClaim(kept, client, writer.device)) {
    kept.record = { ...kept.record, silent: new Set(kept.record.silent).add(client) }
  }
  if (kept.record.claims.get(client) !== writer.device) return []
  const claim = kept.record.silent.has(client) ? [encodeClaim(writer, client, 0)] : []
  const from = noteSpan(kept, `${segment}/${client}`, clock, end)
  if (from === undefined) return claim
  const erased = writeUpdate(
    client,
    from,
    Array.from({ length: clock - from }, () => undefined),
  )
  return [...claim, encodeEntry({ ...writer, kind: 'content', segment, counter: 0, update: erased })]
}

/** Where the gap before `clock` begins that closed entries have left in a sub-log; undefined if there is none. */
function noteSpan(kept: KeptLog, subLog: string, clock: number, end: number): number | undefined {
  const { ends, gaps } = kept.record
  const known = ends.get(subLog) ?? 0
  if (clock > known) {
    const before = gaps.get(subLog) ?? []
    kept.record = { ...kept.record, gaps: new Map(gaps).set(subLog, [...before, [known, clock]]) }
  }
  if (end > known) kept.record = { ...kept.record, ends: new Map(ends).set(subLog, end) }
  return kept.record.gaps.get(subLog)?.find(([, until]) => until === clock)?.[0]
}
