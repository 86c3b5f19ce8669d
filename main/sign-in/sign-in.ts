import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Account, BridgeArgument, SignInFailure } from '../../core/bridge/contract.ts'
import type { ApiCode, SessionAnswer } from '../../core/protocol/api.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import type { Accounts } from '../vault/accounts.ts'
import { type NewDevice, withNewDevice } from '../vault/device-keys.ts'
import type { Vault, VaultLabel, VaultTrouble } from '../vault/held-vault.ts'
import { vaultWords } from '../vault/vault-words.ts'
import { serverFailure } from './access-token.ts'
import { throttled } from './locks.ts'
import type { ApiFailure } from './ask.ts'
import type { RelayApi } from './relay-api.ts'
import type { Standing } from './standing.ts'

export interface SignInDeps {
  readonly accounts: Accounts
  readonly standing: Standing
  readonly connect: (relay: string) => RelayApi
  readonly random: Random
  /** Told to the relay, which shows it in the list of a person's devices. */
  readonly deviceName: string
}

type SignedIn = Promise<Result<Account, SignInFailure>>
type SignInInput = BridgeArgument<'session.signIn'>

export async function register(deps: SignInDeps, input: BridgeArgument<'session.register'>): SignedIn {
  const { accounts, standing, random, deviceName } = deps
  const { username, displayName, password, invitation } = input
  const label = await accounts.label(username)
  if (label.ok) return fail({ kind: 'kept-here' })
  if (label.failure.kind !== 'missing') return fail(vaultTrouble(label.failure))
  const prepared = await accounts.prepare(username)
  if (!prepared.ok) return fail(vaultTrouble(prepared.failure))

  return withNewDevice(random, async (device) => {
    const person = {
      username,
      displayName,
      password,
      invitation,
      device: { id: device.id, name: deviceName },
    }
    const answer = await deps.connect(standing.relay()).register(person)
    return answer.ok
      ? adopt(deps, device, { password, of: 'account' }, answer.value)
      : fail(signInFailure(answer.failure))
  })
}

export async function signIn(deps: SignInDeps, input: SignInInput): SignedIn {
  const { accounts, standing } = deps
  const present = standing.session()?.vault
  if (present?.account().username === input.username) return renew(deps, present, input)

  const opened = await accounts.open(input.username, input.password)
  if (opened.ok) return signInToVault(deps, opened.value, input)
  switch (opened.failure.kind) {
    case 'missing':
      return signInAnew(deps, input)
    case 'wrong-passphrase':
      return askAboutPassword(deps, input)
    case 'throttled':
      return fail(throttled(opened.failure))
    case 'keystore':
      await showWaysIn(deps, input.username)
      return fail(vaultTrouble(opened.failure))
    default:
      return fail(vaultTrouble(opened.failure))
  }
}

/** On a device that has never seen this account. */
async function signInAnew(deps: SignInDeps, input: SignInInput): SignedIn {
  const prepared = await deps.accounts.prepare(input.username)
  if (!prepared.ok) return fail(vaultTrouble(prepared.failure))
  return withNewDevice(deps.random, async (device) => {
    const answer = await askRelay(deps, device.id, input)
    if (!answer.ok) return fail(signInFailure(answer.failure))
    const { user } = answer.value
    const kept = await deps.accounts.find({ user: user.id, relay: deps.standing.relay() })
    if (kept === undefined)
      return adopt(deps, device, { password: input.password, of: 'account' }, answer.value)
    // The account has another username by now: it is that of the vault here, and so is the device.
    await abandon(deps, answer.value)
    return signInRenamed(deps, kept, input)
  })
}

async function signInRenamed(deps: SignInDeps, { account }: VaultLabel, input: SignInInput): SignedIn {
  const opened = await deps.accounts.open(account.username, input.password)
  if (opened.ok) return signInToVault(deps, opened.value, input)
  const { failure } = opened
  if (failure.kind === 'throttled') return fail(throttled(failure))
  if (failure.kind !== 'wrong-passphrase') return fail(vaultTrouble(failure))
  const label = await deps.accounts.label(account.username)
  if (label.ok) await deps.standing.lock(label.value)
  return fail({ kind: 'changed-elsewhere' })
}

/** The session of the open account has expired, or its password has changed: local use goes on meanwhile. */
async function renew(deps: SignInDeps, vault: Vault, input: SignInInput): SignedIn {
  const answer = await askRelay(deps, vault.account().device, input)
  if (!answer.ok) return fail(signInFailure(answer.failure))
  const taken = await take(deps, vault, answer.value)
  if (!taken.ok) return taken
  if (vault.followsAccount()) {
    const changed = await vault.setPassphrase(input.password, 'account')
    if (!changed.ok) return fail(vaultTrouble(changed.failure))
  }
  return ok(await deps.standing.enter(vault, answer.value))
}

