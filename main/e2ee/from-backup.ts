/** The keys of this device for a backup, and back out of one on another device (BU4, BU6, BU9). */
import { type Clock, millis } from '../../core/base/clock.ts'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { NotEntered } from '../../core/bridge/trust.ts'
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
   * did not come about is tried again by itself, at first after a minute, then ever later. Does not reject.
   */
  readonly finishRestore: () => Promise<void>
  /** The person wants it to be tried now. */
  readonly enterAgain: () => Promise<void>
}

interface FromBackupParts extends FromBackup {
  /** Resolves when what `finishRestore` is about has ended, this time. */
  readonly settled: () => Promise<void>
  readonly close: () => void
}

const firstWaitMs = 60_000
const longestWaitMs = 3_600_000

export function createFromBackup(
  core: SealedCore,
  turns: Turns<ConversationId>,
  clock: Pick<Clock, 'after'>,
): FromBackupParts {
  let finishing: Promise<void> | undefined
  let cancel = (): void => undefined
  let isClosed = false
  let waitMs = firstWaitMs
  const attempt = async (): Promise<void> => {
    cancel()
    const isOver = await finishRestore(core)
    if (isOver || isClosed) return
    cancel = clock.after(millis(waitMs), () => void finish())
    waitMs = Math.min(2 * waitMs, longestWaitMs)
  }
  const finish = (): Promise<void> => {
    finishing ??= attempt().finally(() => (finishing = undefined))
    return finishing
  }
  return {
    exportKeys: () => exportKeys(core),
    takeBackup: (bytes) => takeBackup(core, turns, bytes),
    finishRestore: finish,
    enterAgain: () => {
      waitMs = firstWaitMs
      return finish()
    },
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
  if (core.keyring.get(restoredKey) === undefined) return true
  const entered = await enterOnce(core)
  // The account has begun anew since, or does not know these keys: the ways in that are left are shown.
  const isSettled = entered.ok || ['not-primary', 'unlinked'].includes(entered.failure.kind)
  const erased = isSettled ? await core.keyring.erase([restoredKey]) : ok(undefined)
  if (!erased.ok) core.notEntered = { why: 'failed', detail: erased.failure.kind }
  else if (isSettled) core.notEntered = undefined
  else if (!entered.ok) core.notEntered = troubleOf(core, entered.failure)
  core.events.keysChanged(core.own.user)
  core.ownChanged()
  return isSettled && erased.ok
}

/** Nobody waits for the end of this, so whatever goes wrong becomes a reason that the person is told. */
async function enterOnce(core: SealedCore): Promise<Result<unknown, OwnFailure>> {
  const seed = core.keyring.get(restoredKey)?.slice() ?? new Uint8Array()
  try {
    return await enterByIdentity(core.own, seed)
  } catch (error) {
    // Only a Defect's words are known to hold nothing of a person's. Locked meanwhile, nobody is left to be told.
    return fail({ kind: 'failed', detail: error instanceof Defect ? error.message : 'failed' })
  } finally {
    seed.fill(0)
  }
}

/** Where the relay is out of reach, what it said last stands; that alone is no trouble. */
function troubleOf(core: SealedCore, failure: OwnFailure): NotEntered | undefined {
  switch (failure.kind) {
    case 'unreachable':
      return core.notEntered
    case 'failed': {
      const { why, detail } = failure
      return { why: why === 'full' || why === 'refused' ? why : 'failed', detail }
    }
    case 'moved': {
      // It follows on the newest list that is known here: where that is not the relay's, the relay's did not hold.
      const isContradicted = core.people.isForked(core.own.user)
      return { why: isContradicted ? 'contradicted' : 'failed', detail: 'the list of devices keeps changing' }
    }
    case 'not-primary':
    case 'unlinked':
      return { why: 'failed', detail: failure.kind }
  }
}
