/** What people write and read in open conversations. */
import * as v from 'valibot'
import { millis } from '../../core/base/clock.ts'
import { ok, type Result } from '../../core/base/result.ts'
import type { Message } from '../../core/conversation/message.ts'
import { conversationIdSchema, opIdSchema } from '../../core/protocol/id-schemas.ts'
import { attachmentId, type ConversationId, conversationId, opId, userId } from '../../core/protocol/ids.ts'
import {
  editMessageBody,
  type MessageAnswer,
  messageAnswer,
  messagePaths,
  messagesAnswer,
  pageQuery,
  sendMessageBody,
} from '../../core/protocol/messages-api.ts'
import type { MessageFailure, MessagePage, Messages, PageRequest } from '../messages/messages.ts'
import type { Answer } from './endpoint.ts'
import { failed, messageToAnswer } from './message-answers.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample, sampleFile } from './samples.ts'

export interface MessageOperationsDeps {
  readonly messages: Messages
}

export const inConversation = v.object({ conversation: conversationIdSchema })
const ofMessage = v.object({ conversation: conversationIdSchema, message: opIdSchema })
const ofReaction = v.object({
  ...ofMessage.entries,
  emoji: v.pipe(v.string(), v.minLength(1), v.maxLength(32)),
})

export const conversationParams = { conversation: sample.conversation }
const messageParams = { ...conversationParams, message: sample.message }
export const sampleMessage: MessageAnswer = {
  id: opId(sample.message),
  conversation: conversationId(sample.conversation),
  author: userId(sample.user),
  time: 1_795_708_800_000,
  text: 'The cards are punched.',
  edited: false,
  deleted: false,
  reactions: [],
}

const sampleAttachment = {
  id: attachmentId(sample.file),
  name: sampleFile.name,
  type: 'text/plain',
  size: sampleFile.size,
  sha256: sampleFile.sha256,
  seal: { key: sampleFile.key, header: sampleFile.header, size: sampleFile.sealedSize },
}

const answerOne = (conversation: ConversationId, done: Result<Message, MessageFailure>): Answer =>
  done.ok ? ok(messageToAnswer(conversation, done.value)) : failed(done.failure)

const answerPage = (conversation: ConversationId, page: Result<MessagePage, MessageFailure>): Answer =>
  page.ok
    ? ok({
        messages: page.value.messages.map((each) => messageToAnswer(conversation, each)),
        more: page.value.more,
      })
    : failed(page.failure)

const toPage = ({ limit, before, after, until, deleted }: v.InferOutput<typeof pageQuery>): PageRequest => ({
  limit,
  ...(before && { before }),
  ...(after && { after }),
  ...(until !== undefined && { until: millis(until) }),
  withDeleted: deleted === 'true',
})

export const messageOperations = (deps: MessageOperationsDeps): ReadonlyArray<Operation> => [
  ...writing(deps),
  ...marking(deps),
]

const tag = 'messages'

const writing = ({ messages }: MessageOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'sendMessage',
    method: 'POST',
    path: messagePaths.messages(':conversation'),
    tag,
    summary: 'Say something in an open conversation.',
    description:
      'The app shows it at once. With a `key` a repeated request is one message. Files are sealed and put up first (`startFile`), by the same person and in the same conversation. Among `mentions` the id of 32 zeros stands for all who are there, and is `@all` in the text.',
    action: 'message.send',
    params: inConversation,
    body: sendMessageBody,
    answer: messageAnswer,
    status: 201,
    problems: ['forbidden', 'sealed', 'no-such-message', 'no-such-file', 'key-reused', 'message-refused'],
    example: {
      params: conversationParams,
      body: {
        text: 'The cards are punched.',
        attachments: [sampleAttachment],
        expiresAfter: 2_592_000,
        key: 'punch-1',
      },
      answer: { ...sampleMessage, attachments: [sampleAttachment], expires: 1_798_300_800_000 },
    },
    run: async ({ grant, params: { conversation }, body }) =>
      answerOne(conversation, await messages.send(grant.user, conversation, withoutUndefined(body))),
  }),
  userOperation({
    id: 'listMessages',
    method: 'GET',
    path: messagePaths.messages(':conversation'),
    tag,
    summary:
      'Messages of an open conversation, oldest first: the newest page, or what stands before or after a message.',
    action: 'conversation.read',
    params: inConversation,
    query: pageQuery,
    answer: messagesAnswer,
    problems: ['sealed', 'no-such-message'],
    example: {
      params: conversationParams,
      query: { limit: '20' },
      answer: { messages: [sampleMessage], more: false },
    },
    run: async ({ grant, params: { conversation }, query }) =>
      answerPage(conversation, await messages.list(grant.user, conversation, toPage(query))),
  }),
  userOperation({
    id: 'getMessage',
    method: 'GET',
    path: messagePaths.message(':conversation', ':message'),
    tag,
    summary: 'One message.',
    action: 'conversation.read',
    params: ofMessage,
    answer: messageAnswer,
    problems: ['sealed', 'no-such-message'],
    example: { params: messageParams, answer: sampleMessage },
    run: async ({ grant, params: { conversation, message } }) =>
      answerOne(conversation, await messages.get(grant.user, conversation, message)),
  }),
  userOperation({
    id: 'editMessage',
    method: 'PATCH',
    path: messagePaths.message(':conversation', ':message'),
    tag,
    summary: 'Say it otherwise.',
    action: 'message.edit',
    params: ofMessage,
    body: editMessageBody,
    answer: messageAnswer,
    problems: ['forbidden', 'sealed', 'no-such-message', 'message-refused'],
    example: {
      params: messageParams,
      body: { text: 'All cards are punched.' },
      answer: { ...sampleMessage, text: 'All cards are punched.', edited: true },
    },
    run: async ({ grant, params: { conversation, message }, body: { text, mentions } }) =>
      answerOne(
        conversation,
        await messages.edit(grant.user, conversation, message, { text, ...(mentions && { mentions }) }),
      ),
  }),
  userOperation({
    id: 'removeMessage',
    method: 'DELETE',
    path: messagePaths.message(':conversation', ':message'),
    tag,
    summary: 'Take a message back. Its text leaves the relay; in its place stays that there was one.',
    action: 'message.remove',
    params: ofMessage,
    problems: ['forbidden', 'sealed', 'no-such-message'],
    example: { params: messageParams },
    run: async ({ grant, params: { conversation, message } }) =>
      plain(await messages.remove(grant.user, conversation, message)),
    audit: ({ params: { conversation, message } }) => ({ conversation, target: { conversation, message } }),
  }),
]

