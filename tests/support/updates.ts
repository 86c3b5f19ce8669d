/** Yjs updates written by hand, so that tests can make what Yjs itself would never write. */
import {
  createEncoder,
  toUint8Array,
  writeUint8,
  writeUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding'
import type { Encoder } from 'lib0/encoding'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import type { KnownOp } from '../../core/conversation/op.ts'

export interface RawStruct {
  readonly info: number
  readonly origin?: readonly [client: number, clock: number]
  readonly rightOrigin?: readonly [client: number, clock: number]
  /** A root's name, or the item that the struct is nested in. */
  readonly parent?: string | readonly [client: number, clock: number]
  readonly parentSub?: string
  readonly content: Uint8Array
}

export interface RawUpdate {
  readonly sections?: ReadonlyArray<{
    readonly client: number
    readonly clock: number
    /** Said to follow; by default as many as do. */
    readonly count?: number
    readonly structs: ReadonlyArray<RawStruct>
  }>
  readonly deletes?: ReadonlyArray<{
    readonly client: number
    readonly ranges: ReadonlyArray<readonly [clock: number, length: number]>
  }>
}

export const rawUpdate = ({ sections = [], deletes = [] }: RawUpdate): Uint8Array =>
  encoded((out) => {
    writeVarUint(out, sections.length)
    for (const { client, clock, structs, count = structs.length } of sections) {
      for (const number of [count, client, clock]) writeVarUint(out, number)
      for (const struct of structs) writeStruct(out, struct)
    }
    writeVarUint(out, deletes.length)
    for (const { client, ranges } of deletes) {
      writeVarUint(out, client)
      writeVarUint(out, ranges.length)
      for (const number of ranges.flat()) writeVarUint(out, number)
    }
  })

function writeStruct(
  out: Encoder,
  { info, origin, rightOrigin, parent, parentSub, content }: RawStruct,
): void {
  writeUint8(out, info)
  for (const number of [...(origin ?? []), ...(rightOrigin ?? [])]) writeVarUint(out, number)
  if (typeof parent === 'string') {
    writeVarUint(out, 1)
    writeVarString(out, parent)
  } else if (parent !== undefined) {
    for (const number of [0, ...parent]) writeVarUint(out, number)
  }
  if (parentSub !== undefined) writeVarString(out, parentSub)
  writeUint8Array(out, content)
}

const encoded = (write: (out: Encoder) => void): Uint8Array => {
  const out = createEncoder()
  write(out)
  return toUint8Array(out)
}

export const varUint = (value: number): Uint8Array => encoded((out) => writeVarUint(out, value))
export const varBytes = (bytes: Uint8Array): Uint8Array => encoded((out) => writeVarUint8Array(out, bytes))

const binary = 3
const deleted = 1
const withOrigin = 0x80

const placed = (client: number, clock: number, info: number): Omit<RawStruct, 'content'> =>
  clock === 0 ? { info, parent: `d:${client}` } : { info: info | withOrigin, origin: [client, clock - 1] }

/** What an honest device writes for any content, be it an op or not. */
export const contentStruct = (client: number, clock: number, content: Uint8Array): RawStruct => ({
  ...placed(client, clock, binary),
  content: varBytes(content),
})

export const erasedStruct = (client: number, clock: number, length: number): RawStruct => ({
  ...placed(client, clock, deleted),
  content: varUint(length),
})

/** An honest update with `ops` from `clock` on. */
export const opsUpdate = (client: number, clock: number, ops: ReadonlyArray<KnownOp>): Uint8Array =>
  rawUpdate({
    sections: [
      { client, clock, structs: ops.map((op, index) => contentStruct(client, clock + index, encodeOp(op))) },
    ],
  })
