/**
 * Links a new device to a person by an old one, over a relay that may lie, with a code of 8 digits that the person reads on the new
 * device and types on the old.
 *
 *   1 new → old: commitment H(message 3)        3 new → old: S.pk, a key for this once, nonce, name
 *   2 old → new: user, U.pk, S.pk, nonce        4 old → new: the secrets, to that key, signed by the old device
 *   code = the first 8 digits of H(message 1 ‖ message 2 ‖ message 3), as each device saw them
 *
 * Why commit, then reveal: 8 digits are 27 bits. If the relay saw the new device's keys before it had to name its own, it would
 * try keys until the code of its own exchange came out the same, which takes a laptop minutes. As it is, towards the old device
 * it has to commit before it sees the old one's nonce, and towards the new device it has to answer before it sees the new one's:
 * each code is settled only after the relay has said all that goes into it. One try for one linking, and 1 in 10^8 that it fits.
 *
 * What the code does not do: it is typed on the old device only, so the new one learns nothing by it. A relay that plays the old
 * device to the new one makes the code on the real old one wrong, and the person sees that there; hence the new device asks
 * whether the old one said that it worked before it uses what it was given. Message 4 is signed by the key that went into the
 * code, so that nobody but the device that it named can have sent it.
 */
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import { Defect } from '../base/defect.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { signatureBytes } from '../protocol/sealed-layout.ts'
import { tagBytes as sealTagBytes } from '../sealed/content-entry.ts'
import {
  decodeAnswer,
  decodeCommit,
  decodeReveal,
  decodeSecrets,
  encodeAnswer,
  encodeCommit,
  encodeReveal,
  encodeSecrets,
  type LinkAnswer,
  linkNonceBytes,
  type LinkReveal,
  type LinkSecrets,
  maxLinkMessageBytes,
  maxSecretParts,
  secretHeadBytes,
} from '../sealed/link-messages.ts'
import { signedText, tagBytes } from '../sealed/signed-text.ts'
import { setupRecipient, setupSender } from './hpke.ts'
import { keyBytes, type Primitives, type SigningKey } from './primitives.ts'

const commitTag = tagBytes('tidings/v1/link-commit')
const codeTag = tagBytes('tidings/v1/link-code')
const secretsTag = tagBytes('tidings/v1/link-secrets')

export type LinkFailure =
  /** No message of the kind that comes next. */
  | { readonly kind: 'unreadable' }
  /** The keys shown are not those that were committed to: somebody is in between. */
  | { readonly kind: 'commitment' }
  /** A key that nothing may be made with. */
  | { readonly kind: 'bad-key' }
  /** The secrets do not open, are incomplete, or are not from the device that answered. */
  | { readonly kind: 'secrets' }
  | { readonly kind: 'too-long'; readonly bytes: number }

/** The new device, between its first message and its second. */
export interface LinkStarted {
  readonly commit: Uint8Array
  readonly reveal: Uint8Array
  /** Private part of the key for this once. */
  readonly secret: Uint8Array
}

export function startLink(
  primitives: Primitives,
  { sign, name }: Pick<LinkReveal, 'sign' | 'name'>,
): LinkStarted {
  const secret = primitives.random(keyBytes)
  const key = primitives.dhPublicKey(secret)
  const reveal = encodeReveal({ sign, key, nonce: primitives.random(linkNonceBytes), name })
  if (decodeReveal(reveal) === undefined) throw new Defect('a name that is too long')
  return { commit: encodeCommit(commitTo(primitives, reveal)), reveal, secret }
}

/** The old device, after it was asked. */
export interface LinkAnswered {
  readonly commit: Uint8Array
  readonly answer: Uint8Array
}

export function answerLink(
  primitives: Primitives,
  own: Pick<LinkAnswer, 'user' | 'identity' | 'sign'>,
  commit: Uint8Array,
): Result<LinkAnswered, LinkFailure> {
  if (decodeCommit(commit) === undefined) return fail({ kind: 'unreadable' })
  return ok({ commit, answer: encodeAnswer({ ...own, nonce: primitives.random(linkNonceBytes) }) })
}

/** What either device knows when all keys are named. */
export interface LinkAgreed {
  /** 8 digits: shown on the new device, typed on the old one. */
  readonly code: string
  /** H over the three messages. */
  readonly transcript: Uint8Array
}

/** The new device reads the answer; it may now send `started.reveal`, and show the code. */
export function meetAnswer(
  primitives: Primitives,
  started: LinkStarted,
  answer: Uint8Array,
): Result<LinkAgreed & { readonly old: LinkAnswer }, LinkFailure> {
  const old = decodeAnswer(answer)
  if (old === undefined) return fail({ kind: 'unreadable' })
  if (!primitives.isSound(old.sign) || !primitives.isSound(old.identity)) return fail({ kind: 'bad-key' })
  return ok({ old, ...agree(primitives, started.commit, answer, started.reveal) })
}

