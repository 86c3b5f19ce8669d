/** Main's answers on one's account, providers and invitations. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type {
  Bridge,
  BridgeArgument,
  BridgeName,
  ChangePasswordFailure,
  InvitationFailure,
  LeaveFailure,
  UpdateFailure,
} from '../../core/bridge/contract.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import type { Session } from '../sign-in/session.ts'
import { vaultWords } from '../vault/vault-words.ts'
import { askWithToken, commandFailure } from './with-token.ts'

type IdentityName =
  | Extract<BridgeName, `${'account' | 'invitation'}.${string}`>
  | 'session.methods'
  | 'session.signInWithProvider'
  | 'session.cancelProvider'

export const createIdentityBridge = (session: Session): Pick<Bridge, IdentityName> => ({
  'session.methods': session.methods,
  'session.signInWithProvider': session.signInWithProvider,
  'session.cancelProvider': async () => {
    session.cancelProvider()
    return undefined
  },
  'account.read': () =>
    askWithToken(session.current(), ({ identity }, token) => identity.me(token), commandFailure),
  'account.update': async (change) => {
    const answer = await askWithToken(
      session.current(),
      ({ identity }, token) => identity.updateMe(token, change),
      updateFailure,
    )
    if (!answer.ok) return answer
    const kept = await session.rename(answer.value)
    return kept.ok ? answer : fail({ kind: 'vault', detail: vaultWords(kept.failure) })
  },
  'account.changePassword': (passwords) => changePassword(session, passwords),
  'account.delete': (input) => deleteAccount(session, input),
  'account.signOutOthers': () =>
    askWithToken(session.current(), ({ identity }, token) => identity.signOutOthers(token), commandFailure),
  'invitation.look': async ({ token }) => {
    const answer = await session.connect().identity.look(token)
    return answer.ok ? answer : fail(invitationFailure(answer.failure))
  },
  'invitation.accept': ({ token: invitation }) =>
    askWithToken(
      session.current(),
      ({ identity }, token) => identity.accept(token, invitation),
      invitationFailure,
    ),
  'invitation.create': ({ workspace, ...kind }) =>
    askWithToken(
      session.current(),
      ({ identity }, token) => identity.invite(token, workspace, kind),
      commandFailure,
    ),
  'invitation.list': ({ workspace }) =>
    askWithToken(
      session.current(),
      ({ identity }, token) => identity.invitations(token, workspace),
      commandFailure,
    ),
  'invitation.remove': ({ workspace, invitation }) =>
    askWithToken(
      session.current(),
      ({ identity }, token) => identity.uninvite(token, workspace, invitation),
      commandFailure,
    ),
})

/** Where the account's password opens the vault as well, the new one does so from now on. */
async function changePassword(
  session: Session,
  passwords: BridgeArgument<'account.changePassword'>,
): Promise<Result<{ readonly signedOut: number }, ChangePasswordFailure>> {
  const open = session.current()
  const answer = await askWithToken(
    open,
    ({ identity }, token) => identity.changePassword(token, passwords),
    passwordFailure,
  )
  if (!answer.ok || open === undefined || !open.vault.followsAccount()) return answer
  const written = await open.vault.setPassphrase(passwords.next, 'account')
  return written.ok ? ok(answer.value) : fail({ kind: 'vault', detail: vaultWords(written.failure) })
}

/** Of an account without a password the provider says that it is the person. What lies here is the page's to have erased. */
async function deleteAccount(
  session: Session,
  { password, farewell }: BridgeArgument<'account.delete'>,
): Promise<Result<undefined, LeaveFailure>> {
  const ticket = password === undefined ? await session.proveWithProvider(farewell) : undefined
  if (ticket?.ok === false) return ticket
  const proof = ticket === undefined ? { password: password ?? '' } : { ticket: ticket.value }
  return askWithToken(
    session.current(),
    ({ identity }, token) => identity.deleteMe(token, proof),
    leaveFailure,
  )
}

function leaveFailure(failure: ApiFailure): LeaveFailure {
  if (failure.kind === 'refused') {
    if (failure.code === 'wrong-credentials') return { kind: 'wrong-password' }
    if (failure.code === 'last-owner') return { kind: failure.code }
    if (failure.code === 'oidc-refused') return { kind: 'refused' }
  }
  return commandFailure(failure)
}

const updateFailure = (failure: ApiFailure): UpdateFailure =>
  failure.kind === 'refused' && failure.code === 'username-taken'
    ? { kind: failure.code }
    : commandFailure(failure)

const invitationFailure = (failure: ApiFailure): InvitationFailure =>
  failure.kind === 'refused' && failure.code === 'invitation-refused'
    ? { kind: failure.code }
    : commandFailure(failure)

function passwordFailure(failure: ApiFailure): ChangePasswordFailure {
  if (failure.kind === 'refused') {
    const { code } = failure
    if (code === 'wrong-credentials') return { kind: 'wrong-password' }
    if (code === 'password-weak' || code === 'no-password') return { kind: code }
  }
  return commandFailure(failure)
}
