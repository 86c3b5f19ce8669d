import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { describeError, isMissing } from '../disk/system-error.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { keyBytes, seal, sealingReady, unseal } from '../sealing/sealing.ts'
import { guard, type GuardDeps, unguard } from './guard.ts'
import type { KeystoreFailure } from './secret-protector.ts'
import {
  decodeBody,
  decodeVaultFile,
  encodeBody,
  encodeHead,
  encodeVaultFile,
  type VaultAccount,
  type VaultBody,
  type VaultFileFailure,
  type VaultHeader,
} from './vault-file.ts'

export type VaultTrouble =
  | VaultFileFailure
  | KeystoreFailure
  | { readonly kind: 'missing' }
  /** The file could not be read or written. */
  | { readonly kind: 'failed'; readonly detail: string }
export type VaultFailure = VaultTrouble | { readonly kind: 'wrong-passphrase' }

/** An open vault. What it hands out is wiped by `lock`: nobody keeps it longer. */
export interface Vault {
  readonly account: () => VaultAccount
  readonly needsPassphrase: () => boolean
  readonly storeKey: () => Uint8Array
  readonly journalKey: () => Uint8Array
  readonly refreshToken: () => string | undefined
  /** Durable once resolved; on a failure both file and memory are as before. */
  readonly setRefreshToken: (token: string | undefined) => Promise<Result<void, VaultTrouble>>
  readonly setAccount: (
    change: Partial<Pick<VaultAccount, 'displayName' | 'relay'>>,
  ) => Promise<Result<void, VaultTrouble>>
  /** From now on this passphrase opens it. Only for a vault that had one. */
  readonly setPassphrase: (passphrase: string) => Promise<Result<void, VaultTrouble>>
  /** Wipes the keys, after writes that are under way. The file stays. */
  readonly lock: () => Promise<void>
}

/** Who a vault belongs to and what opens it, from the part in the clear: unproven until it is open. */
export interface VaultLabel {
  readonly account: VaultAccount
  readonly needsPassphrase: boolean
}

export async function readVaultLabel(file: string): Promise<Result<VaultLabel, VaultTrouble>> {
  const read = await readVault(file)
  if (!read.ok) return read
  const { account, passphrase } = read.value.header
  return ok({ account, needsPassphrase: passphrase !== undefined })
}

/**
 * Makes a vault with new keys, opened by the keystore, by `passphrase`, or by both together if both are there. Throws
 * `Defect` if neither is. Never replaces a file that is there: that would take the keys of what lies beside it.
 */
export async function createVault(
  deps: GuardDeps,
  file: string,
  account: VaultAccount,
  opening: { readonly passphrase: string | undefined; readonly refreshToken: string },
): Promise<Result<Vault, VaultTrouble>> {
  await sealingReady
  const present = await readVault(file)
  if (present.ok) return fail({ kind: 'failed', detail: 'EEXIST' })
  if (present.failure.kind !== 'missing') return present

  const guarded = await guard(deps, opening.passphrase)
  if (!guarded.ok) return guarded
  const { wrappingKey, ...means } = guarded.value
  const vault = hold(deps, file, {
    header: { account, ...means },
    body: {
      storeKey: Uint8Array.from(deps.random.bytes(keyBytes)),
      journalKey: Uint8Array.from(deps.random.bytes(keyBytes)),
      refreshToken: undefined,
    },
    wrappingKey,
    vaultKey: Uint8Array.from(deps.random.bytes(keyBytes)),
  })
  const saved = await vault.setRefreshToken(opening.refreshToken)
  if (saved.ok) return ok(vault)
  await vault.lock()
  return saved
}

