/** Main's answers on open channels and the people of a workspace. */
import type { Bridge, BridgeArgument, ManageFailure } from '../../core/bridge/contract.ts'
import type { ManageName } from '../../core/bridge/manage-contract.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import type { Session } from '../sign-in/session.ts'
import { askWithToken, commandFailure } from './with-token.ts'

export function createManageBridge(session: Session): Pick<Bridge, ManageName> {
  const pass =
    <Name extends ManageName>(name: Name) =>
    (change: BridgeArgument<Name>) =>
      askWithToken(session.current(), ({ manage }, token) => manage[name](token, change), manageFailure)
  return {
    'channel.update': pass('channel.update'),
    'channel.archive': pass('channel.archive'),
    'channel.leave': pass('channel.leave'),
    'channel.join': pass('channel.join'),
    'channel.setMember': pass('channel.setMember'),
    'channel.removeMember': pass('channel.removeMember'),
    'workspace.setRole': pass('workspace.setRole'),
    'workspace.setAccent': pass('workspace.setAccent'),
    'workspace.removeMember': pass('workspace.removeMember'),
  }
}

function manageFailure(failure: ApiFailure): ManageFailure {
  if (failure.kind === 'refused') {
    const { code } = failure
    if (code === 'last-admin' || code === 'last-owner') return { kind: code }
  }
  return commandFailure(failure)
}
