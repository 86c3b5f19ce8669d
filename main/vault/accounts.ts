import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { describeError } from '../disk/system-error.ts'
import type { GuardDeps } from './guard.ts'
import {
  createVault,
  openVault,
  readVaultLabel,
  type Vault,
  type VaultFailure,
  type VaultTrouble,
  type VaultLabel,
} from './vault.ts'
import type { VaultAccount } from './vault-file.ts'

/** The accounts of one profile: a folder each, named by the username, with the vault in it. */
export interface Accounts {
  /** A new vault is opened by the keystore where there is one, else by the account's password. */
  readonly create: (
    account: VaultAccount,
    opening: { readonly password: string; readonly refreshToken: string },
  ) => Promise<Result<Vault, VaultTrouble>>
  readonly label: (username: string) => Promise<Result<VaultLabel, VaultTrouble>>
  readonly open: (username: string, password: string | undefined) => Promise<Result<Vault, VaultFailure>>
  /** Whether a new account could be kept: asked before one is made at the relay. */
  readonly prepare: (username: string) => Promise<Result<void, VaultTrouble>>
  readonly folder: (username: string) => string
}

/** `username` as `usernameSchema` lets it through: no separator, never `..`. */
export function createAccounts(deps: GuardDeps, profileFolder: string): Accounts {
  const folder = (username: string): string => path.join(profileFolder, 'accounts', username)
  const file = (username: string): string => path.join(folder(username), 'vault')
  return {
    create: (account, { password, refreshToken }) => {
      const passphrase = deps.protector === undefined ? password : undefined
      return createVault(deps, file(account.username), account, { passphrase, refreshToken })
    },
    label: (username) => readVaultLabel(file(username)),
    open: (username, password) => openVault(deps, file(username), password),
    prepare: async (username) => {
      try {
        await mkdir(folder(username), { recursive: true, mode: 0o700 })
        return ok(undefined)
      } catch (error) {
        return fail({ kind: 'failed', detail: describeError(error) })
      }
    },
    folder,
  }
}
