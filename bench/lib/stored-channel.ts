/** The first messages of a Slack export as the import turns them into segments, and as a peer would keep them. */
import * as Y from 'yjs'
import { Defect, orThrow } from '../../core/base/defect.ts'
import { type ConversationId, userId, type UserId } from '../../core/protocol/ids.ts'
import type { ImportMessage } from '../../sync-server/import/import-api.ts'
import { messageOps, type MessageOps } from '../../sync-server/import/message-ops.ts'
import { packEntries } from '../../sync-server/import/pack-entries.ts'
import { openSlackExport } from '../../sync-server/import/slack-reader.ts'
import { defaultZipLimits } from '../../sync-server/import/zip-archive.ts'

export interface StoredChannel {
  /** Compacted, oldest first. */
  readonly segments: ReadonlyArray<Uint8Array>
  readonly ops: ReadonlyArray<number>
}

export const importClient = 7_777_777

/** The authors of the longest channel's first `limit` messages, and these. Throws `Defect` if it has not so many. */
export async function readMessages(
  file: string,
  limit: number,
): Promise<{
  readonly messages: ReadonlyArray<ImportMessage>
  readonly people: ReadonlyMap<string, UserId>
}> {
  const chat = orThrow(await openSlackExport(file, defaultZipLimits))
  const messages: Array<ImportMessage> = []
  const people = new Map<string, UserId>()
  const size = (of: (typeof chat.channels)[number]): number =>
    of.files.reduce((sum, { bytes }) => sum + bytes, 0)
  const [channel] = chat.channels.toSorted((left, right) => size(right) - size(left))
  for (const day of channel?.files ?? []) {
    for (const { author, ...message } of (await chat.read(day)).messages) {
      if (messages.length === limit) break
      if (!people.has(author.source))
        people.set(author.source, userId(people.size.toString(16).padStart(32, '0')))
      messages.push({
        ...message,
        author: author.source,
        mentions: [...message.mentions],
        reactions: message.reactions.map(({ emoji, by }) => ({ emoji, by: [...by] })),
      })
    }
    if (messages.length === limit) break
  }
  chat.close()
  if (messages.length < limit)
    throw new Defect(`${file} has ${messages.length} messages, fewer than ${limit}`)
  return { messages, people }
}

export function toSegments(
  conversation: ConversationId,
  messages: ReadonlyArray<ImportMessage>,
  people: ReadonlyMap<string, UserId>,
): StoredChannel {
  const units: Array<MessageOps> = []
  for (const message of messages) {
    const made = messageOps(conversation, message, people)
    if (made.ok) units.push(made.value)
  }
  const docs: Array<Y.Doc> = []
  const start = { client: importClient, segment: 0, opCount: 0, clock: 0 }
  for (const { segment, update } of packEntries(start, units)) {
    docs[segment] ??= new Y.Doc()
    Y.applyUpdate(docs[segment], update)
  }
  return {
    segments: docs.map((doc) => Y.encodeStateAsUpdate(doc)),
    ops: docs.map(({ store }) => Y.getState(store, importClient)),
  }
}
