/** What a vault keeps secret, as CBOR inside its seal. Every key is a copy of its own, so that what it was read from can be wiped. */
import { decode as decodeCbor, encode as encodeCbor } from 'cborg'
import * as v from 'valibot'
import type { Random } from '../../core/base/random.ts'
import { keyBytes } from '../sealing/sealing.ts'

const bytes = (length: number) =>
  v.pipe(
    v.custom<Uint8Array>((value) => value instanceof Uint8Array),
    v.check((value) => value.length === length),
    v.transform((value) => Uint8Array.from(value)),
  )
const ownKey = bytes(keyBytes)
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** 160 bits: what a person writes down as the recovery code. */
const recoveryBytes = 20

const leafSchema = v.strictObject({
  generation: whole,
  /** X25519, private. */
  secret: ownKey,
  /** Milliseconds since 1970. */
  from: whole,
  until: whole,
})
const settingsSchema = v.strictObject({
  /** Lock when the system's screen locks. */
  lockWithSystem: v.boolean(),
})
const bodySchema = v.strictObject({
  storeKey: ownKey,
  journalKey: ownKey,
  keyringKey: ownKey,
  /** Ed25519 seed of this device; the device's id is the hash of its public key. */
  sign: ownKey,
  /** Ed25519 seed of the person, on devices that are primary. */
  identity: v.optional(ownKey),
  leaves: v.array(leafSchema),
  /** A recovery code that nobody has confirmed to have written down. */
  recovery: v.optional(bytes(recoveryBytes)),
  /** `own`: the person chose it for this device; `account`: it is the account's password and goes with it. */
  passphrase: v.picklist(['account', 'own']),
  settings: settingsSchema,
  refreshToken: v.optional(v.string()),
})
const oldBodySchema = v.strictObject({
  storeKey: ownKey,
  journalKey: ownKey,
  refreshToken: v.optional(v.string()),
})

export type VaultLeaf = Readonly<v.InferOutput<typeof leafSchema>>
export type VaultSettings = Readonly<v.InferOutput<typeof settingsSchema>>
export type VaultBody = Readonly<v.InferOutput<typeof bodySchema>>

/** A body, and a recovery code that it has made for itself. */
interface BodyWithCode {
  readonly body: VaultBody
  readonly code: Uint8Array
}

/** All keys new. The recovery code is one that waits to be written down. */
export function newBody(random: Random, sign: Uint8Array, refreshToken: string | undefined): BodyWithCode {
  const key = (): Uint8Array<ArrayBuffer> => Uint8Array.from(random.bytes(keyBytes))
  const code = newCode(random)
  const body: VaultBody = {
    storeKey: key(),
    journalKey: key(),
    keyringKey: key(),
    sign: Uint8Array.from(sign),
    identity: undefined,
    leaves: [],
    recovery: code,
    passphrase: 'account',
    settings: { lockWithSystem: false },
    refreshToken,
  }
  return { body, code }
}

export const newCode = (random: Random): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(random.bytes(recoveryBytes))

export const encodeBody = (body: VaultBody): Uint8Array =>
  encodeCbor(body, { ignoreUndefinedProperties: true })

/** Undefined if it is not one: sealed by us, so a fault of ours or of a version we do not know. */
export function decodeBody(
  plain: Uint8Array,
): { readonly body: VaultBody; readonly code?: undefined } | undefined {
  const body = decodeAs(bodySchema, plain)
  return body && { body }
}

/** A body of version 1, with new keys for all that it did not have. */
export function decodeOldBody(plain: Uint8Array, random: Random): BodyWithCode | undefined {
  const old = decodeAs(oldBodySchema, plain)
  if (old === undefined) return undefined
  const { body, code } = newBody(random, random.bytes(keyBytes), undefined)
  return { body: { ...body, ...old }, code }
}

/** Every secret of a body, to be wiped; tokens are strings and go with the garbage. */
export const secretsOf = (body: VaultBody): ReadonlyArray<Uint8Array> =>
  [
    body.storeKey,
    body.journalKey,
    body.keyringKey,
    body.sign,
    body.identity,
    body.recovery,
    ...body.leaves.map((leaf) => leaf.secret),
  ].filter((secret) => secret !== undefined)

function decodeAs<Schema extends v.GenericSchema>(
  schema: Schema,
  plain: Uint8Array,
): v.InferOutput<Schema> | undefined {
  try {
    const read = v.safeParse(schema, decodeCbor(plain))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
