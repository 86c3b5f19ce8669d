import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { describeError } from '../disk/system-error.ts'
import { seal } from '../sealing/sealing.ts'
import { deviceIdOf } from './device-keys.ts'
import type { GuardDeps } from './guard.ts'
import type { KeystoreFailure } from './secret-protector.ts'
import {
  encodeBody,
  newCode,
  secretsOf,
  type VaultBody,
  type VaultLeaf,
  type VaultSettings,
} from './vault-body.ts'
import {
  encodeFront,
  encodeVaultFile,
  meansOf,
  type VaultAccount,
  type VaultFileFailure,
  type VaultHeader,
} from './vault-file.ts'
import { makeGuards, openGuards, type OpenGuardsFailure, wrapForRecovery } from './wraps.ts'

export type VaultTrouble =
  | VaultFileFailure
  | KeystoreFailure
  | { readonly kind: 'missing' }
  /** Open or locked in another seat of this program. */
  | { readonly kind: 'elsewhere' }
  /** The file could not be read or written. */
  | { readonly kind: 'failed'; readonly detail: string }

/** Who a vault belongs to and what opens it, from the part in the clear: unproven until it is open. */
export interface VaultLabel {
  readonly account: VaultAccount
  readonly needsPassphrase: boolean
  /** A recovery code opens it. */
  readonly isRecoverable: boolean
}

type Write = Promise<Result<void, VaultTrouble>>

/** The keys of an open vault. What it hands out is wiped by `lock`: nobody keeps it longer, nobody changes it. */
export interface VaultSecrets {
  readonly storeKey: () => Uint8Array
  readonly journalKey: () => Uint8Array
  readonly keyringKey: () => Uint8Array
  /**
   * Ed25519 seed of this device. Undefined for a device from before devices had keys: its id follows from none, and so it
   * cannot take part where devices prove who they are.
   */
  readonly signSeed: () => Uint8Array | undefined
  /** Ed25519 seed of the person; undefined on a device that is not primary. */
  readonly identitySeed: () => Uint8Array | undefined
  readonly leaves: () => ReadonlyArray<VaultLeaf>
  /** The recovery code's 20 bytes, until it is confirmed that they were written down. */
  readonly recoveryCode: () => Uint8Array | undefined
  readonly refreshToken: () => string | undefined
}

/** Each is durable once resolved; on a failure both file and memory are as before. What is given is copied. */
export interface VaultChanges {
  readonly setRefreshToken: (token: string | undefined) => Write
  readonly setAccount: (change: Partial<Pick<VaultAccount, 'username' | 'displayName' | 'relay'>>) => Write
  readonly setIdentity: (seed: Uint8Array | undefined) => Write
  /** All leaves anew: what is not among them any more is gone, from the file and from memory. */
  readonly setLeaves: (leaves: ReadonlyArray<VaultLeaf>) => Write
  readonly setSettings: (settings: VaultSettings) => Write
  /** From now on this passphrase opens it, with the keystore where there is one. `by`: whose it is, see `VaultBody`. */
  readonly setPassphrase: (passphrase: string, by: VaultBody['passphrase']) => Write
  /** Makes a code that waits to be written down. The one before opens the vault until the new one is confirmed. */
  readonly renewRecovery: () => Write
  /** The code that waits was written down: from now on it is the one that opens the vault, and is not kept here. */
  readonly confirmRecovery: () => Write
  /** A code that was written down elsewhere opens the vault from now on, in place of any before it. It is not kept here. */
  readonly adoptRecovery: (code: Uint8Array) => Write
}

export interface Vault extends VaultSecrets, VaultChanges {
  /** Where it lies, with all else that this device keeps of the account. */
  readonly folder: string
  readonly account: () => VaultAccount
  readonly label: () => VaultLabel
  readonly settings: () => VaultSettings
  readonly needsPassphrase: () => boolean
  /** Its passphrase is the account's password, and goes with it. */
  readonly followsAccount: () => boolean
  /** Whether this is its passphrase. Takes as long as opening does. */
  readonly checkPassphrase: (passphrase: string) => Promise<Result<void, OpenGuardsFailure>>
  /** Wipes the keys, after writes that are under way. The file stays. */
  readonly lock: () => Promise<void>
}

export interface Opened {
  readonly header: VaultHeader
  readonly body: VaultBody
  readonly vaultKey: Uint8Array
  readonly wrapped: Uint8Array
  readonly recovery: Uint8Array
}

