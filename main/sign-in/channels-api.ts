/** The relay's addresses for one open channel. */
import * as v from 'valibot'
import { ok, type Result } from '../../core/base/result.ts'
import { paths } from '../../core/protocol/api.ts'
import type { NotifyLevel } from '../../core/protocol/directory.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { ApiFailure, Ask } from './ask.ts'

type Answered = Promise<Result<undefined, ApiFailure>>

export interface ChannelsApi {
  readonly setTopic: (token: string, conversation: ConversationId, topic: string) => Answered
  readonly setLevel: (token: string, conversation: ConversationId, level: NotifyLevel) => Answered
  readonly archive: (token: string, conversation: ConversationId, archived: boolean) => Answered
  readonly leave: (token: string, conversation: ConversationId) => Answered
  readonly join: (token: string, conversation: ConversationId) => Answered
  /** As a member. */
  readonly invite: (token: string, conversation: ConversationId, user: UserId) => Answered
}

export function createChannelsApi(ask: Ask): ChannelsApi {
  const tell = async (
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    token: string,
    body: unknown,
  ): Answered => {
    const answer = await ask(v.unknown(), method, path, { token, body })
    return answer.ok ? ok(undefined) : answer
  }
  return {
    setTopic: (token, conversation, topic) =>
      tell('PATCH', paths.conversation(conversation), token, { topic }),
    setLevel: (token, conversation, level) => tell('PUT', paths.level(conversation), token, { level }),
    archive: (token, conversation, archived) =>
      tell('PUT', paths.archived(conversation), token, { archived }),
    leave: (token, conversation) => tell('POST', paths.leaveConversation(conversation), token, {}),
    join: (token, conversation) => tell('POST', paths.joinConversation(conversation), token, {}),
    invite: (token, conversation, user) =>
      tell('PUT', paths.conversationMember(conversation, user), token, { role: 'member' }),
  }
}
