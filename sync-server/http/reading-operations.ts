/** How far people have read, and finding messages. */
import * as v from 'valibot'
import { ok, type Result } from '../../core/base/result.ts'
import { workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import {
  markReadBody,
  messagePaths,
  receiptsAnswer,
  searchAnswer,
  searchQuery,
  unreadAnswer,
  unreadInAnswer,
} from '../../core/protocol/messages-api.ts'
import type { FoundMessages, MessageFailure, SearchRequest } from '../messages/messages.ts'
import type { Answer } from './endpoint.ts'
import { failed, messageToAnswer } from './message-answers.ts'
import {
  conversationParams,
  inConversation,
  type MessageOperationsDeps,
  sampleMessage,
} from './message-operations.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const workspaceParams = { workspace: sample.workspace }
const tag = 'messages'
const counts = { unread: 3, mentions: 1 }

export const readingOperations = (deps: MessageOperationsDeps): ReadonlyArray<Operation> => [
  ...reading(deps),
  ...finding(deps),
]

const reading = ({ messages }: MessageOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'markRead',
    method: 'PUT',
    path: messagePaths.read(':conversation'),
    tag,
    summary: 'Say how far one has read; answers what is left.',
    description: 'It never goes back. One’s other devices and, in small conversations, the others are told.',
    action: 'conversation.read',
    params: inConversation,
    body: markReadBody,
    answer: unreadAnswer,
    problems: ['sealed', 'no-such-message'],
    example: {
      params: conversationParams,
      body: { upTo: sample.message },
      answer: { unread: 0, mentions: 0 },
    },
    run: async ({ grant, params: { conversation }, body }) =>
      plain(await messages.markRead(grant.user, conversation, body.upTo)),
  }),
  userOperation({
    id: 'countUnread',
    method: 'GET',
    path: messagePaths.unread(':conversation'),
    tag,
    summary: 'How many messages one has not read in a conversation, and how many of them mention one.',
    description: 'Counted up to 1,000. Replies count in threads that one takes part in.',
    action: 'conversation.read',
    params: inConversation,
    answer: unreadAnswer,
    problems: ['sealed'],
    example: { params: conversationParams, answer: counts },
    run: async ({ grant, params: { conversation } }) =>
      plain(await messages.unread(grant.user, conversation)),
  }),
  userOperation({
    id: 'countUnreadInWorkspace',
    method: 'GET',
    path: messagePaths.unreadIn(':workspace'),
    tag,
    summary: 'The same over all open conversations of a workspace that one may read.',
    action: 'workspace.read',
    params: inWorkspace,
    answer: unreadInAnswer,
    example: {
      params: workspaceParams,
      answer: { ...counts, conversations: [{ conversation: sample.conversation, ...counts }] },
    },
    run: async ({ grant, params: { workspace } }) => {
      const found = await messages.unreadIn(grant.user, workspace)
      if (!found.ok) return failed(found.failure)
      const conversations = Array.from(found.value, ([conversation, each]) => ({ conversation, ...each }))
      const sum = (of: 'unread' | 'mentions') => conversations.reduce((all, each) => all + each[of], 0)
      return ok({ unread: sum('unread'), mentions: sum('mentions'), conversations })
    },
  }),
  userOperation({
    id: 'listReceipts',
    method: 'GET',
    path: messagePaths.receipts(':conversation'),
    tag,
    summary: 'Who has read up to which message, in conversations of up to 64 people.',
    action: 'conversation.read',
    params: inConversation,
    answer: receiptsAnswer,
    problems: ['sealed'],
    example: {
      params: conversationParams,
      answer: { receipts: [{ user: sample.other, upTo: sample.message }] },
    },
    run: async ({ grant, params: { conversation } }) => {
      const found = await messages.receipts(grant.user, conversation)
      return found.ok ? ok({ receipts: found.value }) : failed(found.failure)
    },
  }),
]

const finding = ({ messages }: MessageOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'searchConversation',
    method: 'GET',
    path: messagePaths.search(':conversation'),
    tag,
    summary: 'Find messages of an open conversation.',
    action: 'conversation.read',
    params: inConversation,
    query: searchQuery,
    answer: searchAnswer,
    problems: ['sealed'],
    example: {
      params: conversationParams,
      query: { q: 'punched cards' },
      answer: { found: [sampleMessage], ignored: [] },
    },
    run: async ({ grant, params, query }) =>
      answerFound(await messages.search(grant.user, params, toSearch(query))),
  }),
  userOperation({
    id: 'searchWorkspace',
    method: 'GET',
    path: messagePaths.searchIn(':workspace'),
    tag,
    summary: 'Find messages in all open conversations of a workspace that one may read.',
    action: 'workspace.read',
    params: inWorkspace,
    query: searchQuery,
    answer: searchAnswer,
    example: {
      params: workspaceParams,
      query: { q: '"punched cards" after:2026-10' },
      answer: { found: [sampleMessage], ignored: [] },
    },
    run: async ({ grant, params, query }) =>
      answerFound(await messages.search(grant.user, params, toSearch(query))),
  }),
]

const toSearch = ({ q, from, limit, cursor }: v.InferOutput<typeof searchQuery>): SearchRequest => ({
  query: q,
  limit,
  ...(from && { from }),
  ...(cursor !== undefined && { cursor }),
})

const answerFound = (page: Result<FoundMessages, MessageFailure>): Answer => {
  if (!page.ok) return failed(page.failure)
  const { found, next, ignored } = page.value
  const shown = found.map(({ conversation, message }) => messageToAnswer(conversation, message))
  return ok({ found: shown, ...(next !== undefined && { next }), ignored })
}

const plain = (done: Result<object, MessageFailure>): Answer => (done.ok ? done : failed(done.failure))