/** The vault is open: by the keystore, unasked, or because it knows this password. */
async function signInToVault(deps: SignInDeps, vault: Vault, input: SignInInput): SignedIn {
  const answer = await askRelay(deps, vault.account().device, input)
  if (answer.ok) {
    const taken = await take(deps, vault, answer.value)
    if (taken.ok) return ok(await deps.standing.enter(vault, answer.value))
    await vault.lock()
    return taken
  }
  // The vault has proved the password, and nobody needs a network to read what is on their own disk.
  if (answer.failure.kind === 'unreachable' && vault.needsPassphrase())
    return ok(await deps.standing.enter(vault))
  await vault.lock()
  return fail(signInFailure(answer.failure))
}

/** The vault does not know this password. If the relay does, the password was changed elsewhere. */
async function askAboutPassword(deps: SignInDeps, input: SignInInput): SignedIn {
  const label = await deps.accounts.label(input.username)
  if (!label.ok) return fail(vaultTrouble(label.failure))
  const { user, device } = label.value.account
  const answer = await askRelay(deps, device, input)
  if (!answer.ok) return fail(signInFailure(answer.failure))
  await abandon(deps, answer.value)
  if (answer.value.user.id !== user) return fail({ kind: 'namesake' })
  await deps.standing.lock(label.value)
  return fail({ kind: 'changed-elsewhere' })
}

/** The unlock screen has the recovery code beside the keystore. */
async function showWaysIn({ accounts, standing }: SignInDeps, username: string): Promise<void> {
  const label = await accounts.label(username)
  if (label.ok) await standing.lock(label.value)
}

/** A first vault for an account that the relay has just let in. `of`: whose the password is. */
export async function adopt(
  deps: SignInDeps,
  device: NewDevice,
  { password, of }: { readonly password: string; readonly of: 'account' | 'own' },
  answer: SessionAnswer,
): SignedIn {
  const { id: user, username, displayName } = answer.user
  const account = { user, device: device.id, username, displayName, relay: deps.standing.relay() }
  if (await deps.accounts.hasTwin({ user, relay: account.relay })) {
    await abandon(deps, answer)
    return fail({ kind: 'twin' })
  }
  const opening = { password, passphraseOf: of, refreshToken: answer.refreshToken, sign: device.sign }
  const vault = await deps.accounts.create(account, opening)
  if (vault.ok) return ok(await deps.standing.enter(vault.value, answer))
  await abandon(deps, answer)
  return fail(vaultTrouble(vault.failure))
}

/** Writes what the relay answered into the vault, if it is the vault of that very account. */
export async function take(
  deps: SignInDeps,
  vault: Vault,
  answer: SessionAnswer,
): Promise<Result<void, SignInFailure>> {
  if (answer.user.id !== vault.account().user) {
    await abandon(deps, answer)
    return fail({ kind: 'namesake' })
  }
  const saved = await vault.setRefreshToken(answer.refreshToken)
  return saved.ok ? saved : fail(vaultTrouble(saved.failure))
}

const askRelay = (
  { connect, standing, deviceName }: SignInDeps,
  device: DeviceId,
  { username, password }: SignInInput,
): Promise<Result<SessionAnswer, ApiFailure>> =>
  connect(standing.relay()).signIn({ username, password, device: { id: device, name: deviceName } })

/** Best effort: a session that nobody keeps ends by itself in time. */
async function abandon({ connect, standing }: SignInDeps, answer: SessionAnswer): Promise<void> {
  await connect(standing.relay()).signOut(answer.refreshToken)
}

const vaultTrouble = (failure: VaultTrouble): SignInFailure => ({
  kind: 'vault',
  detail: vaultWords(failure),
})

export function signInFailure(failure: ApiFailure): SignInFailure {
  if (failure.kind === 'refused' && isOfSignIn(failure.code)) return { kind: failure.code }
  return serverFailure(failure)
}

const codesOfSignIn = [
  'wrong-credentials',
  'username-taken',
  'account-disabled',
  'password-weak',
  'sign-up-closed',
  'invitation-needed',
  'invitation-refused',
] as const satisfies ReadonlyArray<ApiCode>
const isOfSignIn = (code: ApiCode): code is (typeof codesOfSignIn)[number] =>
  codesOfSignIn.some((each) => each === code)