/** `passphrase` is not looked at if the vault needs none. */
export async function openVault(
  deps: GuardDeps,
  file: string,
  passphrase: string | undefined,
): Promise<Result<Vault, VaultFailure>> {
  await sealingReady
  const read = await readVault(file)
  if (!read.ok) return read
  const { header, head, wrapped, body } = read.value

  const unguarded = await unguard(deps, header, passphrase)
  if (!unguarded.ok) return unguarded
  const { wrappingKey, keystore } = unguarded.value
  const vaultKey = unseal(wrappingKey, wrapped, head)
  if (vaultKey === undefined) {
    wrappingKey.fill(0)
    // The sum was right, so the file is as it was written: what was not is the key.
    return fail(header.passphrase ? { kind: 'wrong-passphrase' } : { kind: 'keystore', detail: 'other key' })
  }
  const plain = unseal(vaultKey, body, head)
  const contents = plain && decodeBody(plain)
  plain?.fill(0)
  if (contents === undefined) return fail({ kind: 'damaged', detail: 'bad body' })
  const vault = hold(deps, file, { header: { ...header, keystore }, body: contents, wrappingKey, vaultKey })
  // Best effort: on a full disk the keystore's old key still serves.
  if (keystore !== header.keystore) await vault.setAccount({})
  return ok(vault)
}

interface Opened {
  readonly header: VaultHeader
  readonly body: VaultBody
  readonly wrappingKey: Uint8Array
  readonly vaultKey: Uint8Array
}

function hold(deps: GuardDeps, file: string, opened: Opened): Vault {
  let now = opened
  let locked = false
  // One write at a time, in the order asked for; each starts from what the one before it left.
  let last: Promise<unknown> = Promise.resolve()
  const change = (
    make: (before: Opened) => Promise<Result<Opened, VaultTrouble>>,
  ): Promise<Result<void, VaultTrouble>> => {
    if (locked) throw new Defect('the vault is locked')
    const done = last.then(async () => {
      const next = await make(now)
      if (!next.ok) return next
      const written = await writeVault(deps, file, next.value)
      if (written.ok) now = next.value
      return written
    })
    last = done
    return done
  }
  const secret = (key: 'storeKey' | 'journalKey') => (): Uint8Array => {
    if (locked) throw new Defect('the vault is locked')
    return now.body[key]
  }

  return {
    account: () => now.header.account,
    needsPassphrase: () => now.header.passphrase !== undefined,
    storeKey: secret('storeKey'),
    journalKey: secret('journalKey'),
    refreshToken: () => now.body.refreshToken,
    setRefreshToken: (token) =>
      change(async (before) => ok({ ...before, body: { ...before.body, refreshToken: token } })),
    setAccount: (part) =>
      change(async (before) => {
        const account = { ...before.header.account, ...part }
        return ok({ ...before, header: { ...before.header, account } })
      }),
    setPassphrase: (passphrase) => change((before) => rewrap(deps, before, passphrase)),
    lock: async () => {
      locked = true
      await last
      for (const key of [now.wrappingKey, now.vaultKey, now.body.storeKey, now.body.journalKey]) key.fill(0)
      now = { ...now, body: { ...now.body, refreshToken: undefined } }
    },
  }
}

async function rewrap(
  deps: GuardDeps,
  before: Opened,
  passphrase: string,
): Promise<Result<Opened, VaultTrouble>> {
  if (before.header.passphrase === undefined) throw new Defect('this vault has no passphrase')
  const guarded = await guard(deps, passphrase)
  if (!guarded.ok) return guarded
  const { wrappingKey, ...means } = guarded.value
  return ok({ ...before, wrappingKey, header: { account: before.header.account, ...means } })
}

async function writeVault(
  deps: GuardDeps,
  file: string,
  opened: Opened,
): Promise<Result<void, VaultTrouble>> {
  const head = encodeHead(opened.header)
  const wrapped = seal(opened.wrappingKey, opened.vaultKey, head, deps.random)
  const plain = encodeBody(opened.body)
  const body = seal(opened.vaultKey, plain, head, deps.random)
  plain.fill(0)
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await replaceFile(file, encodeVaultFile(head, wrapped, body))
    return ok(undefined)
  } catch (error) {
    return fail({ kind: 'failed', detail: describeError(error) })
  }
}

async function readVault(
  file: string,
): Promise<ReturnType<typeof decodeVaultFile> | Result<never, VaultTrouble>> {
  try {
    return decodeVaultFile(await readFile(file))
  } catch (error) {
    return fail(isMissing(error) ? { kind: 'missing' } : { kind: 'failed', detail: describeError(error) })
  }
}
