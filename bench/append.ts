import path from 'node:path'
import { orThrow } from '../core/base/defect.ts'
import { randomId, conversationId, deviceId, userId, workspaceId } from '../core/protocol/ids.ts'
import type { Author, AppendRequest } from '../sync-server/relay/append.ts'
import { createAppendQueue } from '../sync-server/relay/append-queue.ts'
import { createTallies } from '../sync-server/metrics/tallies.ts'
import { createPace } from '../sync-server/relay/pace.ts'
import { createReceipts } from '../sync-server/relay/receipts.ts'
import { createSealedFacts } from '../sync-server/relay/sealed-facts.ts'
import { openSqliteStore } from '../sync-server/store/sqlite/open.ts'
import { systemClock as clock, systemRandom as random } from '../sync-server/system.ts'
import { type Benchmark, type Metric, quantile, rounded } from './lib/benchmark.ts'
import { createEntryMaker } from './lib/entry-maker.ts'
import { appendBare } from './lib/bare-sqlite.ts'

/** The relay's append queue over its real store: decoded, judged, chained and synced to the disk before it counts. */
export const append: Benchmark = {
  about: 'entries that are on the disk when they count, beside SQLite alone',
  run: async ({ say, folder }) => {
    say('one after the other…')
    const single = await appendOurs(path.join(folder, 'single.db'), 1_000, 1)
    say('many at once…')
    const grouped = await appendOurs(path.join(folder, 'grouped.db'), 20_000, atOnce)
    say('SQLite alone…')
    const bareSingle = appendBare(path.join(folder, 'bare-single.db'), 1_000, 1)
    const bareGrouped = appendBare(path.join(folder, 'bare-grouped.db'), 20_000, 100)
    const perSecond = 'entries/s'
    const metric = (name: string, unit: string, ours: number, floor: number): Metric => ({
      metric: name,
      unit,
      ours: rounded(ours),
      peers: { 'node-sqlite': rounded(floor) },
    })
    return [
      metric('durable_appends_per_second', perSecond, grouped.perSecond, bareGrouped.perSecond),
      metric('durable_appends_per_second_single', perSecond, single.perSecond, bareSingle.perSecond),
      metric('append_p99_ms', 'ms', quantile(single.times, 0.99), quantile(bareSingle.times, 0.99)),
    ]
  },
}

/** As many as thirty busy devices have under way. */
const atOnce = 2_000

interface Outcome {
  readonly perSecond: number
  /** Milliseconds from handing an entry in until it counts. */
  readonly times: ReadonlyArray<number>
}

async function appendOurs(file: string, count: number, underWay: number): Promise<Outcome> {
  const store = orThrow(openSqliteStore({ file, random, masterKey: random.bytes(32) }))
  const conversation = randomId(conversationId, random)
  const channels = [{ id: conversation, name: 'general', topic: '' }]
  const workspace = randomId(workspaceId, random)
  orThrow(await store.directory.createWorkspace({ id: workspace, name: 'Bench', owner: undefined, channels }))
  const author: Author = {
    device: randomId(deviceId, random),
    user: randomId(userId, random),
    gateway: false,
    mayWrite: () => true,
    stalled: new Set(),
  }
  const queue = createAppendQueue({
    store: store.logs,
    sealed: { facts: createSealedFacts(store), verify: () => false }, // all entries here are open
    clock,
    receipts: createReceipts(store.identity),
    pace: createPace({ clock, soon: (run) => void setImmediate(run) }),
    publish: (commits) => {
      for (const { entries } of commits) {
        for (const { request, logged, receipt } of entries) {
          request.settle({ kind: 'logged', conversation, entry: logged, receipt, repeated: false })
        }
      }
    },
    onTrouble: (trouble) => console.error(trouble),
    onErased: () => {},
    entryRate: { take: () => ({ retryAfter: 0, remaining: 1, reset: 0 }) },
    tallies: createTallies(() => performance.now()),
  })
  const submit = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle: AppendRequest['settle'] = (outcome) =>
        outcome.kind === 'logged' ? resolve() : reject(new Error(outcome.detail))
      queue.submit({ author, bytes, imported: [], settle })
    })
  const maker = createEntryMaker({ ...author, conversation })
  await submit(maker.claim())
  const times: Array<number> = []
  const began = performance.now()
  for (let done = 0; done < count; done += underWay) {
    const group = Array.from({ length: Math.min(underWay, count - done) }, () => maker.post())
    await Promise.all(
      group.map(async (bytes) => {
        const start = performance.now()
        await submit(bytes)
        times.push(performance.now() - start)
      }),
    )
  }
  const perSecond = (count * 1_000) / (performance.now() - began)
  await store.close()
  return { perSecond, times }
}
