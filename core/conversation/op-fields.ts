import { fail, ok, type Result } from '../base/result.ts'
import { readAttachments } from './attachment-fields.ts'
import {
  BadField,
  type Fields,
  flag,
  hlc,
  id,
  isText,
  list,
  natural,
  onlyTrue,
  readId,
  text,
  textOrEmpty,
} from './field-readers.ts'
import {
  maxEmojiLength,
  maxExpirySeconds,
  maxKindLength,
  maxMentions,
  maxNameLength,
  maxReasonLength,
  maxSettingKeyLength,
  maxSettingLength,
  maxTextLength,
  maxTopicLength,
} from './limits.ts'
import type { MetaOp, Op, OpHead, PostOp, SystemEvent } from './op.ts'
import { readPreview } from './preview-fields.ts'
import { opId, userId, type OpId, type UserId } from '../protocol/ids.ts'

export interface FieldFailure {
  readonly kind: 'bad-field'
  readonly field: string
}

/** Reads an op out of decoded fields. Total. Fields that this version does not know are passed over (OP6). */
export function readOpFields(fields: Fields): Result<Op, FieldFailure> {
  try {
    for (const key of fields.keys()) if (!isText(key, maxKindLength)) throw new BadField('a key')
    return ok(readOp(fields))
  } catch (error) {
    if (error instanceof BadField) return fail({ kind: 'bad-field', field: error.field })
    throw error
  }
}

function readOp(fields: Fields): Op {
  const kind = text(fields, 'kind', maxKindLength)
  const head: OpHead = { id: id(fields, 'id', opId), at: hlc(fields, 'at'), by: id(fields, 'by', userId) }
  switch (kind) {
    case 'post':
      return readPost(fields, head)
    case 'edit':
      return {
        kind,
        ...head,
        target: target(fields),
        text: text(fields, 'text', maxTextLength),
        ...readMentions(fields),
      }
    case 'redact': {
      const redact = {
        kind,
        ...head,
        target: target(fields),
        targetAt: hlc(fields, 'targetAt'),
        ...(fields.has('thread') && { thread: id(fields, 'thread', opId) }),
        ...(fields.has('expired') && { expired: onlyTrue(fields, 'expired') }),
      } as const
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
    case 'pin':
      return { kind, ...head, target: target(fields), on: flag(fields, 'on') }
    case 'mask': {
      const replacement = text(fields, 'replacement', maxTextLength)
      return { kind, ...head, target: target(fields), replacement }
    }
    default:
      return readConversationOp(fields, kind, head)
  }
}

function readConversationOp(fields: Fields, kind: string, head: OpHead): Op {
  switch (kind) {
    case 'read': {
      const read = { kind, ...head, upTo: id(fields, 'upTo', opId), upToAt: hlc(fields, 'upToAt') } as const
      return fields.has('thread') ? { ...read, thread: id(fields, 'thread', opId) } : read
    }
    case 'meta':
      return readMeta(fields, head)
    case 'setting': {
      const setting = { kind, ...head, key: settingKey(fields) } as const
      return fields.has('value') ? { ...setting, value: text(fields, 'value', maxSettingLength) } : setting
    }
    case 'system': {
      const event = text(fields, 'event', maxKindLength)
      return isSystemEvent(event)
        ? { kind, ...head, event, user: id(fields, 'user', userId) }
        : { kind: 'unknown', ...head, name: kind }
    }
    default:
      return { kind: 'unknown', ...head, name: kind }
  }
}

const systemEvents: ReadonlySet<string> = new Set<SystemEvent>([
  'member-joined',
  'member-left',
  'devices-changed',
])
const isSystemEvent = (event: string): event is SystemEvent => systemEvents.has(event)

function readPost(fields: Fields, head: OpHead): PostOp {
  const attachments = fields.has('attachments') ? { attachments: readAttachments(fields) } : undefined
  return {
    kind: 'post',
    ...head,
    text: (attachments ? textOrEmpty : text)(fields, 'text', maxTextLength),
    ...readPlace(fields),
    ...readMentions(fields),
    ...attachments,
    ...(fields.has('preview') && { preview: readPreview(fields) }),
    ...(fields.has('expiresAfter') && { expiresAfter: readSeconds(fields, 'expiresAfter') }),
    ...(fields.has('waited') && { waited: readSeconds(fields, 'waited') }),
  }
}

function readPlace(fields: Fields): Pick<PostOp, 'replyTo' | 'thread' | 'alsoInChannel'> {
  return {
    ...(fields.has('replyTo') && { replyTo: id(fields, 'replyTo', opId) }),
    ...(fields.has('thread') && { thread: id(fields, 'thread', opId) }),
    ...(fields.has('alsoInChannel') && { alsoInChannel: onlyTrue(fields, 'alsoInChannel') }),
  }
}

function readMentions(fields: Fields): { readonly mentions?: ReadonlyArray<UserId> } {
  if (!fields.has('mentions')) return {}
  const mentions = list(fields, 'mentions', maxMentions)
  return { mentions: mentions.map((mention) => readId(mention, 'mentions', userId)) }
}

function readSeconds(fields: Fields, field: 'expiresAfter' | 'waited'): number {
  const seconds = natural(fields, field, maxExpirySeconds)
  if (seconds === 0) throw new BadField(field)
  return seconds
}

function readMeta(fields: Fields, head: OpHead): Op {
  const meta: MetaOp = {
    kind: 'meta',
    ...head,
    ...(fields.has('name') && { name: textOrEmpty(fields, 'name', maxNameLength) }),
    ...(fields.has('topic') && { topic: textOrEmpty(fields, 'topic', maxTopicLength) }),
    ...(fields.has('icon') && { icon: textOrEmpty(fields, 'icon', maxEmojiLength) }),
    ...(fields.has('timer') && { timer: natural(fields, 'timer', maxExpirySeconds) }),
  }
  const saysAnything = [meta.name, meta.topic, meta.icon, meta.timer].some((each) => each !== undefined)
  // What a newer version may name besides is nothing to this one.
  return saysAnything ? meta : { kind: 'unknown', ...head, name: 'meta' }
}

const settingKeyPattern = /^[0-9a-z./-]+$/

function settingKey(fields: Fields): string {
  const key = text(fields, 'key', maxSettingKeyLength)
  if (!settingKeyPattern.test(key)) throw new BadField('key')
  return key
}

const target = (fields: Fields): OpId => id(fields, 'target', opId)