export function holdVault(deps: GuardDeps, file: string, opened: Opened): Vault {
  let now = opened
  let locked = false
  // One write at a time, in the order asked for; each starts from what the one before it left.
  let last: Promise<unknown> = Promise.resolve()
  const change: Change = (make) => {
    if (locked) throw new Defect('the vault is locked')
    const done = last.then(async () => {
      const next = await make(now)
      if (!next.ok) return next
      const written = await writeVault(deps, file, next.value)
      wipeUnused(written.ok ? now : next.value, written.ok ? next.value : now)
      if (written.ok) now = next.value
      return written
    })
    last = done
    return done
  }
  const read = (): Opened => {
    if (locked) throw new Defect('the vault is locked')
    return now
  }

  return {
    folder: path.dirname(file),
    ...secretsFrom(() => read().body),
    ...changesBy(deps, change),
    signSeed: () => {
      const { body, header } = read()
      return deviceIdOf(body.sign) === header.account.device ? body.sign : undefined
    },
    refreshToken: () => now.body.refreshToken,
    account: () => now.header.account,
    label: () => ({
      account: now.header.account,
      needsPassphrase: now.header.passphrase !== undefined,
      isRecoverable: true,
    }),
    settings: () => now.body.settings,
    needsPassphrase: () => now.header.passphrase !== undefined,
    followsAccount: () => now.header.passphrase !== undefined && now.body.passphrase === 'account',
    checkPassphrase: async (passphrase) => {
      const { header, wrapped } = read()
      const sealed = { bytes: wrapped, associated: meansOf(header) }
      const guards = await openGuards(deps, header, sealed, passphrase)
      if (!guards.ok) return guards
      guards.value.vaultKey.fill(0)
      return ok(undefined)
    },
    lock: async () => {
      locked = true
      await last
      wipe(now)
      now = { ...now, body: { ...now.body, refreshToken: undefined } }
    },
  }
}

const secretsFrom = (body: () => VaultBody): Omit<VaultSecrets, 'signSeed' | 'refreshToken'> => ({
  storeKey: () => body().storeKey,
  journalKey: () => body().journalKey,
  keyringKey: () => body().keyringKey,
  identitySeed: () => body().identity,
  leaves: () => body().leaves,
  recoveryCode: () => body().recovery,
})

type Change = (make: (before: Opened) => Promise<Result<Opened, VaultTrouble>>) => Write

function changesBy(deps: GuardDeps, change: Change): VaultChanges {
  const changeBody = (make: (before: VaultBody) => Partial<VaultBody>): Write =>
    change(async (before) => ok({ ...before, body: { ...before.body, ...make(before.body) } }))
  return {
    setRefreshToken: (refreshToken) => changeBody(() => ({ refreshToken })),
    setIdentity: (seed) => {
      const identity = seed && Uint8Array.from(seed)
      return changeBody(() => ({ identity }))
    },
    setLeaves: (leaves) => {
      const copies = leaves.map((leaf) => ({ ...leaf, secret: Uint8Array.from(leaf.secret) }))
      return changeBody(() => ({ leaves: copies }))
    },
    setSettings: (settings) => changeBody(() => ({ settings })),
    renewRecovery: () => changeBody(() => ({ recovery: newCode(deps.random) })),
    confirmRecovery: () =>
      change(async (before) => {
        const code = before.body.recovery
        if (code === undefined) return ok(before) // another window was first
        const recovery = wrapForRecovery(deps, before.header.account, code, before.vaultKey)
        return ok({ ...before, recovery, body: { ...before.body, recovery: undefined } })
      }),
    adoptRecovery: (given) => {
      const code = Uint8Array.from(given)
      return change(async (before) => {
        const recovery = wrapForRecovery(deps, before.header.account, code, before.vaultKey)
        code.fill(0)
        return ok({ ...before, recovery, body: { ...before.body, recovery: undefined } })
      })
    },
    setAccount: (part) =>
      change(async (before) => {
        const account = { ...before.header.account, ...part }
        return ok({ ...before, header: { ...before.header, account } })
      }),
    setPassphrase: (next, by) =>
      change(async (before) => {
        const guards = await makeGuards(deps, next, before.vaultKey)
        if (!guards.ok) return guards
        const { means, wrapped } = guards.value
        const { account } = before.header
        return ok({
          ...before,
          header: { account, ...means },
          wrapped,
          body: { ...before.body, passphrase: by },
        })
      }),
  }
}

export async function writeVault(deps: GuardDeps, file: string, opened: Opened): Write {
  const front = encodeFront(opened.header, opened.wrapped, opened.recovery)
  const plain = encodeBody(opened.body)
  const body = seal(opened.vaultKey, plain, front, deps.random)
  plain.fill(0)
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await replaceFile(file, encodeVaultFile(front, body))
    return ok(undefined)
  } catch (error) {
    return fail({ kind: 'failed', detail: describeError(error) })
  }
}

export function wipe(opened: Opened): void {
  for (const secret of [opened.vaultKey, ...secretsOf(opened.body)]) secret.fill(0)
}

/** What only `left` had. */
function wipeUnused(left: Opened, used: Opened): void {
  const kept = new Set(secretsOf(used.body))
  for (const secret of secretsOf(left.body)) if (!kept.has(secret)) secret.fill(0)
}
