/** The device of the benchmark `sync`: the real engine over IndexedDB in a page. The runner calls `window.bench`. */
import { withoutKeys } from '../../core/bridge/sealing.ts'
import { noUploads } from '../../core/sync/uploads.ts'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine } from '../../core/engine/engine.ts'
import type { ConnectRelay } from '../../core/sync/relay-socket.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { connectPageSocket } from '../../renderer/platform/page-socket.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { breathe, systemClock, systemRandom, verifyReceipt } from '../../renderer/platform/system.ts'
import { openWorkerIndex } from '../../renderer/platform/worker-index.ts'
import type { SyncPerson } from '../lib/sync-person.ts'
import { syncText } from '../lib/sync-text.ts'
import { createServedOutbox } from './journal.ts'
import { watchLongTasks } from './long-tasks.ts'
import { until } from './until.ts'

interface SyncBench {
  /** Milliseconds until the newest screen of the newest conversation is in the view, and until all there is is here. */
  readonly firstSync: (person: SyncPerson) => Promise<{ readonly screenMs: number; readonly allMs: number }>
  /** Milliseconds until everything missed lies in the store and the device is in sync. */
  readonly resume: (person: SyncPerson) => Promise<{ readonly ms: number }>
  /** Writes messages without a network, then milliseconds from its return until the relay has them all. */
  readonly drain: (person: SyncPerson, count: number) => Promise<{ readonly ms: number }>
  readonly longestTask: () => number
  readonly longestGap: () => number
}

declare global {
  interface Window {
    bench: SyncBench
  }
}

let isOffline = false
const connect: ConnectRelay = (url, events) => {
  if (!isOffline) return connectPageSocket(url, events)
  queueMicrotask(events.closed)
  return { send: () => undefined, close: () => undefined }
}

async function start({ user, device, token, relay }: SyncPerson): Promise<Engine> {
  const key = await importStoreKey(new Uint8Array(32).fill(7))
  const store = orThrow(await openIndexedDbStore({ user, key, random: systemRandom }))
  return orThrow(
    await createEngine({
      account: { user, device, relay },
      clock: systemClock,
      random: systemRandom,
      store,
      openIndex: openWorkerIndex({ user, key, rested: (run) => (run(), () => undefined) }),
      outbox: createServedOutbox(),
      connect,
      accessToken: async () => ok(token),
      report: (report) => console.error(JSON.stringify(report)),
      breathe,
      verifyReceipt,
      sealing: withoutKeys,
      uploads: noUploads,
    }),
  )
}

/** In sync since `moment`, a time of the wall clock. */
const inSync = ({ connection }: Engine, moment: number): Promise<void> =>
  until(connection, () => {
    const { kind, syncedAt = 0 } = connection.read()
    return kind === 'online' && syncedAt >= moment
  })

const tasks = watchLongTasks()

window.bench = {
  longestTask: tasks.longest,
  longestGap: tasks.longestGap,
  firstSync: async (person) => {
    const began = performance.now()
    const engine = await start(person)
    await until(engine.directory, () => engine.open(person.newest) !== undefined)
    const opened = engine.open(person.newest)
    if (opened === undefined) throw new Error('the newest conversation is not there')
    await until(opened.view, () => opened.view.read().messages.length >= 64)
    const screenMs = performance.now() - began
    await until(engine.progress, () => engine.progress.read() !== undefined)
    await until(engine.progress, () => engine.progress.read() === undefined)
    const allMs = performance.now() - began
    await engine.close()
    return { screenMs, allMs }
  },
  resume: async (person) => {
    const [began, moment] = [performance.now(), Date.now()]
    const engine = await start(person)
    await inSync(engine, moment)
    await engine.close()
    return { ms: performance.now() - began }
  },
  drain: async (person, count) => {
    const engine = await start(person)
    const opened = engine.open(person.newest)
    if (opened === undefined) throw new Error('the newest conversation is not there')
    await inSync(engine, Date.now() - 1_000)
    isOffline = true
    await engine.close()

    const again = await start(person)
    const conversation = again.open(person.newest)
    if (conversation === undefined) throw new Error('the newest conversation is not there')
    const writing = Array.from({ length: count }, (_, each) => conversation.post(syncText(each)))
    for (const each of await Promise.all(writing)) orThrow(each)
    isOffline = false
    const [began, moment] = [performance.now(), Date.now()]
    again.wake()
    await inSync(again, moment)
    const ms = performance.now() - began
    await again.close()
    return { ms }
  },
}
