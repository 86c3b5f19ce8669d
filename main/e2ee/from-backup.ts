/** The keys of this device for a backup, and back out of one on another device (BU4, BU6). */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { Keyring } from '../keyring/keyring.ts'
import { exportKeys, takeKeys } from './carry-keys.ts'
import { decodeBundle } from './key-bundle.ts'
import type { SealedCore } from './sealed-core.ts'
import type { Turns } from './turns.ts'

export interface FromBackup {
  /** All keys of this device, to be wiped by whoever has sealed them. */
  readonly exportKeys: () => Uint8Array
  /** Keys out of a backup. The identity in it waits until the relay can be asked (`finishRestore`). */
  readonly takeBackup: (
    bundle: Uint8Array,
  ) => Promise<Result<void, { readonly kind: 'failed'; readonly detail: string }>>
  /** The relay can perhaps be asked: enters the list of devices, if a backup brought the identity and it has not happened yet. */
  readonly finishRestore: () => Promise<void>
}

const restoredKey = 'restored-identity'

/** A backup has brought the identity, and this device is about to enter the list by it. */
export const isEntering = (keyring: Pick<Keyring, 'get'>): boolean => keyring.get(restoredKey) !== undefined

export function createFromBackup(core: SealedCore, turns: Turns<ConversationId>): FromBackup {
  let finishing: Promise<void> | undefined
  return {
    exportKeys: () => exportKeys(core),
    takeBackup: async (bytes) => {
      const bundle = decodeBundle(bytes)
      if (bundle === undefined) return fail({ kind: 'failed', detail: 'no keys' })
      if (bundle.identity !== undefined) {
        const kept = await core.keyring.write([{ key: restoredKey, value: bundle.identity }])
        if (!kept.ok) return fail({ kind: 'failed', detail: kept.failure.kind })
      }
      const taken = await takeKeys(core, turns, bundle, () => undefined)
      return taken.ok ? ok(undefined) : fail({ kind: 'failed', detail: taken.failure.kind })
    },
    finishRestore: () => {
      finishing ??= finishRestore(core).finally(() => (finishing = undefined))
      return finishing
    },
  }
}

async function finishRestore(core: SealedCore): Promise<void> {
  const seed = core.keyring.get(restoredKey)?.slice()
  if (seed === undefined) return
  const entered = core.own.state() === 'ready' ? ok(undefined) : await core.own.enter(seed, 'restored')
  seed.fill(0)
  // The account has begun anew since, or does not know these keys: the ways in that are left are shown.
  const isOver = entered.ok || !['unreachable', 'moved'].includes(entered.failure.kind)
  if (isOver) await core.keyring.erase([restoredKey])
  core.ownChanged()
}
