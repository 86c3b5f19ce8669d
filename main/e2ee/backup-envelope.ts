/**
 * What the relay keeps as a person's backup: the sealed blob of core/e2ee/recovery-blob.ts, and in the clear what has to be
 * said to whoever comes with another code. Canonical CBOR:
 *
 *   {format 1, saved, retired: [[check 8, at]…], blob}
 *
 * `check` is that of a code that was replaced. SHA-256 of all of it stands in the device list.
 */
import * as v from 'valibot'
import { type Millis, millis } from '../../core/base/clock.ts'
import { checkBytes } from '../../core/e2ee/recovery-blob.ts'
import { maxBackupBytes } from '../../core/protocol/keys-api.ts'
import { anyBytes, bytesOf, decodeCanonical, encodeCanonical, time } from '../../core/sealed/canonical.ts'

export interface RetiredCode {
  readonly check: Uint8Array
  readonly at: Millis
}
export interface BackupEnvelope {
  readonly saved: Millis
  /** Oldest first. */
  readonly retired: ReadonlyArray<RetiredCode>
  readonly blob: Uint8Array
}

/** Older ones are forgotten: whoever has such a code is told that it is none of this account. */
const maxRetired = 32

const moment = v.pipe(time, v.transform(millis))
const schema = v.strictObject({
  format: v.literal(1),
  saved: moment,
  retired: v.pipe(v.array(v.strictTuple([bytesOf(checkBytes), moment])), v.maxLength(maxRetired)),
  blob: anyBytes,
})

export const encodeEnvelope = ({ saved, retired, blob }: BackupEnvelope): Uint8Array =>
  encodeCanonical({
    format: 1,
    saved,
    retired: retired.slice(-maxRetired).map(({ check, at }) => [check, at]),
    blob,
  })

/** Undefined for what is none. Never throws. */
export function decodeEnvelope(bytes: Uint8Array): BackupEnvelope | undefined {
  const read = decodeCanonical(schema, bytes, maxBackupBytes)
  return read && { ...read, retired: read.retired.map(([check, at]) => ({ check, at })) }
}
