/**
 * The recovery code and the backup that it opens: made, kept up with the keys of this device, and restored from. Rules RV10 to
 * RV17 in core/e2ee/SPEC.md, reasons in docs/decisions/0062-linking-and-recovery.md.
 */
import { millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type {
  CodeFailure,
  LinkProgress,
  RecoveryStanding,
  RecoveryState,
  RestoreFailure,
} from '../../core/bridge/devices.ts'
import { formatRecoveryCode } from '../../core/e2ee/recovery-code.ts'
import { type BackupDeps, saveBackup } from './recovery-backup.ts'
import { restoreBackup } from './recovery-restore.ts'
import { epochCount, recoveryKey, recoveryOf } from './recovery-record.ts'

export interface Recovery {
  readonly standing: () => RecoveryStanding
  /** A new code, which replaces nothing before it is confirmed. The person has shown who they are. */
  readonly prepare: () => Promise<Result<string, CodeFailure>>
  readonly confirm: () => Promise<Result<void, CodeFailure>>
  readonly discard: () => void
  readonly restore: (typed: string) => Promise<Result<void, RestoreFailure>>
  readonly dismissNudge: () => Promise<void>
  /** Seals the backup anew in a while, if this device has keys that are not in it. */
  readonly tend: () => void
  /** Nothing is begun any more. Resolves when what is under way has ended. */
  readonly close: () => Promise<void>
}

export interface RecoveryDeps extends BackupDeps {
  /** The standing is another one. */
  readonly changed: () => void
}

const nudgeKey = 'recovery-nudge'
/** So often at most, whatever is written. */
const renewMs = 300_000
const soonMs = 5_000

interface RecoveryCore {
  readonly deps: RecoveryDeps
  /** One change of the backup at a time. */
  line: Promise<unknown>
  isPrepared: boolean
  restoring: LinkProgress | undefined
  cancel: (() => void) | undefined
  isClosed: boolean
}

export function createRecovery(deps: RecoveryDeps): Recovery {
  const core: RecoveryCore = {
    deps,
    line: Promise.resolve(),
    isPrepared: false,
    restoring: undefined,
    cancel: undefined,
    isClosed: false,
  }
  return {
    standing: () => ({ state: stateOf(deps), restoring: core.restoring }),
    prepare: () => inLine(core, () => prepare(core)),
    confirm: () => inLine(core, () => confirm(core)),
    discard: () => void (core.isPrepared = false),
    restore: (typed) => inLine(core, () => restore(core, typed)),
    dismissNudge: async () => {
      await deps.core.keyring.write([{ key: nudgeKey, value: Uint8Array.of(1) }])
      deps.changed()
    },
    tend: () => schedule(core, soonMs),
    close: async () => {
      core.isClosed = true
      core.cancel?.()
      await core.line
    },
  }
}

function inLine<Value>(core: RecoveryCore, task: () => Promise<Value>): Promise<Value> {
  const done = core.line.then(task)
  core.line = done.catch(() => undefined) // whoever asked hears of it
  return done
}

function stateOf(deps: RecoveryDeps): RecoveryState {
  const { people, own, keyring, keeper } = deps.core
  const person = people.person(own.user)
  if (person === undefined) return { kind: 'unknown' }
  const { backup, issued } = person.list
  const record = recoveryOf(deps.core.keyring)
  if (backup === null) {
    const isWanted = own.state() === 'ready' && keeper.known().length > 0
    const nudge = isWanted && keyring.get(nudgeKey) === undefined
    return { kind: 'not-set-up', nudge }
  }
  // Set up on another device, which this one has not heard more of.
  if (record === undefined) return { kind: 'set-up', made: issued, renewed: false, saved: issued }
  return { kind: 'set-up', made: record.made, renewed: record.renewed, saved: record.saved }
}

async function prepare(core: RecoveryCore): Promise<Result<string, CodeFailure>> {
  const { vault, core: sealed } = core.deps
  if (sealed.own.state() === 'entering') return fail({ kind: 'unreachable' })
  if (!sealed.own.isPrimary() || sealed.own.state() !== 'ready') return fail({ kind: 'not-primary' })
  const renewed = await vault.renewRecovery()
  const code = vault.recoveryCode()
  if (!renewed.ok) return fail({ kind: 'failed', detail: renewed.failure.kind })
  if (code === undefined) return fail({ kind: 'failed', detail: 'no code was made' })
  core.isPrepared = true
  return ok(formatRecoveryCode(sealed.primitives, code).replaceAll('-', ''))
}

/** The backup first, then the list that names it; the vault's own wrap last: one code for both. */
async function confirm(core: RecoveryCore): Promise<Result<void, CodeFailure>> {
  const { deps } = core
  const waiting = deps.vault.recoveryCode()
  if (!core.isPrepared || waiting === undefined)
    return fail({ kind: 'failed', detail: 'no code waits to be confirmed' })
  const code = waiting.slice()
  const now = millis(deps.core.clock.now())
  const backup = deps.core.people.person(deps.core.own.user)?.list.backup
  const made = {
    code,
    made: now,
    renewed: recoveryOf(deps.core.keyring) !== undefined || (backup ?? null) !== null,
  }
  const saved = await saveBackup(deps, made, { isNew: true })
  deps.core.primitives.wipe(code)
  if (!saved.ok)
    return fail(saved.failure.kind === 'stale' ? { kind: 'failed', detail: 'stale' } : saved.failure)
  const confirmed = await deps.vault.confirmRecovery()
  if (!confirmed.ok) return fail({ kind: 'failed', detail: confirmed.failure.kind })
  core.isPrepared = false
  deps.changed()
  return ok(undefined)
}

async function restore(core: RecoveryCore, typed: string): Promise<Result<void, RestoreFailure>> {
  const { deps } = core
  const restored = await restoreBackup(deps, typed, (done, total) => {
    core.restoring = { done, total }
    deps.changed()
  })
  core.restoring = undefined
  deps.changed()
  if (restored.ok) schedule(core, soonMs)
  return restored
}

function schedule(core: RecoveryCore, least: number): void {
  const record = recoveryOf(core.deps.core.keyring)
  if (core.cancel !== undefined || core.isClosed || record === undefined) return
  if (record.epochs === epochCount(core.deps.core.keyring)) return
  const { clock } = core.deps
  const wait = Math.max(least, record.saved + renewMs - clock.now())
  core.cancel = clock.after(millis(Math.min(wait, renewMs)), () => {
    core.cancel = undefined
    void inLine(core, () => renew(core))
  })
}

/** A code that was replaced on another device: what is kept of it here is worth nothing any more. */
async function renew(core: RecoveryCore): Promise<void> {
  const { deps } = core
  const record = recoveryOf(deps.core.keyring)
  if (record === undefined || core.isClosed || !deps.core.own.isPrimary()) return
  const saved = await saveBackup(deps, record, { isNew: false })
  if (!saved.ok && saved.failure.kind === 'stale') {
    await deps.core.keyring.erase([recoveryKey])
  } else if (!saved.ok) schedule(core, renewMs)
  deps.changed()
}
