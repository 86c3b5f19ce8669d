import { fail, ok, type Result } from '../base/result.ts'
import { millis } from '../base/clock.ts'
import { maxHlcCounter, maxHlcTime, type Hlc } from './hlc.ts'
import { maxEmojiLength, maxKindLength, maxMentions, maxReasonLength, maxTextLength } from './limits.ts'
import type { Op, OpHead } from './op.ts'
import { idBytes, idFromBytes, opId, userId, type Id, type OpId, type UserId } from '../protocol/ids.ts'

export interface FieldFailure {
  readonly kind: 'bad-field'
  readonly field: string
}

/** Carries the failure out of nested readers; never leaves this file. */
class BadField extends Error {
  readonly field: string
  constructor(field: string) {
    super(field)
    this.field = field
  }
}

/** Reads an op out of decoded fields. Total. Fields that this version does not know are passed over (OP6). */
export function readOpFields(fields: ReadonlyMap<unknown, unknown>): Result<Op, FieldFailure> {
  try {
    for (const key of fields.keys()) if (!isText(key, maxKindLength)) throw new BadField('a key')
    return ok(readOp(fields))
  } catch (error) {
    if (error instanceof BadField) return fail({ kind: 'bad-field', field: error.field })
    throw error
  }
}

type Fields = ReadonlyMap<unknown, unknown>

function readOp(fields: Fields): Op {
  const kind = text(fields, 'kind', maxKindLength)
  const head: OpHead = { id: id(fields, 'id', opId), at: hlc(fields, 'at'), by: id(fields, 'by', userId) }
  switch (kind) {
    case 'post':
      return {
        kind,
        ...head,
        text: text(fields, 'text', maxTextLength),
        ...readPlace(fields),
        ...readMentions(fields),
      }
    case 'edit':
      return { kind, ...head, target: target(fields), text: text(fields, 'text', maxTextLength) }
    case 'redact': {
      const redact = { kind, ...head, target: target(fields), targetAt: hlc(fields, 'targetAt') } as const
      return fields.has('reason') ? { ...redact, reason: text(fields, 'reason', maxReasonLength) } : redact
    }
    case 'react':
      return {
        kind,
        ...head,
        target: target(fields),
        emoji: text(fields, 'emoji', maxEmojiLength),
        on: flag(fields, 'on'),
      }
    default:
      return { kind: 'unknown', ...head, name: kind }
  }
}

function readPlace(fields: Fields): {
  readonly replyTo?: OpId
  readonly thread?: OpId
  readonly alsoInChannel?: true
} {
  return {
    ...(fields.has('replyTo') && { replyTo: id(fields, 'replyTo', opId) }),
    ...(fields.has('thread') && { thread: id(fields, 'thread', opId) }),
    ...(fields.has('alsoInChannel') && { alsoInChannel: onlyTrue(fields, 'alsoInChannel') }),
  }
}

function readMentions(fields: Fields): { readonly mentions?: ReadonlyArray<UserId> } {
  if (!fields.has('mentions')) return {}
  const mentions = fields.get('mentions')
  if (!isArray(mentions) || mentions.length === 0 || mentions.length > maxMentions) {
    throw new BadField('mentions')
  }
  return { mentions: mentions.map((mention) => readId(mention, 'mentions', userId)) }
}

const target = (fields: Fields): OpId => id(fields, 'target', opId)

const id = <Minted extends Id>(fields: Fields, key: string, kind: (text: string) => Minted): Minted =>
  readId(fields.get(key), key, kind)

function readId<Minted extends Id>(value: unknown, key: string, kind: (text: string) => Minted): Minted {
  if (!(value instanceof Uint8Array) || value.length !== idBytes) throw new BadField(key)
  return idFromBytes(kind, value)
}

function hlc(fields: Fields, key: string): Hlc {
  const value = fields.get(key)
  if (!isArray(value) || value.length !== 2) throw new BadField(key)
  const [time, counter] = value
  if (!isNatural(time, maxHlcTime) || !isNatural(counter, maxHlcCounter)) throw new BadField(key)
  return { time: millis(time), counter }
}

function text(fields: Fields, key: string, limit: number): string {
  const value = fields.get(key)
  if (!isText(value, limit)) throw new BadField(key)
  return value
}

function flag(fields: Fields, key: string): boolean {
  const value = fields.get(key)
  if (typeof value !== 'boolean') throw new BadField(key)
  return value
}

function onlyTrue(fields: Fields, key: string): true {
  if (fields.get(key) !== true) throw new BadField(key)
  return true
}

/** `Array.isArray` would call the items `any`. */
const isArray = (value: unknown): value is ReadonlyArray<unknown> => Array.isArray(value)

const isNatural = (value: unknown, limit: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= limit

/**
 * 1 to `limit` code units that come back unchanged from UTF-8: no half of a surrogate pair, no byte order mark in front
 * (decoders of UTF-8 drop it).
 */
const isText = (value: unknown, limit: number): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= limit &&
  !value.startsWith('\uFEFF') &&
  !loneSurrogate.test(value)

const loneSurrogate = /\p{Surrogate}/u
