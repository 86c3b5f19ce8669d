/**
 * The files of what is sent later, as far as they were attached on this device: main keeps them sealed, and what opens and describes
 * each lies in the local store. Rules PS26 and PS27 in core/sync/SPEC.md.
 */
import { type Clock, millis } from '../../../core/base/clock.ts'
import type { Result } from '../../../core/base/result.ts'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import { encodeWaiting } from '../../../core/conversation/waiting-file.ts'
import type { Engine } from '../../../core/engine/engine.ts'
import { begunPrefix, laterPrefix, readLater } from '../../../core/engine/personal/scheduled-files.ts'
import { readScheduled } from '../../../core/engine/personal/scheduled.ts'
import { type AttachmentId, attachmentId, type UserId } from '../../../core/protocol/ids.ts'
import type { IndexedDbStore } from '../../platform/indexeddb-store.ts'
import type { LaterFiles, PageFiles } from '../attachments/page-files.ts'

export interface KeepLaterFilesDeps {
  readonly files: Pick<PageFiles, 'later'>
  readonly user: UserId
  readonly openStore: (user: UserId) => Promise<Result<Store, unknown>>
  readonly bridge: Pick<PageBridge, 'call'>
  readonly clock: Clock
  readonly engine: Pick<Engine, 'connection' | 'directory' | 'personal'>
}

type Store = Pick<IndexedDbStore, 'value' | 'valueNames' | 'write' | 'close'>

/** Longer than what was deleted can be had back. */
const freedAfterMs = 60_000

/** Until the returned function is called. */
export function keepLaterFiles(deps: KeepLaterFilesDeps): () => Promise<void> {
  const { files, user, openStore, bridge } = deps
  const keeping = openStore(user).then((opened) => {
    if (!opened.ok) return async () => undefined
    const later = createLaterFiles(opened.value, bridge)
    files.later.write(later)
    const stop = freeUnnamed(deps, opened.value, later)
    return async () => {
      stop()
      files.later.write(undefined)
      await opened.value.close()
    }
  })
  return async () => (await keeping)()
}

function createLaterFiles(store: Store, bridge: KeepLaterFilesDeps['bridge']): LaterFiles {
  const here = async (): Promise<ReadonlySet<AttachmentId>> => {
    const waiting = await bridge.call('files.waiting', {}).catch(() => undefined)
    return new Set(waiting?.ok === true ? waiting.value.map(({ id }) => id) : [])
  }
  const release = async (ids: ReadonlyArray<AttachmentId>): Promise<void> => {
    const writes = ids.map((id) => ({ kind: 'value', key: `${laterPrefix}${id}`, value: undefined }) as const)
    await store.write(writes, { durable: false })
  }
  return {
    keep: async (attachments) => {
      const writes = attachments.map((attachment, order) => {
        const value = encodeWaiting({ attachment, order })
        return { kind: 'value', key: `${laterPrefix}${attachment.id}`, value } as const
      })
      return (await store.write(writes, { durable: true })).ok
    },
    read: async (ids) => {
      const [held, read] = [await here(), await readLater(store, ids)]
      return ids.every((id) => held.has(id)) ? read : undefined
    },
    release,
    free: async (ids) => {
      const held = await here()
      // What was sent meanwhile is not dropped: that would take it from the relay.
      for (const id of ids) if (held.has(id)) await bridge.call('files.drop', { id })
      await release(ids)
    },
  }
}

/**
 * What no scheduled message names any more, for it was deleted on another device or the app ended in between. Only once this device
 * has heard all that the others have said, and only what is named neither then nor a minute later: it may be on its way back.
 */
function freeUnnamed(
  { clock, engine: { connection, directory, personal } }: KeepLaterFilesDeps,
  store: Store,
  later: LaterFiles,
): () => void {
  let cancel: (() => void) | undefined
  let isDone = false
  const unnamed = async (): Promise<ReadonlySet<string>> => {
    const names = await store.valueNames()
    const { kind, syncedAt } = connection.read()
    if (!names.ok || kind !== 'online' || syncedAt === undefined || !directory.read().loaded) return new Set()
    const scheduled = directory.read().workspaces.flatMap(({ id }) => readScheduled(personal(id).all.read()))
    const named = new Set(
      scheduled.flatMap(({ message, files = [] }) => [
        `${begunPrefix}${message}`,
        ...files.map(({ id }) => `${laterPrefix}${id}`),
      ]),
    )
    const ours = names.value.filter((name) => name.startsWith(laterPrefix) || name.startsWith(begunPrefix))
    return new Set(ours.filter((name) => !named.has(name)))
  }
  const free = async (before: ReadonlySet<string>): Promise<void> => {
    const still = [...(await unnamed())].filter((name) => before.has(name))
    const ids = still.filter((name) => name.startsWith(laterPrefix))
    await later.free(ids.map((name) => attachmentId(name.slice(laterPrefix.length))))
    const marks = still.filter((name) => name.startsWith(begunPrefix))
    await store.write(
      marks.map((key) => ({ kind: 'value', key, value: undefined })),
      { durable: false },
    )
  }
  const look = (): void => {
    const { kind, syncedAt } = connection.read()
    if (isDone || kind !== 'online' || syncedAt === undefined) return
    isDone = true
    void unnamed().then((before) => {
      if (before.size > 0) cancel = clock.after(millis(freedAfterMs), () => void free(before))
    })
  }
  const stop = connection.listen(look)
  look()
  return () => {
    stop()
    cancel?.()
  }
}
