import { fail, ok, type Result } from '../base/result.ts'
import type { Hlc } from './hlc.ts'
import { maxEmojiLength, maxMentions, maxReasonLength, maxTextLength } from './limits.ts'
import type { KnownOp, OpHead } from './op.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

/** What a person asks for; id, time and author are added when it is written. */
export type OpDraft =
  | {
      readonly kind: 'post'
      readonly text: string
      readonly replyTo?: OpId
      readonly thread?: OpId
      readonly alsoInChannel?: true
      readonly mentions?: ReadonlyArray<UserId>
    }
  | { readonly kind: 'edit'; readonly target: OpId; readonly text: string }
  | { readonly kind: 'redact'; readonly target: OpId; readonly reason?: string }
  | { readonly kind: 'react'; readonly target: OpId; readonly emoji: string; readonly on: boolean }

/** `length` and `limit` in code units, or in people where it is about mentions. */
export type DraftFailure =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }

/**
 * `draft` without what an op cannot hold: halves of surrogate pairs (a cut-off emoji) become U+FFFD, a byte order mark in
 * front goes, and so do a reason and mentions that are empty. Fails if it has no content or too much of it.
 */
export function cleanDraft(draft: OpDraft): Result<OpDraft, DraftFailure> {
  switch (draft.kind) {
    case 'post': {
      const { mentions = [], ...rest } = draft
      if (mentions.length > maxMentions) {
        return fail({ kind: 'too-long', length: mentions.length, limit: maxMentions })
      }
      return withText(draft.text, maxTextLength, (text) =>
        mentions.length === 0 ? { ...rest, text } : { ...rest, text, mentions },
      )
    }
    case 'edit':
      return withText(draft.text, maxTextLength, (text) => ({ ...draft, text }))
    case 'redact': {
      const { reason = '', ...rest } = draft
      const cleaned = withText(reason, maxReasonLength, (text) => ({ ...rest, reason: text }))
      return !cleaned.ok && cleaned.failure.kind === 'empty' ? ok(rest) : cleaned
    }
    case 'react':
      return withText(draft.emoji, maxEmojiLength, (emoji) => ({ ...draft, emoji }))
  }
}

function withText(
  raw: string,
  limit: number,
  toDraft: (text: string) => OpDraft,
): Result<OpDraft, DraftFailure> {
  const text = raw.replace(/^\uFEFF+/, '').replace(/\p{Surrogate}/gu, '\uFFFD')
  if (text.trim() === '') return fail({ kind: 'empty' })
  return text.length > limit ? fail({ kind: 'too-long', length: text.length, limit }) : ok(toDraft(text))
}

/** `targetAt` is where the message stands that a redaction takes back. */
export function draftToOp(draft: OpDraft, head: OpHead, targetAt: Hlc): KnownOp {
  return draft.kind === 'redact' ? { ...draft, ...head, targetAt } : { ...draft, ...head }
}
