/** What is kept of a person in the keyring: which list is the newest, and what this person's trust in their key rests on. */
import * as v from 'valibot'
import { type Millis, millis } from '../../core/base/clock.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import { bytesOf, decodeCanonical, encodeCanonical, time, uint } from '../../core/sealed/canonical.ts'
import { hashBytes } from '../../core/sealed/entry-place.ts'
import { publicKeyBytes } from '../../core/sealed/device-list.ts'

/**
 * `first-seen`: taken for the person's key because it was the first. `verified`: compared with the person. `changed`: another
 * than the first one, which nobody had compared. `distrusted`: another than the one that was compared.
 */
export type TrustKind = 'first-seen' | 'verified' | 'changed' | 'distrusted'

export interface PersonRecord {
  /** Of the newest list. */
  readonly version: number
  readonly hash: Uint8Array
  readonly trust: TrustKind
  /** Since when. */
  readonly since: Millis
  /** The identity key that the trust is about; of `distrusted`, the one that was compared. */
  readonly identity: Uint8Array
  /** The notice of a changed key was put away. */
  readonly seen: boolean
}

const schema = v.strictObject({
  version: v.pipe(uint, v.minValue(1)),
  hash: bytesOf(hashBytes),
  trust: v.picklist(['first-seen', 'verified', 'changed', 'distrusted']),
  since: v.pipe(time, v.transform(millis)),
  identity: bytesOf(publicKeyBytes),
  seen: v.boolean(),
})
const maxBytes = 1_024

export const encodePerson = (record: PersonRecord): Uint8Array => encodeCanonical(record)
export const decodePerson = (bytes: Uint8Array): PersonRecord | undefined =>
  decodeCanonical(schema, bytes, maxBytes)

/** A list that others have told of and the relay did not bring. */
interface OwedList {
  readonly version: number
  /** When it was first missed. */
  readonly since: Millis
}

const owedSchema = v.strictObject({
  version: v.pipe(uint, v.minValue(1)),
  since: v.pipe(time, v.transform(millis)),
})

export const encodeOwed = (owed: OwedList): Uint8Array => encodeCanonical(owed)
export const decodeOwed = (bytes: Uint8Array): OwedList | undefined =>
  decodeCanonical(owedSchema, bytes, maxBytes)

export const personKeys = 'person/'
export const personKey = (user: UserId): string => `${personKeys}${user}`
export const listKey = (user: UserId, version: number): string => `list/${user}/${version}`
export const leafKey = (device: DeviceId): string => `leaf/${device}`
export const owedKey = (user: UserId): string => `owed/${user}`
