import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  archiveBody,
  channelAnswer,
  conversationAnswer,
  conversationMembersAnswer,
  conversationRoleBody,
  conversationsAnswer,
  createChannelBody,
  levelBody,
  paths,
  updateConversationBody,
} from '../../core/protocol/api.ts'
import { conversationIdSchema, userIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Conversations } from '../directory/conversations.ts'
import type { Answer } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const ofConversation = v.object({ conversation: conversationIdSchema })
const ofMember = v.object({ conversation: conversationIdSchema, user: userIdSchema })
const params = { conversation: sample.conversation }
const memberParams = { conversation: sample.privateConversation, user: sample.other }
const example = {
  id: sample.conversation,
  workspace: sample.workspace,
  name: 'engines',
  topic: 'Cogs and cards',
  icon: '',
  private: false,
  archived: false,
  createdBy: sample.user,
  created: 1_795_708_800_000,
}
const shared = { tag: 'conversations', params: ofConversation } as const

export interface ConversationDeps {
  readonly conversations: Conversations
}

export const conversationOperations = (deps: ConversationDeps): ReadonlyArray<Operation> => [
  ...conversationCalls(deps),
  ...memberCalls(deps),
]

const conversationCalls = ({ conversations }: ConversationDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'listConversations',
    method: 'GET',
    path: paths.conversations(':workspace'),
    tag: 'conversations',
    summary: 'The open conversations of a workspace that one may read, by name.',
    action: 'workspace.read',
    params: inWorkspace,
    answer: conversationsAnswer,
    example: { params: { workspace: sample.workspace }, answer: { conversations: [example] } },
    run: async ({ grant, params: { workspace } }) => {
      const found = await conversations.list(grant.user, workspace)
      return found.ok ? ok({ conversations: found.value }) : fail({ code: found.failure.kind })
    },
  }),
  userOperation({
    id: 'createConversation',
    method: 'POST',
    path: paths.conversations(':workspace'),
    tag: 'conversations',
    summary:
      'Make a channel, public or private. With an id of one’s own choosing (at random) it can be asked for again, and is made once. Direct messages and groups are sealed: apps make those.',
    action: 'conversation.create',
    params: inWorkspace,
    body: createChannelBody,
    answer: channelAnswer,
    problems: ['name-taken', 'id-taken', 'forbidden'],
    example: {
      params: { workspace: sample.workspace },
      body: { name: 'patents', topic: 'Not yet public', private: true, members: [sample.other] },
      answer: { id: sample.privateConversation },
    },
    run: async ({ grant, params: place, body }) => {
      const made = await conversations.create(grant.user, { ...place, ...body })
      return made.ok ? ok({ id: made.value }) : fail({ code: made.failure.kind })
    },
    audit: ({ params: { workspace }, body }, answer) => ({
      workspace,
      details: { name: body.name, private: body.private, ...idOf(answer) },
    }),
  }),
  userOperation({
    ...shared,
    id: 'getConversation',
    method: 'GET',
    path: paths.conversation(':conversation'),
    summary: 'What a conversation is.',
    action: 'conversation.read',
    answer: conversationAnswer,
    problems: ['sealed'],
    example: { params, answer: example },
    run: async ({ grant, params: { conversation } }) => {
      const found = await conversations.get(grant.user, conversation)
      return found.ok ? found : fail({ code: found.failure.kind })
    },
  }),
  userOperation({
    ...shared,
    id: 'updateConversation',
    method: 'PATCH',
    path: paths.conversation(':conversation'),
    summary: 'Give a conversation another name, topic or icon.',
    action: 'conversation.update',
    body: updateConversationBody,
    problems: ['forbidden', 'sealed', 'name-taken'],
    example: { params, body: { topic: 'Cogs, cards and steam' } },
    run: async ({ grant, params: { conversation }, body }) =>
      plain(await conversations.update(grant.user, conversation, body)),
    audit: ({ params: { conversation }, body }) => ({
      conversation,
      details: { fields: Object.keys(body).join(' ') },
    }),
  }),
  userOperation({
    ...shared,
    id: 'archiveConversation',
    method: 'PUT',
    path: paths.archived(':conversation'),
    summary: 'Close a conversation for writing, or open it again.',
    action: 'conversation.archive',
    body: archiveBody,
    problems: ['forbidden', 'sealed'],
    example: { params, body: { archived: false } },
    run: async ({ grant, params: { conversation }, body }) =>
      plain(await conversations.archive(grant.user, conversation, body.archived)),
    audit: ({ params: { conversation }, body }) => ({ conversation, details: { ...body } }),
  }),
  userOperation({
    ...shared,
    id: 'deleteConversation',
    method: 'DELETE',
    path: paths.conversation(':conversation'),
    summary: 'Delete a conversation with all that was said in it. There is no way back.',
    action: 'conversation.delete',
    problems: ['forbidden', 'sealed'],
    example: { params },
    run: async ({ grant, params: { conversation } }) =>
      plain(await conversations.remove(grant.user, conversation)),
    audit: ({ params: { conversation } }) => ({ conversation }),
  }),
]

