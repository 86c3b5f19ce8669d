/** Comes back with a recovery code on a machine that has nothing: keys, lists and identity out of the backup, then into the list. */
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { RestoreFailure } from '../../core/bridge/devices.ts'
import { codeCheck, judgeBackup, openRecovery } from '../../core/e2ee/recovery-blob.ts'
import { parseRecoveryCode } from '../../core/e2ee/recovery-code.ts'
import { readList } from '../../core/sealed/device-list.ts'
import { type BackupEnvelope, decodeEnvelope } from './backup-envelope.ts'
import { decodeBundle, type KeyBundle } from './key-bundle.ts'
import { enterByIdentity } from './enter-by-identity.ts'
import type { BackupDeps } from './recovery-backup.ts'
import { decodeRecovery, epochCount, keepRecovery } from './recovery-record.ts'
import type { SealedCore } from './sealed-core.ts'

export async function restoreBackup(
  deps: BackupDeps,
  typed: string,
  progress: (done: number, total: number) => void,
): Promise<Result<void, RestoreFailure>> {
  const { core } = deps
  const code = parseRecoveryCode(core.primitives, typed)
  if (!code.ok) return fail({ kind: 'mistyped' })
  const found = await findBackup(deps, code.value)
  if (!found.ok) return found
  const { bundle, bytes, envelope } = found.value
  if (!isNewest(core, bytes, bundle)) return fail({ kind: 'old-copy', made: envelope.saved })
  const taken = await deps.take(bundle, progress)
  if (!taken.ok) return fail({ kind: 'failed', detail: taken.failure.kind })
  // Begun anew meanwhile: the old keys open what was closed, and the identity stays the new one.
  if (core.own.state() === 'ready') return ok(undefined)
  const entered = await enterBy(deps, bundle)
  return entered.ok ? keepCode(deps, code.value, found.value) : entered
}

interface Found {
  readonly bytes: Uint8Array
  readonly envelope: BackupEnvelope
  readonly bundle: KeyBundle
}

async function findBackup(
  { core, ask }: BackupDeps,
  code: Uint8Array,
): Promise<Result<Found, RestoreFailure>> {
  const { people, own, primitives } = core
  const refreshed = await people.refresh([own.user])
  const there = await ask((keys, token) => keys.backup(token))
  if (!refreshed.ok || !there.ok) return fail({ kind: 'unreachable' })
  if (there.value === undefined) return fail({ kind: 'no-copy' })
  const bytes = there.value.blob
  const envelope = decodeEnvelope(bytes)
  if (envelope === undefined) return fail({ kind: 'failed', detail: 'the copy cannot be read' })
  const check = codeCheck(primitives, code, own.user)
  const retired = envelope.retired.find((each) => bytesEqual(each.check, check))
  if (retired !== undefined) return fail({ kind: 'replaced', at: retired.at })
  const opened = openRecovery(primitives, code, own.user, envelope.blob)
  if (!opened.ok) {
    const { kind } = opened.failure
    return fail(kind === 'wrong-code' ? { kind } : { kind: 'failed', detail: kind })
  }
  const bundle = decodeBundle(opened.value.contents)
  primitives.wipe(opened.value.contents)
  return bundle === undefined
    ? fail({ kind: 'failed', detail: 'made by another version' })
    : ok({ bytes, envelope, bundle })
}

/**
 * The one that the newest list names; or one that no list names and that was sealed after the list which names the last: lists
 * name a backup once a week. What the relay could hand out instead is older than that list.
 */
function isNewest({ people, own, primitives }: SealedCore, bytes: Uint8Array, bundle: KeyBundle): boolean {
  const newest = people.person(own.user)?.version ?? 0
  const named = Array.from(
    { length: newest },
    (_, index) => people.listAt(own.user, index + 1)?.list.backup ?? null,
  )
  if (judgeBackup(primitives, bytes, named) === 'current') return true
  const last = named.findLast((each) => each !== null)
  const since = last ? named.findIndex((each) => each !== null && bytesEqual(each, last)) + 1 : 0
  const chains = bundle.people.flatMap(({ lists }) => {
    const list = readList(lists.at(-1) ?? new Uint8Array(), primitives)
    return list?.user === own.user ? [list.version] : []
  })
  return Math.max(0, ...chains) >= since
}

async function enterBy({ core }: BackupDeps, { identity }: KeyBundle): Promise<Result<void, RestoreFailure>> {
  if (identity === undefined) return fail({ kind: 'failed', detail: 'a copy without an identity' })
  const entered = await enterByIdentity(core.own, identity)
  if (entered.ok) return ok(undefined)
  const { failure } = entered
  switch (failure.kind) {
    case 'unreachable':
    case 'failed':
      return fail(failure)
    case 'not-primary':
      return fail({ kind: 'failed', detail: 'the account has begun anew since' })
    case 'unlinked':
      return fail({ kind: 'failed', detail: 'the account has no list of devices' })
    case 'moved':
      return fail({ kind: 'failed', detail: 'the list of devices keeps changing' })
  }
}

/** From here on this device keeps the backup up, and the code opens its vault too. */
async function keepCode(
  { core, vault }: BackupDeps,
  code: Uint8Array,
  { bundle, envelope }: Found,
): Promise<Result<void, RestoreFailure>> {
  const before = bundle.recovery && decodeRecovery(bundle.recovery)
  const kept = await keepRecovery(core.keyring, {
    code,
    made: before?.made ?? envelope.saved,
    renewed: before?.renewed ?? envelope.retired.length > 0,
    saved: envelope.saved,
    epochs: epochCount(core.keyring),
    pinned: before?.pinned ?? envelope.saved,
  })
  const adopted = await vault.adoptRecovery(code)
  core.primitives.wipe(code)
  if (!kept.ok) return fail({ kind: 'failed', detail: kept.failure.kind })
  return adopted.ok ? ok(undefined) : fail({ kind: 'failed', detail: adopted.failure.kind })
}
