import { fail, ok, type Result } from '../base/result.ts'
import { cleanAttachments } from './attachment-fields.ts'
import type { Hlc } from './hlc.ts'
import {
  maxAttachments,
  maxEmojiLength,
  maxExpirySeconds,
  maxMentions,
  maxNameLength,
  maxReasonLength,
  maxSettingLength,
  maxTextLength,
  maxTopicLength,
} from './limits.ts'
import type { EditOp, KnownOp, MaskOp, MetaOp, OpHead, PinOp, PostOp, ReactOp, SettingOp } from './op.ts'
import { cleanPreview } from './preview-fields.ts'
import type { OpId } from '../protocol/ids.ts'

/** What a person asks for; id, time and author are added when it is written. */
export type OpDraft =
  | PostDraft
  | Omit<EditOp, keyof OpHead>
  | { readonly kind: 'redact'; readonly target: OpId; readonly reason?: string; readonly expired?: true }
  | Omit<ReactOp, keyof OpHead>
  | Omit<PinOp, keyof OpHead>
  | Omit<MaskOp, keyof OpHead>
  /** Everything up to message `target` has been read: in the channel, or in one thread. */
  | { readonly kind: 'read'; readonly target: OpId; readonly thread?: OpId }
  | MetaDraft
  | SettingDraft

/** What a conversation is called and is about; what is left out stays as it is. */
export type Description = Omit<MetaDraft, 'kind' | 'timer'>

type MetaDraft = Omit<MetaOp, keyof OpHead>
type SettingDraft = Omit<SettingOp, keyof OpHead>
type PostDraft = Omit<PostOp, keyof OpHead | 'waited'>
/** Drafts that are about a message. */
export type TargetDraft = Exclude<OpDraft, PostDraft | MetaDraft | SettingDraft>

/** `length` and `limit` in code units, or in people or files where it is about those. */
export type DraftFailure =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }

/**
 * `draft` without what an op cannot hold: halves of surrogate pairs (a cut-off emoji) become U+FFFD, a byte order mark in
 * front goes, and so do a reason, mentions and attachments that are empty; file names become mere names, and times to
 * expire what can be had. Fails if it has no content or too much of it.
 */
export function cleanDraft(draft: OpDraft): Result<OpDraft, DraftFailure> {
  switch (draft.kind) {
    case 'post':
      return cleanPost(draft)
    case 'edit': {
      const { mentions = [], ...rest } = draft
      if (mentions.length > maxMentions) return tooLong(mentions.length, maxMentions)
      return withText(draft.text, maxTextLength, (text) => ({ ...rest, text, ...unlessEmpty({ mentions }) }))
    }
    case 'redact': {
      const { reason = '', ...rest } = draft
      const cleaned = withText(reason, maxReasonLength, (text) => ({ ...rest, reason: text }))
      return !cleaned.ok && cleaned.failure.kind === 'empty' ? ok(rest) : cleaned
    }
    case 'react':
      return withText(draft.emoji, maxEmojiLength, (emoji) => ({ ...draft, emoji }))
    case 'mask':
      return withText(draft.replacement, maxTextLength, (replacement) => ({ ...draft, replacement }))
    case 'meta':
      return cleanMeta(draft)
    case 'setting':
      return draft.value === undefined
        ? ok(draft)
        : withText(draft.value, maxSettingLength, (value) => ({ ...draft, value }))
    case 'pin':
    case 'read':
      return ok(draft)
  }
}

function cleanPost(draft: PostDraft): Result<OpDraft, DraftFailure> {
  const { mentions = [], attachments = [], preview, expiresAfter, ...rest } = draft
  if (mentions.length > maxMentions) return tooLong(mentions.length, maxMentions)
  if (attachments.length > maxAttachments) return tooLong(attachments.length, maxAttachments)
  const cleanedPreview = preview && cleanPreview(preview)
  const toPost = (text: string): OpDraft => ({
    ...rest,
    text,
    ...(cleanedPreview !== undefined && { preview: cleanedPreview }),
    ...unlessEmpty({ mentions }),
    ...unlessEmpty({ attachments: cleanAttachments(attachments) }),
    ...(expiresAfter !== undefined && {
      expiresAfter: Math.min(maxExpirySeconds, Math.max(1, Math.round(expiresAfter))),
    }),
  })
  const cleaned = withText(draft.text, maxTextLength, toPost)
  const isMereFile = !cleaned.ok && cleaned.failure.kind === 'empty' && attachments.length > 0
  return isMereFile ? ok(toPost('')) : cleaned
}

/** An empty field takes the name, topic or icon away. */
function cleanMeta(draft: MetaDraft): Result<OpDraft, DraftFailure> {
  let meta: MetaDraft = { kind: 'meta' }
  for (const [field, limit] of metaLimits) {
    const value = draft[field]
    if (value === undefined) continue
    const text = cleanText(value).trim()
    if (text.length > limit) return tooLong(text.length, limit)
    meta = { ...meta, [field]: text }
  }
  if (draft.timer !== undefined)
    meta = { ...meta, timer: Math.min(maxExpirySeconds, Math.max(0, Math.round(draft.timer))) }
  return Object.keys(meta).length === 1 ? fail({ kind: 'empty' }) : ok(meta)
}

const metaLimits = [
  ['name', maxNameLength],
  ['topic', maxTopicLength],
  ['icon', maxEmojiLength],
] as const

const tooLong = (length: number, limit: number): Result<never, DraftFailure> =>
  fail({ kind: 'too-long', length, limit })

const cleanText = (raw: string): string => raw.replace(/^\uFEFF+/, '').replace(/\p{Surrogate}/gu, '\uFFFD')

/** The one list in `lists`, unless it is empty. */
const unlessEmpty = <Lists extends Readonly<Record<string, ReadonlyArray<unknown>>>>(
  lists: Lists,
): Lists | Record<never, never> => (Object.values(lists).some(({ length }) => length > 0) ? lists : {})

function withText(
  raw: string,
  limit: number,
  toDraft: (text: string) => OpDraft,
): Result<OpDraft, DraftFailure> {
  const text = cleanText(raw)
  if (text.trim() === '') return fail({ kind: 'empty' })
  return text.length > limit ? tooLong(text.length, limit) : ok(toDraft(text))
}

/** `targetAt` is where the message stands that the draft is about, `thread` the one outside of which it does not show. */
export function draftToOp(draft: OpDraft, head: OpHead, targetAt: Hlc, thread?: OpId): KnownOp {
  switch (draft.kind) {
    case 'redact':
      return { ...draft, ...head, targetAt, ...(thread !== undefined && { thread }) }
    case 'read': {
      const { target: upTo, ...rest } = draft
      return { ...rest, ...head, upTo, upToAt: targetAt }
    }
    default:
      return { ...draft, ...head }
  }
}
