/** The page that is measured: the real encrypted store and the real engine, without a network and without the screens. */
import { withoutKeys } from '../../core/bridge/sealing.ts'
import { noUploads } from '../../core/sync/uploads.ts'
import { orThrow } from '../../core/base/defect.ts'
import { fail } from '../../core/base/result.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import { openSharedEngine } from '../../core/engine/shared/windows.ts'
import { conversationId, deviceId, userId } from '../../core/protocol/ids.ts'
import type { LocalStore } from '../../core/storage/local-store.ts'
import { createMemoryOutbox } from '../../core/storage/memory-outbox.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { breathe, systemClock, systemRandom, verifyReceipt } from '../../renderer/platform/system.ts'
import { openWorkerIndex } from '../../renderer/platform/worker-index.ts'
import { createWindowChannel, createWindowLock } from '../../renderer/platform/windows.ts'
import type { FillOrder } from '../lib/fill-order.ts'
import { fillStore } from './fill-store.ts'

const self = userId('a'.repeat(32))
const device = deviceId('d'.repeat(32))

const openKey = (): Promise<CryptoKey> => importStoreKey(new Uint8Array(32).fill(7))

async function openStore(): Promise<LocalStore> {
  return orThrow(await openIndexedDbStore({ user: self, key: await openKey(), random: systemRandom }))
}

async function fill(order: FillOrder): Promise<void> {
  const store = await openStore()
  await fillStore(store, self, order, async (source, segment) => {
    const answer = await fetch(`${source}/${segment}`)
    return new Uint8Array(await answer.arrayBuffer())
  })
  await store.close()
}

const openOwn = async () =>
  createEngine({
    account: { user: self, device, relay: 'ws://127.0.0.1:9' },
    clock: systemClock,
    random: systemRandom,
    store: await openStore(),
    openIndex: openWorkerIndex({
      user: self,
      key: await openKey(),
      rested: (run) => (run(), () => undefined),
    }),
    outbox: createMemoryOutbox(),
    connect: (_, events) => {
      queueMicrotask(events.closed)
      return { send: () => undefined, close: () => undefined }
    },
    accessToken: () => Promise.resolve(fail({ kind: 'unreachable' })),
    report: () => undefined,
    breathe,
    verifyReceipt,
    sealing: withoutKeys,
    uploads: noUploads,
  })

let engine: Engine | undefined

async function theEngine(): Promise<Engine> {
  engine ??= orThrow(
    await openSharedEngine({
      self,
      window: 'bench',
      clock: systemClock,
      random: systemRandom,
      lock: createWindowLock(navigator.locks, 'bench'),
      channel: createWindowChannel('bench'),
      openOwn,
      failed: () => undefined,
    }),
  )
  return engine
}

interface Opened {
  readonly ms: number
  readonly messages: number
}

const kept: Array<OpenConversation> = []

/** From nothing to the newest messages in the view; on a page that has an engine already, from the click. */
async function open(id: string): Promise<Opened> {
  const start = performance.now()
  const opened = (await theEngine()).open(conversationId(id))
  if (opened === undefined) throw new Error('no such conversation')
  kept.push(opened)
  await shows(opened, () => !opened.view.read().opening && opened.view.read().messages.length > 0)
  return { ms: performance.now() - start, messages: opened.view.read().messages.length }
}

/** Reads on upwards in what was opened last, so many segments. */
async function loadOlder(segments: number): Promise<number> {
  const opened = kept.at(-1)
  for (let each = 0; each < segments; each++) await opened?.loadOlder()
  return opened?.view.read().messages.length ?? 0
}

const closeAll = (): void => {
  for (const opened of kept.splice(0)) opened.close()
}

async function shows({ view }: OpenConversation, isReached: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!isReached()) return
      stop()
      resolve()
    }
    const stop = view.listen(look)
    look()
  })
}

Object.assign(window, { bench: { fill, open, loadOlder, closeAll } })
