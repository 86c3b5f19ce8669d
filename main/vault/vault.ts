/** Vaults on disk: made, opened, brought forward. What an open one does is in `held-vault.ts`, the rules in `SPEC.md`. */
import { readFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { describeError, isMissing } from '../disk/system-error.ts'
import { keyBytes, sealingReady, unseal } from '../sealing/sealing.ts'
import type { GuardDeps } from './guard.ts'
import {
  holdVault,
  type Opened,
  type Vault,
  type VaultLabel,
  type VaultTrouble,
  wipe,
  writeVault,
} from './held-vault.ts'
import { decodeBody, decodeOldBody, newBody, type VaultBody } from './vault-body.ts'
import { decodeVaultFile, type VaultAccount, type VaultFile } from './vault-file.ts'
import { type Guards, makeGuards, openGuards, wrapForRecovery } from './wraps.ts'

export type VaultFailure = VaultTrouble | { readonly kind: 'wrong-passphrase' }
export type RecoveryFailure =
  | VaultTrouble
  | { readonly kind: 'wrong-code' }
  /** There is no keystore, or the vault had a passphrase: it wants a new one. */
  | { readonly kind: 'passphrase-needed' }

export async function readVaultLabel(file: string): Promise<Result<VaultLabel, VaultTrouble>> {
  const read = await readVault(file)
  if (!read.ok) return read
  const { header, recovery } = read.value
  return ok({
    account: header.account,
    needsPassphrase: header.passphrase !== undefined,
    isRecoverable: recovery !== undefined,
  })
}

export interface VaultOpening {
  readonly passphrase: string | undefined
  /** Whose the passphrase is: the account's password, or (`own`) one for this device alone. */
  readonly passphraseOf?: VaultBody['passphrase']
  /** Undefined for who has not signed in: what lies here can be used. */
  readonly refreshToken: string | undefined
  /** The device's Ed25519 seed, from which the account's device id was made. Copied. */
  readonly sign: Uint8Array
}

/**
 * Makes a vault with new keys, opened by the keystore, by the passphrase, or by both together if both are there. Throws
 * `Defect` if neither is. Never replaces a file that is there: that would take the keys of what lies beside it.
 */
export async function createVault(
  deps: GuardDeps,
  file: string,
  account: VaultAccount,
  { passphrase, passphraseOf = 'account', refreshToken, sign }: VaultOpening,
): Promise<Result<Vault, VaultTrouble>> {
  await sealingReady
  const present = await readVault(file)
  if (present.ok) return fail({ kind: 'failed', detail: 'EEXIST' })
  if (present.failure.kind !== 'missing') return present

  const vaultKey = Uint8Array.from(deps.random.bytes(keyBytes))
  const guards = await makeGuards(deps, passphrase, vaultKey)
  if (!guards.ok) return guards
  const { body, code } = newBody(deps.random, sign, refreshToken)
  return keep(deps, file, {
    header: { account, ...guards.value.means },
    body: { ...body, passphrase: passphraseOf },
    vaultKey,
    wrapped: guards.value.wrapped,
    recovery: wrapForRecovery(deps, account, code, vaultKey),
  })
}

/** `passphrase` is not looked at if the vault needs none. A vault of an earlier version is written anew as it opens. */
export async function openVault(
  deps: GuardDeps,
  file: string,
  passphrase: string | undefined,
): Promise<Result<Vault, VaultFailure>> {
  await sealingReady
  const read = await readVault(file)
  if (!read.ok) return read
  const { header, wrapped, isOld } = read.value
  const guards = await openGuards(deps, header, wrapped, passphrase)
  if (!guards.ok) return guards
  const opened = openBody(deps, read.value, guards.value.vaultKey, guards.value)
  if (!opened.ok) return opened
  if (isOld) return keep(deps, file, opened.value)
  // Best effort: on a full disk the keystore's old key still serves.
  if (guards.value.means.keystore !== header.keystore) await writeVault(deps, file, opened.value)
  return ok(holdVault(deps, file, opened.value))
}

/**
 * Opens by the 32-byte key of a recovery code, and guards the vault anew: by the keystore as it is now, by `passphrase`, or
 * both. Where the keystore does not answer and no passphrase is needed, what guarded it before stays.
 */
export async function recoverVault(
  deps: GuardDeps,
  file: string,
  recoveryKey: Uint8Array,
  passphrase: string | undefined,
): Promise<Result<Vault, RecoveryFailure>> {
  await sealingReady
  const read = await readVault(file)
  if (!read.ok) return read
  const { header, recovery } = read.value
  const vaultKey = recovery && unseal(recoveryKey, recovery.bytes, recovery.associated)
  if (vaultKey === undefined) return fail({ kind: 'wrong-code' })
  const needed = deps.protector === undefined || header.passphrase !== undefined
  if (needed && passphrase === undefined) {
    vaultKey.fill(0)
    return fail({ kind: 'passphrase-needed' })
  }
  const guards = await guardAnew(deps, passphrase, vaultKey)
  const { keystore, passphrase: asked } = header
  const kept = { means: { keystore, passphrase: asked }, wrapped: read.value.wrapped.bytes.slice() }
  const opened = openBody(deps, read.value, vaultKey, guards ?? kept)
  if (!opened.ok) return opened
  if (passphrase === undefined) return keep(deps, file, opened.value)
  const body = { ...opened.value.body, passphrase: 'own' as const }
  return keep(deps, file, { ...opened.value, body })
}

/** Undefined if only the keystore could guard, and does not answer. */
async function guardAnew(
  deps: GuardDeps,
  passphrase: string | undefined,
  vaultKey: Uint8Array,
): Promise<Guards | undefined> {
  const guards = await makeGuards(deps, passphrase, vaultKey)
  if (guards.ok) return guards.value
  if (passphrase === undefined) return undefined
  // A keystore that does not answer must not keep out who has a code and a passphrase.
  const without = await makeGuards({ ...deps, protector: undefined }, passphrase, vaultKey)
  return without.ok ? without.value : undefined
}

/** Takes `vaultKey` over: wiped on a failure. */
function openBody(
  deps: GuardDeps,
  file: VaultFile,
  vaultKey: Uint8Array,
  { means, wrapped }: Guards,
): Result<Opened, VaultTrouble> {
  const plain = unseal(vaultKey, file.body.bytes, file.body.associated)
  const read = plain && (file.isOld ? decodeOldBody(plain, deps.random) : decodeBody(plain))
  plain?.fill(0)
  const { account } = file.header
  const recovery =
    file.recovery?.bytes.slice() ?? (read?.code && wrapForRecovery(deps, account, read.code, vaultKey))
  if (read === undefined || recovery === undefined) {
    vaultKey.fill(0)
    return fail({ kind: 'damaged', detail: 'bad body' })
  }
  return ok({ header: { account, ...means }, body: read.body, vaultKey, wrapped, recovery })
}

/** Writes a vault before anybody uses its keys. */
async function keep(deps: GuardDeps, file: string, opened: Opened): Promise<Result<Vault, VaultTrouble>> {
  const written = await writeVault(deps, file, opened)
  if (written.ok) return ok(holdVault(deps, file, opened))
  wipe(opened)
  return written
}

async function readVault(file: string): Promise<Result<VaultFile, VaultTrouble>> {
  try {
    return decodeVaultFile(await readFile(file))
  } catch (error) {
    return fail(isMissing(error) ? { kind: 'missing' } : { kind: 'failed', detail: describeError(error) })
  }
}
