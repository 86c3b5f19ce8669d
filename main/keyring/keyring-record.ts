/**
 * The keyring on disk is a file of records (`records/frame.ts`). One record, in the clear, as CBOR: what was written
 * together, [[key, value], …]; a value of null takes the key away.
 */
import { decode as decodeCbor, encode as encodeCbor } from 'cborg'
import * as v from 'valibot'
import type { RecordFormat } from '../records/frame.ts'

export interface KeyringChange {
  readonly key: string
  /** Undefined takes the key away. */
  readonly value: Uint8Array | undefined
}

const recordSchema = v.array(
  v.strictTuple([
    v.string(),
    v.union([v.null(), v.custom<Uint8Array>((value) => value instanceof Uint8Array)]),
  ]),
)

function decode(plain: Uint8Array): ReadonlyArray<KeyringChange> | undefined {
  try {
    const read = v.safeParse(recordSchema, decodeCbor(plain))
    if (!read.success) return undefined
    // Copies: each value is wiped on its own when it goes.
    return read.output.map(([key, value]) => ({
      key,
      value: value === null ? undefined : Uint8Array.from(value),
    }))
  } catch {
    return undefined
  } finally {
    plain.fill(0)
  }
}

export const keyringFormat: RecordFormat<ReadonlyArray<KeyringChange>> = {
  magic: 'TDGKEYS',
  version: 1,
  oldVersions: [],
  marker: 'TDK!',
  purpose: 'tidings/v1/keyring',
  encode: (changes) => encodeCbor(changes.map(({ key, value }) => [key, value ?? null])),
  decode,
}
