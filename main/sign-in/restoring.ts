/** An account out of a backup: a new device of it, which works before it has ever signed in (BU4, BU6). */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { BackupAbout, RestoreBackupFailure } from '../../core/bridge/backup-contract.ts'
import { withNewDevice } from '../vault/device-keys.ts'
import type { Vault } from '../vault/held-vault.ts'
import { vaultWords } from '../vault/vault-words.ts'
import type { SignInDeps } from './sign-in.ts'

export interface Restoring {
  readonly makeVault: (about: BackupAbout, passphrase: string) => Promise<Result<Vault, RestoreBackupFailure>>
  readonly enterRestored: (vault: Vault, keys: Uint8Array) => Promise<Result<void, RestoreBackupFailure>>
  /** A vault that was made and is not wanted: it goes from the disk. */
  readonly discard: (vault: Vault) => Promise<void>
  /** The person has signed in. */
  readonly finish: () => Promise<void>
}

export function createRestoring({ accounts, standing, random }: SignInDeps): Restoring {
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
      if (standing.account() !== undefined) return fail({ kind: 'not-signed-out' })
      let trouble: string | undefined
      await standing.enter(vault, undefined, async (session) => {
        const sealed = await session.sealed()
        const taken = sealed.ok ? await sealed.value.takeBackup(keys) : sealed
        if (!taken.ok) trouble = taken.failure.kind
      })
      return trouble === undefined ? ok(undefined) : fail({ kind: 'vault', detail: trouble })
    },
    discard: async (vault) => {
      const { username } = vault.account()
      await vault.lock()
      await accounts.discard(username)
    },
    // The page has asked for it by then, as it does for every account that opens.
    finish: async () => (await standing.session()?.sealedIfOpen())?.finishRestore(),
  }
}
