/** The relay's addresses for open channels, the people of a workspace, and what they are told of oneself. */
import * as v from 'valibot'
import type { BridgeArgument } from '../../core/bridge/contract.ts'
import type { DirectoryEdit } from '../../core/bridge/changes-contract.ts'
import type { ManageName } from '../../core/bridge/manage-contract.ts'
import { ok, type Result } from '../../core/base/result.ts'
import { paths } from '../../core/protocol/api.ts'
import { identityPaths } from '../../core/protocol/identity-api.ts'
import { picturePaths } from '../../core/protocol/pictures-api.ts'
import type { ApiFailure, Ask } from './ask.ts'

/** Each change as the bridge asks for it, with a token. */
export type ManageApi = {
  readonly [Name in ManageName]: (
    token: string,
    change: BridgeArgument<Name>,
  ) => Promise<Result<undefined, ApiFailure>>
}

/** Asked for again, it changes nothing more. */
export type CarryOutEdit = (token: string, edit: DirectoryEdit) => Promise<Result<undefined, ApiFailure>>

type Tell = (
  token: string,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<Result<undefined, ApiFailure>>

const tellBy =
  (ask: Ask): Tell =>
  async (token, method, path, body) => {
    const answer = await ask(v.unknown(), method, path, { token, ...(body !== undefined && { body }) })
    return answer.ok ? ok(undefined) : answer
  }

export function createCarryOutEdit(ask: Ask): CarryOutEdit {
  const tell = tellBy(ask)
  return (token, edit) => {
    switch (edit.kind) {
      case 'update':
        return tell(token, 'PATCH', paths.conversation(edit.conversation), edit.set)
      case 'title':
        return tell(token, 'PATCH', paths.document(edit.workspace, edit.document), edit.set)
      case 'rename-workspace':
        return tell(token, 'PATCH', paths.workspace(edit.workspace), edit.set)
      case 'accent':
        return tell(token, 'PUT', picturePaths.accent(edit.workspace), edit.set)
      case 'own-name':
      case 'own-status':
        return tell(token, 'PATCH', identityPaths.me, edit.set)
      case 'own-picture': {
        const { picture = null } = edit.set
        return picture === null
          ? tell(token, 'DELETE', picturePaths.own)
          : tell(token, 'PUT', picturePaths.own, { image: picture })
      }
      case 'archive':
        return tell(token, 'PUT', paths.archived(edit.conversation), { archived: edit.archived })
      case 'join': {
        const { joinConversation, leaveConversation } = paths
        return tell(
          token,
          'POST',
          (edit.joined ? joinConversation : leaveConversation)(edit.conversation),
          {},
        )
      }
      case 'create': {
        const { conversation: id, workspace, name, topic, icon = '' } = edit
        return tell(token, 'POST', paths.conversations(workspace), { id, name, topic, icon })
      }
      case 'create-document': {
        const { conversation, workspace, document: id, title } = edit
        return tell(token, 'POST', paths.documents(workspace), { id, conversation, title })
      }
    }
  }
}

export function createManageApi(ask: Ask): ManageApi {
  const tell = tellBy(ask)
  return {
    'channel.leave': (token, { conversation }) =>
      tell(token, 'POST', paths.leaveConversation(conversation), {}),
    'channel.setMember': (token, { conversation, user, ...change }) =>
      tell(token, 'PUT', paths.conversationMember(conversation, user), change),
    'channel.removeMember': (token, { conversation, user }) =>
      tell(token, 'DELETE', paths.conversationMember(conversation, user)),
    'workspace.setRole': (token, { workspace, user, ...change }) =>
      tell(token, 'PUT', paths.member(workspace, user), change),
    'workspace.leave': (token, { workspace }) => tell(token, 'POST', paths.leave(workspace), {}),
    'workspace.removeMember': (token, { workspace, user }) =>
      tell(token, 'DELETE', paths.member(workspace, user)),
  }
}
