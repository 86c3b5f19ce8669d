/** The keys of this device for a backup, and back out of one on another device (BU4, BU6, BU9). */
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { exportKeys, takeKeys } from './carry-keys.ts'
import { enterByIdentity } from './enter-by-identity.ts'
import { decodeBundle } from './key-bundle.ts'
import type { OwnFailure } from './own-leaves.ts'
import { restoredKey } from './restored-identity.ts'
import type { SealedCore } from './sealed-core.ts'
import type { Turns } from './turns.ts'

export interface FromBackup {
  /** All keys of this device, to be wiped by whoever has sealed them. */
  readonly exportKeys: () => Uint8Array
  /** Keys out of a backup. The identity in it waits until the relay can be asked (`finishRestore`). */
  readonly takeBackup: (
    bundle: Uint8Array,
  ) => Promise<Result<void, { readonly kind: 'failed'; readonly detail: string }>>
  /**
   * The relay can perhaps be asked: enters the list of devices, if a backup brought the identity and it has not happened yet. What
   * did not come about is tried again once a minute.
   */
  readonly finishRestore: () => Promise<void>
}

interface FromBackupParts extends FromBackup {
  /** Resolves when what `finishRestore` is about has ended, this time. */
  readonly settled: () => Promise<void>
  readonly close: () => void
}

const againMs = millis(60_000)

export function createFromBackup(
  core: SealedCore,
  turns: Turns<ConversationId>,
  clock: Pick<Clock, 'after'>,
): FromBackupParts {
  let finishing: Promise<void> | undefined
  let cancel = (): void => undefined
  let isClosed = false
  const attempt = async (): Promise<void> => {
    cancel()
    try {
      const isOver = await finishRestore(core)
      if (!isOver && !isClosed) cancel = clock.after(againMs, () => void finish())
    } catch (error) {
      if (!isClosed) throw error // locked meanwhile, the vault gives nothing more
    }
  }
  const finish = (): Promise<void> => {
    finishing ??= attempt().finally(() => (finishing = undefined))
    return finishing
  }
  return {
    exportKeys: () => exportKeys(core),
    takeBackup: (bytes) => takeBackup(core, turns, bytes),
    finishRestore: finish,
    settled: async () => finishing,
    close: () => {
      isClosed = true
      cancel()
    },
  }
}

async function takeBackup(
  core: SealedCore,
  turns: Turns<ConversationId>,
  bytes: Uint8Array,
): ReturnType<FromBackup['takeBackup']> {
  const bundle = decodeBundle(bytes)
  if (bundle === undefined) return fail({ kind: 'failed', detail: 'no keys' })
  if (bundle.identity !== undefined) {
    const kept = await core.keyring.write([{ key: restoredKey, value: bundle.identity }])
    if (!kept.ok) return fail({ kind: 'failed', detail: kept.failure.kind })
  }
  const taken = await takeKeys(core, turns, bundle, () => undefined)
  return taken.ok ? ok(undefined) : fail({ kind: 'failed', detail: taken.failure.kind })
}

/** True once there is nothing to be tried again. */
async function finishRestore(core: SealedCore): Promise<boolean> {
  const seed = core.keyring.get(restoredKey)?.slice()
  if (seed === undefined) return true
  const entered = core.own.state() === 'ready' ? ok(undefined) : await enterByIdentity(core.own, seed)
  seed.fill(0)
  // The account has begun anew since, or does not know these keys: the ways in that are left are shown.
  const isOver = entered.ok || ['not-primary', 'unlinked'].includes(entered.failure.kind)
  if (isOver) await core.keyring.erase([restoredKey])
  core.notEntered = entered.ok || isOver ? undefined : troubleOf(entered.failure)
  core.events.keysChanged(core.own.user)
  core.ownChanged()
  return isOver
}

/** Undefined for what is no trouble: the relay is out of reach. */
function troubleOf(failure: OwnFailure): string | undefined {
  switch (failure.kind) {
    case 'unreachable':
      return undefined
    case 'failed':
      return failure.detail
    case 'moved':
      return 'the list of devices keeps changing'
    case 'not-primary':
    case 'unlinked':
      return failure.kind
  }
}
