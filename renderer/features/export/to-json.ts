/** A conversation as JSON, piece by piece. The format is docs/guides/export-format.md. */
import { bytesToHex } from '../../../core/base/bytes.ts'
import type { Message } from '../../../core/conversation/message.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { type ConversationId, everyone, type UserId } from '../../../core/protocol/ids.ts'
import type { Coverage } from './history.ts'

const exportVersion = 1

export interface ExportHead {
  readonly conversation: ConversationId
  readonly name: string
  readonly workspace: string
  /** The relay could not read it. */
  readonly sealed: boolean
  /** Milliseconds since 1970. */
  readonly made: number
  readonly coverage: Coverage
}

export interface ExportWriter {
  readonly head: string
  /** Of the next messages, in order. */
  readonly part: (messages: ReadonlyArray<Message>) => string
  /** Who was spoken of: names are those of now. */
  readonly foot: (nameOf: (user: UserId) => string | undefined) => string
}

export function writeJson(head: ExportHead): ExportWriter {
  const people = new Set<UserId>()
  let isFirst = true
  return {
    head: `${JSON.stringify({ format: 'tidings-conversation', version: exportVersion, ...headJson(head) }).slice(0, -1)},"messages":[\n`,
    part: (messages) => {
      const lines = messages.map((message) => {
        note(people, message)
        const comma = isFirst ? '' : ',\n'
        isFirst = false
        return comma + JSON.stringify(messageJson(message))
      })
      return lines.join('')
    },
    foot: (nameOf) =>
      `\n],"people":${JSON.stringify(Array.from(people, (id) => ({ id, name: nameOf(id) ?? null })))}}\n`,
  }
}

const headJson = ({ made, coverage, ...rest }: ExportHead): object => ({
  ...rest,
  made: timeText(made),
  coverage: { parts: coverage.held.length, missingParts: coverage.missing },
})

/** Beyond what a date can say, no time is shown: `clock` has the number. */
function timeText(time: number): string | null {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

const messageJson = (message: Message): object => ({
  id: message.id,
  author: message.author,
  time: timeText(message.at.time),
  clock: [message.at.time, message.at.counter],
  part: message.segment,
  text: message.text,
  ...(message.edited && { edited: true }),
  ...(message.earlier !== undefined && {
    earlier: message.earlier.map(({ text, at }) => ({ text, time: timeText(at.time) })),
  }),
  ...(message.redacted && { deleted: true }),
  ...(message.masked === true && { maskedByModerator: true }),
  ...(message.reactions.length > 0 && { reactions: message.reactions }),
  ...(message.replyTo !== undefined && { replyTo: message.replyTo }),
  ...(message.thread !== undefined && { thread: message.thread }),
  ...(message.alsoInChannel === true && { alsoInChannel: true }),
  ...(message.mentions !== undefined && { mentions: message.mentions }),
  ...(message.attachments !== undefined && { attachments: message.attachments.map(fileJson) }),
  ...(message.pinned !== undefined && {
    pinned: { by: message.pinned.by, time: timeText(message.pinned.at.time) },
  }),
  ...(message.expiresAt !== undefined && { expires: timeText(message.expiresAt) }),
})

/** Without its key: whoever gets the export does not get the files. */
const fileJson = ({ id, name, type, size, sha256 }: Attachment): object => ({
  id,
  name,
  type,
  size,
  sha256: bytesToHex(sha256),
})

function note(people: Set<UserId>, { author, reactions, mentions = [], pinned }: Message): void {
  people.add(author)
  for (const { users } of reactions) for (const user of users) people.add(user)
  for (const user of mentions) if (user !== everyone) people.add(user)
  if (pinned !== undefined) people.add(pinned.by)
}
