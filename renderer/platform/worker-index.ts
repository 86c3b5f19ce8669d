/** The search index in a worker of its own: whatever it does, the page goes on drawing. Rule SE54 in core/search/SPEC.md. */
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
  /** Is given, when the worker begins, where it asks for files, until the returned function is called. Left out, there are none. */
  readonly serveFiles?: ((port: MessagePort) => () => void) | undefined
  /** Calls `run` when the index may take its share of the processor, unless the returned function is called before. */
  readonly rested: (run: () => void) => () => void
}

export const openWorkerIndex =
  ({ user, key, serveFiles, rested }: WorkerIndexDeps): OpenSearchIndex =>
  ({ settled }) => {
    const progress = createCell(nothingIndexed)
    const asked = new Map<number, (outcome: FindOutcome) => void>()
    let numbers = 0
    /** Set once the worker answers no more. */
    let ended: StoreFailure | undefined

    const end = (failure: StoreFailure): void => {
      ended = failure
      worker.end()
      for (const answer of asked.values()) answer(fail(failure))
      asked.clear()
    }
    const fall = (failure: StoreFailure): void => {
      progress.write({ ...progress.read(), trouble: failure })
      end(failure)
    }
    const say = (message: ToSearchWorker): void => {
      if (ended === undefined) worker.say(message)
    }
    const hear = (data: FromSearchWorker): void => {
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
    }
    const worker = createRestingWorker({ serveFiles, rested }, hear, (detail) =>
      fall({ kind: 'failed', detail }),
    )
    return {
      progress,
      begin: (held, stale) => say({ kind: 'begin', user, key, held, stale }),
      changed: (segments) => say({ kind: 'changed', segments }),
      find: (query) =>
        new Promise((resolve) => {
          if (ended !== undefined) return resolve(fail(ended))
          const number = numbers++
          asked.set(number, resolve)
          say({ kind: 'find', number, query })
          return worker.wake()
        }),
      // What it is doing may break off anywhere: it goes on from there next time.
      close: async () => end({ kind: 'closed' }),
    }
  }

interface RestingWorker {
  /** Is heard once it is awake. */
  readonly say: (message: ToSearchWorker) => void
  readonly wake: () => void
  readonly end: () => void
}

/** There is none until it is woken, or has rested. `failed` hears what it fell over. */
function createRestingWorker(
  { serveFiles, rested }: Pick<WorkerIndexDeps, 'serveFiles' | 'rested'>,
  hear: (data: FromSearchWorker) => void,
  failed: (detail: string) => void,
): RestingWorker {
  let worker: Worker | undefined
  const unsaid: Array<ToSearchWorker> = []
  let unrested = (): void => undefined
  let unserve = (): void => undefined
  const wake = (): void => {
    if (worker !== undefined) return
    unrested()
    worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('error', ({ message }) => failed(message))
    worker.addEventListener('message', ({ data }: MessageEvent<FromSearchWorker>) => hear(data))
    if (serveFiles !== undefined) {
      const { port1: port, port2 } = new MessageChannel()
      worker.postMessage({ kind: 'files', port } satisfies ToSearchWorker, [port])
      unserve = serveFiles(port2)
    }
    for (const message of unsaid.splice(0)) worker.postMessage(message)
  }
  unrested = rested(wake)
  return {
    say: (message) => {
      if (worker === undefined) unsaid.push(message)
      else worker.postMessage(message)
    },
    wake,
    end: () => {
      unrested()
      unserve()
      worker?.terminate()
    },
  }
}
