/**
 * HPKE (RFC 9180) in base mode, with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305: a message for whoever has the
 * private part of a key. It says nothing of who sent it; that is for signatures.
 */
import { encodeUtf8 } from 'lib0/string'
import { concatBytes } from '../base/bytes.ts'
import { Defect } from '../base/defect.ts'
import { hkdfExpand, hkdfExtract } from './hkdf.ts'
import { keyBytes, type Primitives } from './primitives.ts'

const ascii = (text: string): Uint8Array => Uint8Array.from(encodeUtf8(text))
const version = ascii('HPKE-v1')
const kemSuite = concatBytes(ascii('KEM'), Uint8Array.of(0x00, 0x20))
const hpkeSuite = concatBytes(ascii('HPKE'), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x03))
const baseMode = 0
const nonceBytes = 12
const nothing: Uint8Array = new Uint8Array()

/** Seals or opens messages of one setup, in order: each has its own nonce. */
export interface HpkeContext {
  readonly seal: (plain: Uint8Array, associated: Uint8Array) => Uint8Array
  /** Undefined for what was not sealed so, here, at this place of the order; the place is then still the next. */
  readonly open: (sealed: Uint8Array, associated: Uint8Array) => Uint8Array | undefined
}

/** Undefined if `recipient` is a key that nothing can be sealed for (a point of small order). */
export function setupSender(
  primitives: Primitives,
  recipient: Uint8Array,
  info: Uint8Array,
): { readonly enc: Uint8Array; readonly context: HpkeContext } | undefined {
  const secret = primitives.random(keyBytes)
  const enc = primitives.dhPublicKey(secret)
  const dh = primitives.dh(secret, recipient)
  primitives.wipe(secret)
  if (dh === undefined) return undefined
  return { enc, context: schedule(primitives, dh, concatBytes(enc, recipient), info) }
}

/** Undefined if `enc` is no key. */
export function setupRecipient(
  primitives: Primitives,
  secret: Uint8Array,
  enc: Uint8Array,
  info: Uint8Array,
): HpkeContext | undefined {
  const dh = primitives.dh(secret, enc)
  if (dh === undefined) return undefined
  return schedule(primitives, dh, concatBytes(enc, primitives.dhPublicKey(secret)), info)
}

/** DHKEM's ExtractAndExpand, then the key schedule of section 5.1. */
function schedule(
  primitives: Primitives,
  dh: Uint8Array,
  kemContext: Uint8Array,
  info: Uint8Array,
): HpkeContext {
  const kem = labeled(primitives, kemSuite)
  const hpke = labeled(primitives, hpkeSuite)
  const sharedSecret = kem.expand(kem.extract(nothing, 'eae_prk', dh), 'shared_secret', kemContext, 32)
  const context = concatBytes(
    Uint8Array.of(baseMode),
    hpke.extract(nothing, 'psk_id_hash', nothing),
    hpke.extract(nothing, 'info_hash', info),
  )
  const secret = hpke.extract(sharedSecret, 'secret', nothing)
  const key = hpke.expand(secret, 'key', context, keyBytes)
  const baseNonce = hpke.expand(secret, 'base_nonce', context, nonceBytes)
  for (const spent of [dh, sharedSecret, secret]) primitives.wipe(spent)
  return createContext(primitives, key, baseNonce)
}

function createContext(primitives: Primitives, key: Uint8Array, baseNonce: Uint8Array): HpkeContext {
  let sequence = 0
  const nonce = (): Uint8Array => {
    if (sequence >= 2 ** 31) throw new Defect('too many messages of one setup')
    const made = baseNonce.slice()
    const tail = new DataView(made.buffer, nonceBytes - 4)
    tail.setUint32(0, (tail.getUint32(0) ^ sequence) >>> 0)
    return made
  }
  return {
    seal: (plain, associated) => {
      const sealed = primitives.aeadSeal(key, nonce(), plain, associated)
      sequence++
      return sealed
    },
    open: (sealed, associated) => {
      const plain = primitives.aeadOpen(key, nonce(), sealed, associated)
      if (plain !== undefined) sequence++
      return plain
    },
  }
}

interface Labeled {
  readonly extract: (salt: Uint8Array, label: string, secret: Uint8Array) => Uint8Array
  readonly expand: (key: Uint8Array, label: string, info: Uint8Array, length: number) => Uint8Array
}

const labeled = (primitives: Primitives, suite: Uint8Array): Labeled => ({
  extract: (salt, label, secret) =>
    hkdfExtract(primitives, salt, concatBytes(version, suite, ascii(label), secret)),
  expand: (key, label, info, length) =>
    hkdfExpand(
      primitives,
      key,
      concatBytes(Uint8Array.of(length >> 8, length & 0xff), version, suite, ascii(label), info),
      length,
    ),
})
