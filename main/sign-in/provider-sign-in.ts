/**
 * Signing in at an OpenID provider by the system's browser (RFC 8252, AU10). The verifier never leaves this process before the
 * browser is back; what the browser brings is worth nothing without it. Which device this is can only be said once it is known
 * whose account it is: one that this profile keeps already is opened, and signs in as the device that it was.
 */
import { createHash } from 'node:crypto'
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Account, BridgeArgument, ProviderSignInFailure } from '../../core/bridge/contract.ts'
import type { TooShort } from '../../core/bridge/policy-contract.ts'
import type { Farewell } from '../../core/bridge/identity-contract.ts'
import type { OidcFinished } from '../../core/protocol/identity-api.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import type { Vault } from '../vault/held-vault.ts'
import { withNewDevice } from '../vault/device-keys.ts'
import { vaultWords } from '../vault/vault-words.ts'
import type { ApiFailure } from './ask.ts'
import type { IdentityApi } from './identity-api.ts'
import { throttled } from './locks.ts'
import type { Loopback } from './loopback.ts'
import { adopt, signInFailure, type SignInDeps, take } from './sign-in.ts'

export interface ProviderSignInDeps extends SignInDeps {
  readonly clock: Clock
  /** Opens the system's browser; false if there is none. */
  readonly openLink: (url: string) => Promise<boolean>
  /** See `LoopbackDeps`. */
  readonly returnLink: string | undefined
  /** Of the passphrase of a new vault; one that is there already may have been made when less was asked for. */
  readonly tooShort: (
    passphrase: string | undefined,
  ) => { readonly ok: false; readonly failure: TooShort } | undefined
}

export interface ProviderSignIn {
  /** `inTurn`: what changes where the person stands waits for its turn; the person in the browser keeps nobody waiting. */
  readonly run: (
    input: BridgeArgument<'session.signInWithProvider'>,
    inTurn: <Outcome>(move: () => Promise<Outcome>) => Promise<Outcome>,
  ) => Promise<Result<Account, ProviderSignInFailure>>
  /** The person shows once more who they are: a ticket, good once and for minutes. */
  readonly prove: (farewell: Farewell) => Promise<Result<string, ProviderSignInFailure>>
  /** The one that waits for the browser, if one does. */
  readonly cancel: () => void
}

type Input = BridgeArgument<'session.signInWithProvider'>
type Done<Value> = Promise<Result<Value, ProviderSignInFailure>>

const patience = millis(5 * 60_000)

export function createProviderSignIn(deps: ProviderSignInDeps): ProviderSignIn {
  let waiting: Loopback | undefined
  const cancel = (): void => waiting?.cancel()
  const bits256 = (): string => Buffer.from(deps.random.bytes(32)).toString('base64url')

  const askProvider = async (api: IdentityApi, farewell: Farewell): Done<OidcFinished> => {
    const [state, verifier] = [bits256(), bits256()]
    const { clock, returnLink } = deps
    const { openLoopback } = await import('./loopback.ts') // with Node's web server, which a start needs nothing of
    const loopback = await openLoopback({ clock, patience, returnLink, farewell }, state)
    cancel() // a second one is begun because the first leads nowhere
    waiting = loopback
    try {
      const { redirectUri } = loopback
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      const begun = await api.beginProvider({ redirectUri, challenge, state })
      if (!begun.ok) return fail(providerFailure(begun.failure))
      const { flow, url, issuer, namesIssuer } = begun.value
      if (!(await deps.openLink(url))) return fail({ kind: 'no-browser' })
      const back = await loopback.answer
      if (!back.ok) return back
      if (back.value.issuer === undefined ? namesIssuer : back.value.issuer !== issuer)
        return fail({ kind: 'refused' })
      const finished = await api.finishProvider({ flow, code: back.value.code, verifier })
      return finished.ok ? finished : fail(providerFailure(finished.failure))
    } finally {
      loopback.cancel()
      if (waiting === loopback) waiting = undefined
    }
  }

  return {
    cancel,
    prove: async (farewell) => {
      const finished = await askProvider(deps.connect(deps.standing.relay()).identity, farewell)
      return finished.ok ? ok(finished.value.ticket) : finished
    },
    run: async (input, inTurn) => {
      const api = deps.connect(deps.standing.relay()).identity
      const finished = await askProvider(api, input.farewell)
      return finished.ok ? inTurn(() => enter(deps, api, input, finished.value)) : finished
    },
  }
}

async function enter(
  deps: ProviderSignInDeps,
  api: IdentityApi,
  input: Input,
  { ticket, account }: OidcFinished,
): Done<Account> {
  const { standing, accounts } = deps
  const relay = standing.relay()
  const present = standing.session()?.vault
  if (present !== undefined && present.account().user === account?.id)
    return enterVault(deps, api, input, { ticket, vault: present })
  const kept = account && (await accounts.find({ user: account.id, relay }))
  if (kept === undefined) return enterAnew(deps, api, input, ticket)
  if (kept.needsPassphrase && input.passphrase === undefined) return fail({ kind: 'passphrase-needed' })
  const opened = await accounts.open(kept.account.username, input.passphrase)
  if (opened.ok) {
    const entered = await enterVault(deps, api, input, { ticket, vault: opened.value })
    if (!entered.ok) await opened.value.lock()
    return entered
  }
  if (opened.failure.kind === 'wrong-passphrase') return fail({ kind: 'wrong-passphrase' })
  if (opened.failure.kind === 'throttled') return fail(throttled(opened.failure))
  return fail({ kind: 'vault', detail: vaultWords(opened.failure) })
}

/** On a device that has never seen this account. */
async function enterAnew(
  deps: ProviderSignInDeps,
  api: IdentityApi,
  input: Input,
  ticket: string,
): Done<Account> {
  const { accounts, random } = deps
  if (!accounts.hasKeystore) {
    if (input.passphrase === undefined) return fail({ kind: 'passphrase-needed' })
    const short = deps.tooShort(input.passphrase)
    if (short !== undefined) return short
  }
  return withNewDevice(random, async (device) => {
    const session = await openSession(deps, api, input, { ticket, device: device.id })
    if (!session.ok) return session
    const prepared = await accounts.prepare(session.value.user.username)
    if (!prepared.ok) return fail({ kind: 'vault', detail: vaultWords(prepared.failure) })
    return adopt(deps, device, { password: input.passphrase ?? '', of: 'own' }, session.value)
  })
}

async function enterVault(
  deps: ProviderSignInDeps,
  api: IdentityApi,
  input: Input,
  { ticket, vault }: { readonly ticket: string; readonly vault: Vault },
): Done<Account> {
  const session = await openSession(deps, api, input, { ticket, device: vault.account().device })
  if (!session.ok) return session
  const taken = await take(deps, vault, session.value)
  return taken.ok ? ok(await deps.standing.enter(vault, session.value)) : taken
}

async function openSession(
  deps: ProviderSignInDeps,
  api: IdentityApi,
  { invitation }: Input,
  { ticket, device }: { readonly ticket: string; readonly device: DeviceId },
) {
  const answer = await api.openProvider({ ticket, device: { id: device, name: deps.deviceName }, invitation })
  return answer.ok ? answer : fail(providerFailure(answer.failure))
}

function providerFailure(failure: ApiFailure): ProviderSignInFailure {
  if (failure.kind !== 'refused') return signInFailure(failure)
  switch (failure.code) {
    case 'provider-unreachable':
    case 'provider-misconfigured':
      return { kind: failure.code }
    case 'oidc-refused':
      return { kind: 'refused' }
    default:
      return signInFailure(failure)
  }
}
