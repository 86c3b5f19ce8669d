/**
 * The messages of y-websocket (y-protocols 1.0), in both directions:
 *
 *   0 sync       varUint 0 (step 1) • varBytes state vector    or    varUint 1 (step 2) or 2 (update) • varBytes update
 *   1 awareness  varBytes: varUint n • n × (varUint clientID • varUint clock • varString state as JSON, null: gone)
 *   3 query      nothing: asks for everybody's awareness
 *
 *   state vector = varUint n • n × (varUint clientID • varUint clock)
 *
 * Message 2 (auth) is none that a client sends. Reading is total: sizes first, shortest numbers, nothing left over.
 */
import type { Decoder } from 'lib0/decoding'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { maxAwarenessBytes, maxStateVectorBytes } from '../../core/protocol/rooms.ts'
import { readList, readText, readVarBytes, readVarUint, writeText } from '../../core/protocol/reader.ts'

/** By clientID, the clock up to which everything is known. */
export type StateVector = ReadonlyMap<number, number>

export interface AwarenessEntry {
  readonly client: number
  readonly clock: number
  /** JSON; `null` for somebody who has left. */
  readonly state: string
}

export type RoomMessage =
  | { readonly kind: 'step-1'; readonly vector: StateVector }
  | { readonly kind: 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly entries: ReadonlyArray<AwarenessEntry> }
  | { readonly kind: 'query' }

const syncMessage = 0
const awarenessMessage = 1
const queryMessage = 3
const step1 = 0
const step2 = 1
const update = 2

/** Undefined for whatever is no message. */
export function readMessage(bytes: Uint8Array): RoomMessage | undefined {
  const input = decoding.createDecoder(bytes)
  try {
    const message = readBody(readVarUint(input), input)
    return decoding.hasContent(input) ? undefined : message
  } catch {
    return undefined
  }
}

function readBody(type: number, input: Decoder): RoomMessage | undefined {
  switch (type) {
    case syncMessage:
      return readSync(readVarUint(input), readVarBytes(input))
    case awarenessMessage:
      return { kind: 'awareness', entries: readAwareness(readVarBytes(input)) }
    case queryMessage:
      return { kind: 'query' }
    default:
      return undefined
  }
}

function readSync(kind: number, body: Uint8Array): RoomMessage | undefined {
  if (kind === step1) return { kind: 'step-1', vector: readVector(body) }
  return kind === step2 || kind === update ? { kind: 'update', update: body } : undefined
}

/** All of `bytes`, or it throws. */
function readWholly<Value>(bytes: Uint8Array, read: (input: Decoder) => Value): Value {
  const input = decoding.createDecoder(bytes)
  const value = read(input)
  if (decoding.hasContent(input)) throw new RangeError('bytes behind the end')
  return value
}

function readVector(bytes: Uint8Array): StateVector {
  if (bytes.length > maxStateVectorBytes) throw new RangeError('a state vector over its limit')
  const clocks = readWholly(bytes, (input) =>
    readList(input, 2, () => [readVarUint(input), readVarUint(input)] as const),
  )
  return new Map(clocks)
}

const readAwareness = (bytes: Uint8Array): ReadonlyArray<AwarenessEntry> =>
  readWholly(bytes, (input) =>
    readList(input, 3, () => ({
      client: readVarUint(input),
      clock: readVarUint(input),
      state: readText(input, maxAwarenessBytes),
    })),
  )

export const writeStep1 = (vector: Uint8Array): Uint8Array => writeSync(step1, vector)
/** The last part of the answer to step 1: from then on a client calls itself synced. */
export const writeStep2 = (body: Uint8Array): Uint8Array => writeSync(step2, body)
export const writeUpdateMessage = (body: Uint8Array): Uint8Array => writeSync(update, body)

function writeSync(kind: number, body: Uint8Array): Uint8Array {
  const output = encoding.createEncoder()
  encoding.writeVarUint(output, syncMessage)
  encoding.writeVarUint(output, kind)
  encoding.writeVarUint8Array(output, body)
  return encoding.toUint8Array(output)
}

export function writeVector(vector: StateVector): Uint8Array {
  const output = encoding.createEncoder()
  encoding.writeVarUint(output, vector.size)
  for (const [client, clock] of vector) {
    encoding.writeVarUint(output, client)
    encoding.writeVarUint(output, clock)
  }
  return encoding.toUint8Array(output)
}

export function writeAwareness(entries: ReadonlyArray<AwarenessEntry>): Uint8Array {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(body, client)
    encoding.writeVarUint(body, clock)
    writeText(body, state)
  }
  const output = encoding.createEncoder()
  encoding.writeVarUint(output, awarenessMessage)
  encoding.writeVarUint8Array(output, encoding.toUint8Array(body))
  return encoding.toUint8Array(output)
}