/** The old device reads what the new one reveals. It gives away nothing before the code was typed. */
export function meetReveal(
  primitives: Primitives,
  { commit, answer }: LinkAnswered,
  reveal: Uint8Array,
): Result<LinkAgreed & { readonly device: LinkReveal }, LinkFailure> {
  const device = decodeReveal(reveal)
  const commitment = decodeCommit(commit)
  if (device === undefined || commitment === undefined) return fail({ kind: 'unreadable' })
  if (!bytesEqual(commitTo(primitives, reveal), commitment)) return fail({ kind: 'commitment' })
  if (!primitives.isSound(device.sign)) return fail({ kind: 'bad-key' })
  return ok({ device, ...agree(primitives, commit, answer, reveal) })
}

/** Spaces and dashes do not matter. */
export const isLinkCode = (typed: string, { code }: LinkAgreed): boolean =>
  typed.replaceAll(/[\s-]/g, '') === code

/** What `sealSecrets` can take at most. */
const partBytes = maxLinkMessageBytes - secretHeadBytes - sealTagBytes
/** @internal */
export const maxSecretBytes = maxSecretParts * partBytes - signatureBytes

/** Message 4, in parts: after the code was typed and the person confirmed. */
export function sealSecrets(
  primitives: Primitives,
  { transcript, device }: LinkAgreed & { readonly device: LinkReveal },
  signing: SigningKey,
  secrets: Uint8Array,
): Result<ReadonlyArray<Uint8Array>, LinkFailure> {
  if (secrets.length > maxSecretBytes) return fail({ kind: 'too-long', bytes: secrets.length })
  const setup = setupSender(primitives, device.key, concatBytes(secretsTag, transcript))
  if (setup === undefined) return fail({ kind: 'bad-key' })
  const signature = primitives.sign(signing, secretsText(primitives, transcript, secrets))
  const plain = concatBytes(signature, secrets)
  const parts = Math.ceil(plain.length / partBytes)
  const messages = Array.from({ length: parts }, (_, part) => {
    const slice = plain.subarray(part * partBytes, (part + 1) * partBytes)
    const ciphertext = setup.context.seal(slice, Uint8Array.of(part, parts))
    return encodeSecrets({ part, parts, enc: part === 0 ? setup.enc : new Uint8Array(keyBytes), ciphertext })
  })
  primitives.wipe(plain)
  return ok(messages)
}

/** How many messages of secrets there will be, once the first is there; undefined for what is none. */
export const secretParts = (first: Uint8Array): number | undefined => decodeSecrets(first)?.parts

/** The secrets, from all of message 4's parts in order, if they are from the device that answered. */
export function openSecrets(
  primitives: Primitives,
  { secret }: LinkStarted,
  { transcript, old }: LinkAgreed & { readonly old: LinkAnswer },
  messages: ReadonlyArray<Uint8Array>,
): Result<Uint8Array, LinkFailure> {
  const parts: LinkSecrets[] = []
  for (const message of messages) {
    const read = decodeSecrets(message)
    if (read?.part !== parts.length || read.parts !== messages.length) return fail({ kind: 'secrets' })
    parts.push(read)
  }
  const [first] = parts
  const context = first && setupRecipient(primitives, secret, first.enc, concatBytes(secretsTag, transcript))
  if (context === undefined) return fail({ kind: 'secrets' })
  const opened: Uint8Array[] = []
  for (const { part, parts: count, ciphertext } of parts) {
    const plain = context.open(ciphertext, Uint8Array.of(part, count))
    if (plain === undefined) return fail({ kind: 'secrets' })
    opened.push(plain)
  }
  const plain = concatBytes(...opened)
  for (const spent of opened) primitives.wipe(spent)
  const secrets = plain.slice(signatureBytes)
  const signed = primitives.verify(
    old.sign,
    secretsText(primitives, transcript, secrets),
    plain.subarray(0, signatureBytes),
  )
  primitives.wipe(plain)
  return signed ? ok(secrets) : fail({ kind: 'secrets' })
}

const commitTo = ({ sha256 }: Primitives, reveal: Uint8Array): Uint8Array =>
  sha256(concatBytes(commitTag, reveal))

function agree(
  { sha256 }: Primitives,
  commit: Uint8Array,
  answer: Uint8Array,
  reveal: Uint8Array,
): LinkAgreed {
  const transcript = sha256(concatBytes(codeTag, commit, answer, reveal))
  // Of 48 bits: no code is likelier than another by more than one part in a million.
  const number = transcript.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
  return { code: String(number % 100_000_000).padStart(8, '0'), transcript }
}

const secretsText = ({ sha256 }: Primitives, transcript: Uint8Array, secrets: Uint8Array): Uint8Array =>
  signedText('link', concatBytes(transcript, sha256(secrets)))
