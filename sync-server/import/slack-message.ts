import { millis } from '../../core/base/clock.ts'
import { maxEmojiLength, maxMentions, maxTextLength } from '../../core/conversation/limits.ts'
import { shortened, wellFormed } from './clean-text.ts'
import type { ExportMessage, ExportPerson } from './export.ts'
import { emojiByName } from './slack-emoji.ts'
import type { MessageRecord } from './slack-schema.ts'
import { mentionedIn, slackToCommonMark, type SlackNames } from './slack-text.ts'

export type ReadMessage =
  /** Several if the text is longer than one message may be. */
  | { readonly kind: 'messages'; readonly messages: ReadonlyArray<ExportMessage> }
  | { readonly kind: 'passed-over'; readonly reason: string }

export function readMessage(record: MessageRecord, names: SlackNames): ReadMessage {
  const reason =
    record.subtype === undefined || record.subtype === null ? undefined : notices.get(record.subtype)
  if (reason !== undefined) return { kind: 'passed-over', reason }
  const author = authorOf(record, names)
  if (author === undefined) return { kind: 'passed-over', reason: 'without an author' }
  const parts = splitText(textOf(record, names))
  if (parts.length === 0) return { kind: 'passed-over', reason: 'without text' }
  const whole = { author, ...timeOf(record.ts), ...threadOf(record) }
  const messages = parts.map((text, index) => ({
    ...whole,
    source: index === 0 ? record.ts : `${record.ts}#${index + 1}`,
    counter: whole.counter + index,
    text,
    mentions: index === 0 ? mentionedIn(record.text).slice(0, maxMentions) : [],
    reactions: index === 0 ? reactionsOf(record) : [],
  }))
  return { kind: 'messages', messages }
}

/** Subtypes that are not somebody's words. */
const notices = new Map([
  ...['channel_join', 'group_join', 'channel_leave', 'group_leave'].map(
    (kind) => [kind, 'joined or left'] as const,
  ),
  ...[
    'channel_topic',
    'channel_purpose',
    'channel_name',
    'channel_archive',
    'channel_unarchive',
    'channel_posting_permissions',
    'channel_convert_to_private',
    'group_topic',
    'group_purpose',
    'group_name',
    'group_archive',
    'group_unarchive',
    'pinned_item',
    'unpinned_item',
    'bot_add',
    'bot_remove',
    'bot_enable',
    'bot_disable',
    'reminder_add',
    'sh_room_created',
  ].map((kind) => [kind, "Slack's own notices"] as const),
  ['tombstone', 'deleted in Slack'],
])

function authorOf(record: MessageRecord, { userName }: SlackNames): ExportPerson | undefined {
  const { user, bot_id: bot, username, user_profile: profile } = record
  const source = user || bot || (username ? `username:${username}` : undefined)
  if (source === undefined) return undefined
  const profileName = profile ? profile.display_name || profile.real_name || profile.name : ''
  return { source, name: userName(source) ?? personName([profileName, username, source]) }
}

/** The first of `names` that has something to show, as one line of at most 80 characters. */
export function personName(names: ReadonlyArray<string | null | undefined>): string {
  for (const name of names) {
    const line = wellFormed(name ?? '').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    const shown = shortened(line.trim(), 80).trim()
    if (shown !== '') return shown
  }
  return '?'
}

function textOf(record: MessageRecord, names: SlackNames): string {
  const text = slackToCommonMark(record.text, names)
  const body = record.subtype === 'me_message' && text !== '' ? `_${text}_` : text
  // Bots often say everything in attachments, of which the text to fall back on is what a plain reader gets.
  const attached = (record.attachments ?? [])
    .map((attachment) => slackToCommonMark(attachment.text || attachment.fallback || '', names))
    .filter((line) => line !== '' && line !== body)
  const files = (record.files ?? [])
    .filter(({ mode }) => mode !== 'tombstone')
    .map(({ name, title }) => `[file: ${name || title || 'without a name'}]`)
  return clean([body, ...attached, ...files].filter((line) => line !== '').join('\n'))
}

/** Without what no message may hold: halves of surrogate pairs, a byte order mark in front, control characters. */
const clean = (text: string): string =>
  wellFormed(text)
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/^\uFEFF+/, '')
    .trimEnd()

/** At line ends where there are some, never within a surrogate pair. */
function splitText(text: string): ReadonlyArray<string> {
  const parts: Array<string> = []
  let rest = text
  while (rest.length > maxTextLength) {
    const line = rest.lastIndexOf('\n', maxTextLength)
    const part = line > maxTextLength / 2 ? rest.slice(0, line) : shortened(rest, maxTextLength)
    parts.push(part)
    rest = rest.slice(part.length).replace(/^\uFEFF+/, '')
  }
  return rest.trim() === '' ? parts : [...parts, rest]
}

/** Room for the parts of one long message between two messages of neighbouring microseconds. */
const countersPerMicrosecond = 32

/** "1103966040.020001": the milliseconds, and a counter made of the microseconds within. */
function timeOf(ts: string): Pick<ExportMessage, 'time' | 'counter'> {
  const [seconds = '', micros = ''] = ts.split('.')
  return {
    time: millis(Number(seconds) * 1_000 + Number(micros.slice(0, 3))),
    counter: Number(micros.slice(3)) * countersPerMicrosecond,
  }
}

function threadOf({
  ts,
  thread_ts: thread,
  subtype,
}: MessageRecord): Pick<ExportMessage, 'thread' | 'alsoInChannel'> {
  if (thread === undefined || thread === null || thread === ts) return { alsoInChannel: false }
  return { thread, alsoInChannel: subtype === 'thread_broadcast' || subtype === 'reply_broadcast' }
}

const reactionsOf = ({ reactions }: MessageRecord): ExportMessage['reactions'] =>
  (reactions ?? [])
    .map(({ name, users }) => ({ emoji: emojiByName(name) ?? `:${name}:`, by: [...new Set(users)] }))
    .filter(({ emoji, by }) => emoji.length <= maxEmojiLength && by.length > 0)
