/**
 * One segment as a room needs it while somebody is in it: the ops of each sub-log, read from the log's entries without a
 * document. Sub-logs are append-only, so that merging updates is putting them one behind the other, and what a
 * stock client lacks is the end of some of them. What was erased is gone from here too.
 */
import type { ReadUpdate } from '../../core/conversation/update-reader.ts'
import type { StateVector } from './messages.ts'
import { createUpdateWriter } from './update-writer.ts'

export interface SegmentImage {
  /** An update that the log accepted. Known already, it changes nothing. */
  readonly add: (update: ReadUpdate) => void
  readonly nextClock: (client: number) => number
  /** The bytes of an op; undefined if it was erased or is not there. */
  readonly content: (client: number, clock: number) => Uint8Array | undefined
  /** Size of what is held. */
  readonly bytes: () => number
  readonly vector: () => StateVector
  /** What is missing at `vector`, and all deletions, as updates of about `maxBytes`; at least one. */
  readonly since: (vector: StateVector, maxBytes: number) => Generator<Uint8Array>
}

/** What an op costs beside its content. */
const opBytes = 32

/** An op at its clock; undefined once erased. */
type SubLog = Array<Uint8Array | undefined>

export function createSegmentImage(): SegmentImage {
  const subLogs = new Map<number, SubLog>()
  let bytes = 0

  const subLogOf = (client: number): SubLog => {
    const found = subLogs.get(client) ?? []
    if (found.length === 0) subLogs.set(client, found)
    return found
  }
  const addOps = ({ client, structs }: NonNullable<ReadUpdate['section']>): void => {
    const subLog = subLogOf(client)
    for (const { clock, length, content } of structs) {
      if (clock !== subLog.length) continue
      for (let each = 0; each < length; each++) subLog.push(content)
      bytes += length * opBytes + (content?.length ?? 0)
    }
  }
  const erase = ({ client, ranges }: NonNullable<ReadUpdate['deleter']>): void => {
    const subLog = subLogOf(client)
    for (const { clock, length } of ranges) {
      for (let at = clock; at < Math.min(clock + length, subLog.length); at++) {
        bytes -= subLog[at]?.length ?? 0
        subLog[at] = undefined
      }
    }
  }
  return {
    add: ({ section, deleter }) => {
      if (section !== undefined) addOps(section)
      if (deleter !== undefined) erase(deleter)
    },
    nextClock: (client) => subLogs.get(client)?.length ?? 0,
    content: (client, clock) => subLogs.get(client)?.[clock],
    bytes: () => bytes,
    vector: () => new Map(Array.from(subLogs, ([client, { length }]) => [client, length])),
    since: (vector, maxBytes) => missing(subLogs, vector, maxBytes),
  }
}

function* missing(
  subLogs: ReadonlyMap<number, SubLog>,
  vector: StateVector,
  maxBytes: number,
): Generator<Uint8Array> {
  let writer = createUpdateWriter()
  for (const [client, subLog] of subLogs) {
    for (let clock = vector.get(client) ?? 0; clock < subLog.length;) {
      const content = subLog[clock]
      const length = content === undefined ? erasedRun(subLog, clock) : 1
      writer.put(client, { clock, length, content })
      clock += length
      if (writer.bytes() < maxBytes) continue
      yield writer.update()
      writer = createUpdateWriter()
    }
  }
  for (const [client, subLog] of subLogs) {
    for (let clock = 0; clock < subLog.length; clock++) {
      if (subLog[clock] !== undefined) continue
      const length = erasedRun(subLog, clock)
      writer.erase(client, { clock, length })
      clock += length
    }
  }
  yield writer.update()
}

function erasedRun(subLog: SubLog, from: number): number {
  const end = subLog.findIndex((content, clock) => clock >= from && content !== undefined)
  return (end === -1 ? subLog.length : end) - from
}
