/** Seals all keys of this device for a recovery code and puts them up, after taking in what other devices have put up before. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { CodeFailure } from '../../core/bridge/devices.ts'
import { backupCheck, openRecovery, sealRecovery } from '../../core/e2ee/recovery-blob.ts'
import { maxBackupBytes } from '../../core/protocol/keys-api.ts'
import type { Vault } from '../vault/held-vault.ts'
import { type BackupEnvelope, decodeEnvelope, encodeEnvelope } from './backup-envelope.ts'
import { exportKeys, type TakeFailure } from './carry-keys.ts'
import { decodeBundle, type KeyBundle } from './key-bundle.ts'
import { epochCount, keepRecovery, recoveryOf, type RecoveryRecord } from './recovery-record.ts'
import type { AskKeys } from './relay-keys.ts'
import type { SealedCore } from './sealed-core.ts'

export interface BackupDeps {
  readonly core: SealedCore
  readonly vault: Vault
  readonly clock: Clock
  readonly ask: AskKeys
  readonly take: (
    bundle: KeyBundle,
    progress: (done: number, total: number) => void,
  ) => Promise<Result<unknown, TakeFailure>>
}

/** `stale`: the backup on the relay was made with another code, later. */
export type SaveFailure = CodeFailure | { readonly kind: 'stale' }

/** The list names a new hash so often at most: each list makes everybody rotate, which they do weekly anyway. */
const pinMs = 7 * 86_400_000
const attempts = 3

export async function saveBackup(
  deps: BackupDeps,
  code: Pick<RecoveryRecord, 'code' | 'made' | 'renewed'>,
  { isNew }: { readonly isNew: boolean },
): Promise<Result<void, SaveFailure>> {
  for (let attempt = 1; ; attempt++) {
    const put = await putBackup(deps, code.code, isNew)
    if (put.ok) return keep(deps, code, put.value, isNew)
    if (put.failure.kind !== 'moved') return fail(put.failure)
    if (attempt === attempts) return fail({ kind: 'failed', detail: 'the copy keeps changing' })
  }
}

interface Put {
  readonly hash: Uint8Array
  readonly epochs: number
}

async function putBackup(
  { core, ask, take }: BackupDeps,
  code: Uint8Array,
  isNew: boolean,
): Promise<Result<Put, SaveFailure | { readonly kind: 'moved' }>> {
  const { primitives, own, clock, keyring } = core
  const there = await ask((keys, token) => keys.backup(token))
  if (!there.ok) return fail({ kind: 'unreachable' })
  const envelope = there.value && decodeEnvelope(there.value.blob)
  const opened = envelope && openRecovery(primitives, code, own.user, envelope.blob)
  if (opened?.ok === true) {
    const bundle = decodeBundle(opened.value.contents)
    if (bundle !== undefined) await take(bundle, () => undefined)
    primitives.wipe(opened.value.contents)
  } else if (opened?.failure.kind === 'wrong-code' && !isNew) return fail({ kind: 'stale' })
  const version = (there.value?.version ?? 0) + 1
  const epochs = epochCount(keyring) // now: what comes while it is on its way is not in it
  const contents = exportKeys(core)
  const blob = sealRecovery(primitives, code, { user: own.user, version, contents })
  primitives.wipe(contents)
  if (!blob.ok) return tooLong
  const saved = millis(clock.now())
  const bytes = encodeEnvelope({
    saved,
    retired: retiredBy(envelope, opened?.ok === true, saved),
    blob: blob.value,
  })
  if (bytes.length > maxBackupBytes) return tooLong
  const put = await ask((keys, token) => keys.putBackup(token, version, bytes))
  if (put.ok) return ok({ hash: primitives.sha256(bytes), epochs })
  if (put.failure.kind !== 'refused') return fail({ kind: 'unreachable' })
  return put.failure.code === 'backup-moved'
    ? fail({ kind: 'moved' })
    : fail({ kind: 'failed', detail: put.failure.code })
}

const tooLong = fail({ kind: 'failed', detail: 'too many keys for a backup' } as const)

function retiredBy(
  before: BackupEnvelope | undefined,
  isSameCode: boolean,
  at: BackupEnvelope['saved'],
): BackupEnvelope['retired'] {
  const check = before && backupCheck(before.blob)
  const retired = before?.retired ?? []
  return isSameCode || check === undefined ? retired : [...retired, { check, at }]
}

async function keep(
  { core, clock }: BackupDeps,
  code: Pick<RecoveryRecord, 'code' | 'made' | 'renewed'>,
  { hash, epochs }: Put,
  isNew: boolean,
): Promise<Result<void, SaveFailure>> {
  const { own, keyring } = core
  const now = millis(clock.now())
  const before = recoveryOf(keyring)
  const isDue = isNew || now - (before?.pinned ?? 0) >= pinMs
  if (isDue) {
    const pinned = await pin(core, hash)
    if (!pinned.ok) return pinned
  }
  const { code: bytes, made, renewed } = code
  const record = { code: bytes, made, renewed, saved: now, epochs }
  const kept = await keepRecovery(keyring, { ...record, pinned: isDue ? now : (before?.pinned ?? now) })
  if (!kept.ok) return fail({ kind: 'failed', detail: kept.failure.kind })
  return own.isPrimary() ? ok(undefined) : fail({ kind: 'not-primary' })
}

async function pin({ own }: SealedCore, hash: Uint8Array): Promise<Result<void, CodeFailure>> {
  for (let attempt = 1; ; attempt++) {
    const listed = await own.changeList(() => ({ backup: hash }))
    if (listed.ok) return ok(undefined)
    const { failure } = listed
    switch (failure.kind) {
      case 'unreachable':
      case 'not-primary':
      case 'failed':
        return fail(failure)
      case 'unlinked':
        return fail({ kind: 'not-primary' })
      case 'moved': // what is newest is known now
        if (attempt === attempts)
          return fail({ kind: 'failed', detail: 'the list of devices keeps changing' })
    }
  }
}
