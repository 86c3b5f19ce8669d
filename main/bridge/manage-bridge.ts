/** Main's answers on open channels and the people of a workspace. */
import { fail, type Result } from '../../core/base/result.ts'
import type { DirectoryEdit, changesInputs } from '../../core/bridge/changes-contract.ts'
import type { Bridge, BridgeArgument, ManageFailure } from '../../core/bridge/contract.ts'
import type { ManageName } from '../../core/bridge/manage-contract.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import type { Changes } from '../changes/changes.ts'
import { pictureOf } from '../changes/picture-of.ts'
import type { OpenSession } from '../sign-in/open-session.ts'
import type { Session } from '../sign-in/session.ts'
import { askWithToken, commandFailure } from './with-token.ts'

type ChangesName = keyof typeof changesInputs

const none = { waiting: [], refused: [] }

export function createManageBridge(session: Session): Pick<Bridge, ManageName | ChangesName> {
  const pass =
    <Name extends ManageName>(name: Name) =>
    (change: BridgeArgument<Name>) =>
      askWithToken(session.current(), ({ manage }, token) => manage[name](token, change), manageFailure)
  const changes = (): Changes | undefined => session.current()?.changes
  return {
    'directory.edit': async (edit) => {
      const open = session.current()
      if (open === undefined) return fail({ kind: 'locked' })
      // As if it had been seen: it shows before anybody could be asked for it (PF5).
      const picture = edit.kind === 'own-picture' ? edit.set.picture : undefined
      const made = typeof picture === 'string' ? pictureOf(picture) : undefined
      if (made !== undefined) await open.pictures.keep(made.hash, made.bytes)
      return open.changes.ask(edit)
    },
    'directory.edits': async () => (await changes()?.all()) ?? none,
    'directory.dismissEdit': async ({ id }) => {
      await changes()?.dismiss(id)
      return undefined
    },
    'directory.settled': async ({ id }) => {
      await changes()?.settled(id)
      return undefined
    },
    'directory.reached': async ({ reached }) => {
      changes()?.reached(reached)
      return undefined
    },
    'channel.leave': pass('channel.leave'),
    'channel.setMember': pass('channel.setMember'),
    'channel.removeMember': pass('channel.removeMember'),
    'workspace.setRole': pass('workspace.setRole'),
    'workspace.leave': pass('workspace.leave'),
    'workspace.removeMember': pass('workspace.removeMember'),
  }
}

/** What waits, brought to the relay. What the person is called is this device's to know as well. */
export async function carryOut(
  session: Pick<OpenSession, 'api' | 'token' | 'vault'>,
  edit: DirectoryEdit,
  rename: Session['rename'],
): Promise<Result<undefined, ManageFailure>> {
  const done = await askWithToken(
    session,
    ({ carryOutEdit }, token) => carryOutEdit(token, edit),
    manageFailure,
  )
  if (!done.ok || edit.kind !== 'own-name' || edit.set.displayName === undefined) return done
  const { displayName } = edit.set
  await session.vault.setAccount({ displayName }) // failing that, the next sign-in does it
  // Told in its turn: a session that is about to close waits for this answer.
  void rename({ username: session.vault.account().username, displayName })
  return done
}

function manageFailure(failure: ApiFailure): ManageFailure {
  if (failure.kind === 'refused') {
    const { code } = failure
    if (code === 'last-admin' || code === 'last-owner') return { kind: code }
  }
  return commandFailure(failure)
}