const memberCalls = ({ conversations }: ConversationDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'listConversationMembers',
    method: 'GET',
    path: paths.conversationMembers(':conversation'),
    summary: 'Who is in a conversation.',
    action: 'conversation.read',
    answer: conversationMembersAnswer,
    problems: ['sealed'],
    example: {
      params,
      answer: { members: [{ user: sample.user, role: 'admin', level: 'all', joined: 1_795_708_800_000 }] },
    },
    run: async ({ grant, params: { conversation } }) => {
      const found = await conversations.members(grant.user, conversation)
      return found.ok ? ok({ members: found.value }) : fail({ code: found.failure.kind })
    },
  }),
  userOperation({
    id: 'setConversationMember',
    method: 'PUT',
    path: paths.conversationMember(':conversation', ':user'),
    tag: 'conversations',
    summary: 'Add somebody of the workspace to a conversation, or give them another role.',
    action: 'conversation.members',
    params: ofMember,
    body: conversationRoleBody,
    problems: ['forbidden', 'sealed', 'last-admin'],
    example: { params: memberParams, body: { role: 'member' } },
    run: async ({ grant, params: { conversation, user }, body }) =>
      plain(await conversations.setMember(grant.user, conversation, user, body.role)),
    audit: ({ params: target, body }) => ({
      conversation: target.conversation,
      target,
      details: { ...body },
    }),
  }),
  userOperation({
    id: 'removeConversationMember',
    method: 'DELETE',
    path: paths.conversationMember(':conversation', ':user'),
    tag: 'conversations',
    summary: 'Take somebody out of a conversation.',
    action: 'conversation.members',
    params: ofMember,
    problems: ['forbidden', 'sealed', 'last-admin'],
    example: { params: memberParams },
    run: async ({ grant, params: { conversation, user } }) =>
      plain(await conversations.removeMember(grant.user, conversation, user)),
    audit: ({ params: target }) => ({ conversation: target.conversation, target }),
  }),
  userOperation({
    ...shared,
    id: 'joinConversation',
    method: 'POST',
    path: paths.joinConversation(':conversation'),
    summary: 'Join a public channel that one has left.',
    action: 'conversation.join',
    problems: ['forbidden', 'sealed'],
    example: { params },
    run: async ({ grant, params: { conversation } }) =>
      plain(await conversations.join(grant.user, conversation)),
    audit: ({ params: { conversation } }) => ({ conversation }),
  }),
  userOperation({
    ...shared,
    id: 'leaveConversation',
    method: 'POST',
    path: paths.leaveConversation(':conversation'),
    summary: 'Leave a conversation. Who leaves a private one needs somebody to be let in again.',
    action: 'conversation.leave',
    problems: ['sealed', 'last-admin'],
    example: { params },
    run: async ({ grant, params: { conversation } }) =>
      plain(await conversations.leave(grant.user, conversation)),
    audit: ({ params: { conversation } }) => ({ conversation }),
  }),
  userOperation({
    ...shared,
    id: 'setLevel',
    method: 'PUT',
    path: paths.level(':conversation'),
    summary: 'Say of what in a conversation one wants to be told.',
    action: 'conversation.settings',
    body: levelBody,
    problems: ['sealed'],
    example: { params, body: { level: 'mentions' } },
    run: async ({ grant, params: { conversation }, body }) =>
      plain(await conversations.setLevel(grant.user, conversation, body.level)),
  }),
]

type Refused = { readonly kind: 'name-taken' | 'not-found' | 'forbidden' | 'sealed' | 'last-admin' }

/** The failures of the service are named as the codes of the API are. */
const plain = (result: Result<void, Refused>): Answer =>
  result.ok ? ok(undefined) : fail({ code: result.failure.kind })
const idOf = (answer: Answer): { readonly conversation?: string } =>
  answer.ok && answer.value !== undefined && 'id' in answer.value
    ? { conversation: String(answer.value.id) }
    : {}
