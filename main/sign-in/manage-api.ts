/** The relay's addresses for open channels and the people of a workspace. */
import * as v from 'valibot'
import type { BridgeArgument } from '../../core/bridge/contract.ts'
import type { ManageName } from '../../core/bridge/manage-contract.ts'
import { ok, type Result } from '../../core/base/result.ts'
import { paths } from '../../core/protocol/api.ts'
import { picturePaths } from '../../core/protocol/pictures-api.ts'
import type { ApiFailure, Ask } from './ask.ts'

/** Each change as the bridge asks for it, with a token. */
export type ManageApi = {
  readonly [Name in ManageName]: (
    token: string,
    change: BridgeArgument<Name>,
  ) => Promise<Result<undefined, ApiFailure>>
}

export function createManageApi(ask: Ask): ManageApi {
  const tell = async (
    token: string,
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<Result<undefined, ApiFailure>> => {
    const answer = await ask(v.unknown(), method, path, {
      token,
      ...(body !== undefined && { body }),
    })
    return answer.ok ? ok(undefined) : answer
  }
  return {
    'channel.update': (token, { conversation, ...change }) =>
      tell(token, 'PATCH', paths.conversation(conversation), change),
    'channel.archive': (token, { conversation, ...change }) =>
      tell(token, 'PUT', paths.archived(conversation), change),
    'channel.leave': (token, { conversation }) =>
      tell(token, 'POST', paths.leaveConversation(conversation), {}),
    'channel.join': (token, { conversation }) =>
      tell(token, 'POST', paths.joinConversation(conversation), {}),
    'channel.setMember': (token, { conversation, user, ...change }) =>
      tell(token, 'PUT', paths.conversationMember(conversation, user), change),
    'channel.removeMember': (token, { conversation, user }) =>
      tell(token, 'DELETE', paths.conversationMember(conversation, user)),
    'workspace.setRole': (token, { workspace, user, ...change }) =>
      tell(token, 'PUT', paths.member(workspace, user), change),
    'workspace.setAccent': (token, { workspace, ...change }) =>
      tell(token, 'PUT', picturePaths.accent(workspace), change),
    'workspace.removeMember': (token, { workspace, user }) =>
      tell(token, 'DELETE', paths.member(workspace, user)),
  }
}