const marking = ({ messages }: MessageOperationsDeps): ReadonlyArray<Operation> => [
  ...[true, false].map((on) =>
    userOperation({
      id: on ? 'addReaction' : 'removeReaction',
      method: on ? 'PUT' : 'DELETE',
      path: messagePaths.reaction(':conversation', ':message', ':emoji'),
      tag,
      summary: on ? 'Put an emoji on a message.' : 'Take one’s emoji off a message.',
      action: 'message.react',
      params: ofReaction,
      problems: ['forbidden', 'sealed', 'no-such-message'],
      example: { params: { ...messageParams, emoji: '👍' } },
      run: async ({ grant, params: { conversation, message, emoji } }) =>
        plain(await messages.react(grant.user, conversation, message, { emoji, on })),
    }),
  ),
  ...[true, false].map((on) =>
    userOperation({
      id: on ? 'pinMessage' : 'unpinMessage',
      method: on ? 'PUT' : 'DELETE',
      path: messagePaths.pin(':conversation', ':message'),
      tag,
      summary: on ? 'Pin a message for everybody.' : 'Unpin a message.',
      action: 'message.pin',
      params: ofMessage,
      problems: ['forbidden', 'sealed', 'no-such-message'],
      example: { params: messageParams },
      run: async ({ grant, params: { conversation, message } }) =>
        plain(await messages.pin(grant.user, conversation, message, on)),
    }),
  ),
  userOperation({
    id: 'listPins',
    method: 'GET',
    path: messagePaths.pins(':conversation'),
    tag,
    summary: 'What is pinned, oldest first.',
    action: 'conversation.read',
    params: inConversation,
    answer: messagesAnswer,
    problems: ['sealed'],
    example: {
      params: conversationParams,
      answer: { messages: [{ ...sampleMessage, pinnedBy: sampleMessage.author }], more: false },
    },
    run: async ({ grant, params: { conversation } }) =>
      answerPage(conversation, await messages.pinned(grant.user, conversation)),
  }),
  userOperation({
    id: 'listThread',
    method: 'GET',
    path: messagePaths.thread(':conversation', ':message'),
    tag,
    summary: 'Replies in the thread about a message, oldest first.',
    action: 'conversation.read',
    params: ofMessage,
    query: pageQuery,
    answer: messagesAnswer,
    problems: ['sealed', 'no-such-message'],
    example: {
      params: messageParams,
      query: { limit: '20' },
      answer: { messages: [{ ...sampleMessage, thread: sampleMessage.id }], more: false },
    },
    run: async ({ grant, params: { conversation, message }, query }) =>
      answerPage(conversation, await messages.thread(grant.user, conversation, message, toPage(query))),
  }),
]

const plain = (done: Result<unknown, MessageFailure>): Answer =>
  done.ok ? ok(undefined) : failed(done.failure)

/** Fields that were left out are not there at all. */
const withoutUndefined = ({
  text,
  replyTo,
  thread,
  alsoInChannel,
  mentions,
  attachments,
  expiresAfter,
  key,
}: v.InferOutput<typeof sendMessageBody>) => ({
  text,
  ...(replyTo && { replyTo }),
  ...(thread && { thread }),
  ...(alsoInChannel !== undefined && { alsoInChannel }),
  ...(mentions && { mentions }),
  ...(attachments && { attachments }),
  ...(expiresAfter !== undefined && { expiresAfter }),
  ...(key !== undefined && { key }),
})
