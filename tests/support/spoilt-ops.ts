/** Ops with a field that is another, or none: what no writer of this version makes. */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { Defect } from '../../core/base/defect.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import type { KnownOp } from '../../core/conversation/op.ts'

export const canonicalBytes = (fields: unknown): Uint8Array => encode(fields, rfc8949EncodeOptions)

/** The fields of a valid op, to be spoilt. */
export function fieldsOf(op: KnownOp): Map<string, unknown> {
  const fields: unknown = decode(encodeOp(op))
  if (typeof fields !== 'object' || fields === null) throw new Defect('not a map')
  return new Map(Object.entries(fields))
}

export const spoilt = (op: KnownOp, key: string, value: unknown): Uint8Array =>
  canonicalBytes(fieldsOf(op).set(key, value))

export const withoutField = (op: KnownOp, key: string): Uint8Array => {
  const fields = fieldsOf(op)
  fields.delete(key)
  return canonicalBytes(fields)
}
