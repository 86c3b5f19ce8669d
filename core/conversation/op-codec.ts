/**
 * An op in bytes: one CBOR map in deterministic encoding (RFC 8949 §4.2.1), keys as in `op.ts`.
 *
 *   head      kind: text, id: bytes16, at: [milliseconds, counter], by: bytes16
 *   post      text: text, replyTo?: bytes16, thread?: bytes16, alsoInChannel?: true, mentions?: [bytes16, ...],
 *             attachments?: [attachment, ...], preview?: preview, expiresAfter?: seconds, waited?: seconds
 *   edit      target: bytes16, text: text, mentions?: [bytes16, ...]
 *   redact    target: bytes16, targetAt: [milliseconds, counter], thread?: bytes16, reason?: text, expired?: true
 *   react     target: bytes16, emoji: text, on: bool
 *   pin       target: bytes16, on: bool
 *   mask      target: bytes16, replacement: text
 *   read      upTo: bytes16, upToAt: [milliseconds, counter], thread?: bytes16
 *   meta      name?: text, topic?: text, icon?: text, timer?: seconds; at least one of them
 *   setting   key: text, value?: text
 *   system    event: text, user: bytes16
 *
 *   attachment = id: bytes16, name: text, type: text, size: bytes, sha256: bytes32, thumbnail?: bytes, duration?: ms, peaks?: bytes,
 *                seal?: {key: bytes32, header: bytes24, size: bytes}
 *   preview = url: text, title: text, description?: text, picture?: bytes
 *
 * The OP rules of SPEC.md say what is refused; the bounds are in `limits.ts`.
 */
import { encode, rfc8949EncodeOptions } from 'cborg'
import { Defect } from '../base/defect.ts'
import { attachmentFields } from './attachment-fields.ts'
import { fail, type Result } from '../base/result.ts'
import type { Hlc } from './hlc.ts'
import { maxOpBytes } from './limits.ts'
import type { KnownOp, Op, PostOp } from './op.ts'
import { readOpFields } from './op-fields.ts'
import { readMap } from './op-reader.ts'
import { previewFields } from './preview-fields.ts'
import { idToBytes, type Id } from '../protocol/ids.ts'

export type OpFailure =
  | { readonly kind: 'too-large'; readonly bytes: number }
  /** Not CBOR, or with what no op needs: tags, undefined, NaN, big integers, indefinite lengths, deep nesting. */
  | { readonly kind: 'not-cbor' }
  /** The same content has another, canonical, encoding. */
  | { readonly kind: 'not-canonical' }
  | { readonly kind: 'bad-field'; readonly field: string }

/** Throws `Defect` if `op` breaks a bound: callers check what people write before they make an op of it. */
export function encodeOp(op: KnownOp): Uint8Array {
  const fields = toFields(op)
  const read = readOpFields(new Map(Object.entries(fields)))
  if (!read.ok || read.value.kind !== op.kind)
    throw new Defect(`an op that nobody could read: ${JSON.stringify(read)}`)
  // A copy: under Node cborg hands out Buffers for some sizes, and Yjs takes nothing but plain byte arrays.
  return new Uint8Array(encode(fields, rfc8949EncodeOptions))
}

/**
 * Reads any bytes, never throws. `canonical: false` skips the check for the one true encoding: only for bytes that
 * passed it before they were stored.
 */
export function decodeOp(bytes: Uint8Array, options: { readonly canonical: boolean }): Result<Op, OpFailure> {
  if (bytes.length > maxOpBytes) return fail({ kind: 'too-large', bytes: bytes.length })
  const read = readMap(bytes)
  if (read === undefined) return fail({ kind: 'not-cbor' })
  if (options.canonical && !read.isCanonical) return fail({ kind: 'not-canonical' })
  return readOpFields(read.fields)
}

function toFields(op: KnownOp): Record<string, unknown> {
  const head = { kind: op.kind, id: idToBytes(op.id), at: hlcField(op.at), by: idToBytes(op.by) }
  return { ...head, ...ownFields(op) }
}

function ownFields(op: KnownOp): Record<string, unknown> {
  switch (op.kind) {
    case 'post':
      return postFields(op)
    case 'edit':
      return { target: idToBytes(op.target), text: op.text, ...mentionsField(op) }
    case 'redact':
      return {
        target: idToBytes(op.target),
        targetAt: hlcField(op.targetAt),
        ...optional('thread', op.thread, idField),
        ...optional('reason', op.reason, (reason) => reason),
        ...optional('expired', op.expired, (flag) => flag),
      }
    case 'react':
      return { target: idToBytes(op.target), emoji: op.emoji, on: op.on }
    case 'pin':
      return { target: idToBytes(op.target), on: op.on }
    case 'mask':
      return { target: idToBytes(op.target), replacement: op.replacement }
    case 'read':
      return {
        upTo: idToBytes(op.upTo),
        upToAt: hlcField(op.upToAt),
        ...optional('thread', op.thread, idField),
      }
    case 'meta':
      return {
        ...optional('name', op.name, (name) => name),
        ...optional('topic', op.topic, (topic) => topic),
        ...optional('icon', op.icon, (icon) => icon),
        ...optional('timer', op.timer, (seconds) => seconds),
      }
    case 'setting':
      return { key: op.key, ...optional('value', op.value, (value) => value) }
    case 'system':
      return { event: op.event, user: idToBytes(op.user) }
  }
}

const postFields = (op: PostOp): Record<string, unknown> => ({
  text: op.text,
  ...optional('replyTo', op.replyTo, idField),
  ...optional('thread', op.thread, idField),
  ...optional('alsoInChannel', op.alsoInChannel, (flag) => flag),
  ...mentionsField(op),
  ...optional('attachments', op.attachments, (attachments) => attachments.map(attachmentFields)),
  ...optional('preview', op.preview, previewFields),
  ...optional('expiresAfter', op.expiresAfter, (seconds) => seconds),
  ...optional('waited', op.waited, (seconds) => seconds),
})

const mentionsField = ({ mentions }: Pick<PostOp, 'mentions'>): Record<string, unknown> =>
  optional('mentions', mentions, (people) => people.map(idField))

const hlcField = (at: Hlc): ReadonlyArray<number> => [at.time, at.counter]
const idField = (id: Id): Uint8Array => idToBytes(id)

const optional = <Value>(
  key: string,
  value: Value | undefined,
  toField: (value: Value) => unknown,
): Record<string, unknown> => (value === undefined ? {} : { [key]: toField(value) })
