/** An account out of a backup: a new device of it, which works before it has ever signed in (BU4, BU6). */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { BackupAbout, RestoreBackupFailure } from '../../core/bridge/backup-contract.ts'
import { withNewDevice } from '../vault/device-keys.ts'
import type { Vault } from '../vault/held-vault.ts'
import { vaultWords } from '../vault/vault-words.ts'
import type { OpenSession } from './open-session.ts'
import type { SignInDeps } from './sign-in.ts'

export interface Restoring {
  readonly makeVault: (about: BackupAbout, passphrase: string) => Promise<Result<Vault, RestoreBackupFailure>>
  /** A vault that is not entered is discarded. */
  readonly enterRestored: (vault: Vault, keys: Uint8Array) => Promise<Result<void, RestoreBackupFailure>>
  /** A vault that was made and is not wanted: it goes from the disk. */
  readonly discard: (vault: Vault) => Promise<void>
}

export function createRestoring({ accounts, standing, random }: SignInDeps): Restoring {
  const discard = async (vault: Vault): Promise<void> => {
    const { username } = vault.account()
    await vault.lock()
    await accounts.discard(username)
  }
  return {
    makeVault: async ({ user, username, displayName, relay: home }, passphrase) => {
      if (standing.account() !== undefined) return fail({ kind: 'not-signed-out' })
      // Where this start goes, like an account that lies here already.
      const relay = standing.isNamed ? standing.relay() : home
      const known = await accounts.find({ user, relay })
      const namesake = await accounts.label(username)
      if (known !== undefined || namesake.ok) return fail({ kind: 'already-here' })
      if (await accounts.hasTwin({ user, relay })) return fail({ kind: 'already-here' })
      const made = await withNewDevice(random, ({ id: device, sign }) =>
        accounts.create(
          { user, device, username, displayName, relay },
          { password: passphrase, passphraseOf: 'own', refreshToken: undefined, sign },
        ),
      )
      return made.ok ? made : fail({ kind: 'vault', detail: vaultWords(made.failure) })
    },
    enterRestored: async (vault, keys) => {
      const entered =
        standing.account() === undefined
          ? await standing.enterPrepared(vault, (session) => takeKeys(session, keys))
          : fail({ kind: 'not-signed-out' } as const)
      if (!entered.ok) await discard(vault)
      return entered
    },
    discard,
  }
}

/** Without them the account would be one that reads nothing sealed, and looks whole. */
async function takeKeys(session: OpenSession, keys: Uint8Array): Promise<Result<void, RestoreBackupFailure>> {
  const sealed = await session.sealed()
  const taken = sealed.ok ? await sealed.value.takeBackup(keys) : sealed
  return taken.ok ? ok(undefined) : fail({ kind: 'vault', detail: taken.failure.kind })
}
