import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Clock, Millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { describeError } from '../disk/system-error.ts'
import type { GuardDeps } from './guard.ts'
import type { Vault, VaultLabel, VaultTrouble } from './held-vault.ts'
import { createTries, type Tries } from './tries.ts'
import {
  createVault,
  openVault,
  readVaultLabel,
  type RecoveryFailure,
  recoverVault,
  type VaultFailure,
} from './vault.ts'
import type { VaultAccount } from './vault-file.ts'

export interface AccountsDeps extends GuardDeps {
  readonly clock: Pick<Clock, 'now'>
}

export type OpenFailure = VaultFailure | { readonly kind: 'throttled'; readonly wait: Millis }

/** The accounts of one profile: a folder each, named by the username, with the vault in it. */
export interface Accounts {
  /** A new vault is opened by the keystore where there is one, else by the account's password. */
  readonly create: (
    account: VaultAccount,
    opening: { readonly password: string; readonly refreshToken: string; readonly sign: Uint8Array },
  ) => Promise<Result<Vault, VaultTrouble>>
  readonly label: (username: string) => Promise<Result<VaultLabel, VaultTrouble>>
  /** Wrong passphrases are counted: too many in a row have to wait. */
  readonly open: (username: string, password: string | undefined) => Promise<Result<Vault, OpenFailure>>
  /** By the key of a recovery code; `passphrase` opens the vault from then on. */
  readonly recover: (
    username: string,
    recoveryKey: Uint8Array,
    passphrase: string | undefined,
  ) => Promise<Result<Vault, RecoveryFailure>>
  /** Whether this is the passphrase of an open vault, counted like `open`. */
  readonly check: (vault: Vault, passphrase: string) => Promise<Result<void, OpenFailure>>
  /** Whether a new account could be kept: asked before one is made at the relay. */
  readonly prepare: (username: string) => Promise<Result<void, VaultTrouble>>
  readonly folder: (username: string) => string
  /** There is a keystore here: a vault can do without a passphrase. */
  readonly hasKeystore: boolean
}

/** `username` as `usernameSchema` lets it through: no separator, never `..`. */
export function createAccounts(deps: AccountsDeps, profileFolder: string): Accounts {
  const folder = (username: string): string => path.join(profileFolder, 'accounts', username)
  const file = (username: string): string => path.join(folder(username), 'vault')
  const counted = new Map<string, Tries>()
  const triesOf = (username: string): Tries => {
    const tries = counted.get(username) ?? createTries(deps.clock, path.join(folder(username), 'tries'))
    counted.set(username, tries)
    return tries
  }
  return {
    create: (account, { password, refreshToken, sign }) => {
      const passphrase = deps.protector === undefined ? password : undefined
      return createVault(deps, file(account.username), account, { passphrase, refreshToken, sign })
    },
    label: (username) => readVaultLabel(file(username)),
    open: async (username, password) => {
      const label = await readVaultLabel(file(username))
      if (!label.ok) return label
      const open = (): Promise<Result<Vault, VaultFailure>> => openVault(deps, file(username), password)
      return label.value.needsPassphrase ? countTry(triesOf(username), open) : open()
    },
    recover: async (username, recoveryKey, passphrase) => {
      const opened = await recoverVault(deps, file(username), recoveryKey, passphrase)
      if (opened.ok) await triesOf(username).forget()
      return opened
    },
    check: (vault, passphrase) =>
      countTry(triesOf(vault.account().username), () => vault.checkPassphrase(passphrase)),
    prepare: async (username) => {
      try {
        await mkdir(folder(username), { recursive: true, mode: 0o700 })
        return ok(undefined)
      } catch (error) {
        return fail({ kind: 'failed', detail: describeError(error) })
      }
    },
    folder,
    hasKeystore: deps.protector !== undefined,
  }
}

async function countTry<Value, Failure extends { readonly kind: string }>(
  tries: Tries,
  ask: () => Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure | { readonly kind: 'throttled'; readonly wait: Millis }>> {
  const wait = await tries.wait()
  if (wait > 0) return fail({ kind: 'throttled', wait })
  await tries.begin()
  const answer = await ask()
  if (answer.ok) await tries.forget()
  else if (answer.failure.kind !== 'wrong-passphrase') await tries.forgive()
  return answer
}
