/** The search index in a worker of its own: whatever it does, the page goes on drawing. */
import { createCell } from '../../core/base/readable.ts'
import { fail } from '../../core/base/result.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import type { FindOutcome } from '../../core/search/query.ts'
import { nothingIndexed, type OpenSearchIndex } from '../../core/search/search-index.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'
import type { FromSearchWorker, ToSearchWorker } from './search-messages.ts'

export interface WorkerIndexDeps {
  readonly user: UserId
  /** The key of the local store, for encryption and decryption. */
  readonly key: CryptoKey
}

export const openWorkerIndex =
  ({ user, key }: WorkerIndexDeps): OpenSearchIndex =>
  ({ settled }) => {
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' })
    const progress = createCell(nothingIndexed)
    const asked = new Map<number, (outcome: FindOutcome) => void>()
    let numbers = 0
    /** Set once the worker answers no more. */
    let ended: StoreFailure | undefined

    const end = (failure: StoreFailure): void => {
      ended = failure
      worker.terminate()
      for (const answer of asked.values()) answer(fail(failure))
      asked.clear()
    }
    const fall = (failure: StoreFailure): void => {
      progress.write({ ...progress.read(), trouble: failure })
      end(failure)
    }
    const say = (message: ToSearchWorker): void => {
      if (ended === undefined) worker.postMessage(message)
    }
    worker.addEventListener('error', ({ message }) => fall({ kind: 'failed', detail: message }))
    worker.addEventListener('message', ({ data }: MessageEvent<FromSearchWorker>) => {
      switch (data.kind) {
        case 'progress':
          return progress.write(data.progress)
        case 'settled':
          return settled(data.segments)
        case 'found':
          asked.get(data.number)?.(data.outcome)
          asked.delete(data.number)
          return
        case 'failed':
          return fall(data.failure)
      }
    })
    return {
      progress,
      begin: (held, stale) => say({ kind: 'begin', user, key, held, stale }),
      changed: (segments) => say({ kind: 'changed', segments }),
      find: (query) =>
        new Promise((resolve) => {
          if (ended !== undefined) return resolve(fail(ended))
          const number = numbers++
          asked.set(number, resolve)
          return say({ kind: 'find', number, query })
        }),
      // What it is doing may break off anywhere: it goes on from there next time.
      close: async () => end({ kind: 'closed' }),
    }
  }
