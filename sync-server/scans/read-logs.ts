import type { Clock } from '../../core/base/clock.ts'
import type { Store } from '../store/store.ts'
import type { UnreadLog } from '../store/scan-store.ts'
import { namedIn } from './named.ts'

export interface ReadLogDeps {
  readonly store: Pick<Store, 'logs' | 'scans'>
  readonly clock: Pick<Clock, 'now'>
}

const bounds = { maxBytes: 262_144, maxEntries: 500 }

/** Notes the files that the next entries name; answers whether there may be more to read. Doing it twice does no harm. */
export async function readOn(
  { store, clock }: ReadLogDeps,
  { conversation, after, upTo }: UnreadLog,
): Promise<boolean> {
  const entries = await store.logs.entries(conversation, { segment: undefined, after, upTo }, bounds)
  const last = entries.at(-1)?.seq ?? upTo
  await store.scans.note(conversation, last, namedIn(entries), clock.now())
  return last < upTo
}
