import { ok, type Result } from '../base/result.ts'
import type { LocalStore, StoreFailure, StoreWrite } from '../storage/local-store.ts'

interface Waiting {
  readonly writes: ReadonlyArray<StoreWrite>
  readonly durable: boolean
  readonly settle: (outcome: Result<void, StoreFailure>) => void
}

/** Writes in one transaction: a hundred take a frame to encrypt, and another to hand to IndexedDB. */
const maxGroup = 128

/**
 * A store that takes what is written while it is busy as one write: two hundred conversations that come up together cost a
 * few transactions and not two hundred. Order is kept. Each write stays all or nothing by itself: a group that fails is
 * written again one by one, so that nobody is refused for another's sake.
 */
export function groupWrites(store: LocalStore): LocalStore {
  let waiting: Array<Waiting> = []
  let isBusy = false

  const drain = async (): Promise<void> => {
    isBusy = true
    while (waiting.length > 0) {
      const group = takeGroup()
      const durable = group.some((each) => each.durable)
      const outcome = await store.write(
        group.flatMap(({ writes }) => writes),
        { durable },
      )
      if (outcome.ok || group.length === 1) for (const { settle } of group) settle(outcome)
      else for (const each of group) each.settle(await store.write(each.writes, each))
    }
    isBusy = false
  }
  const takeGroup = (): ReadonlyArray<Waiting> => {
    let size = 0
    const end = waiting.findIndex(({ writes }) => (size += writes.length) > maxGroup)
    const group = waiting.slice(0, end === -1 ? waiting.length : Math.max(1, end))
    waiting = waiting.slice(group.length)
    return group
  }
  return {
    ...store,
    write: (writes, { durable }) => {
      if (writes.length === 0) return Promise.resolve(ok(undefined))
      return new Promise((resolve) => {
        waiting.push({ writes, durable, settle: resolve })
        if (!isBusy) void drain()
      })
    },
  }
}
