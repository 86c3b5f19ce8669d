/** The composition root of the search worker: one index, over the account's own database and that of its blocks. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import { createSearchIndex } from '../../core/search/create-search-index.ts'
import type { FileSource } from '../../core/search/file-documents.ts'
import type { SearchIndex } from '../../core/search/search-index.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'
import { filesFrom } from './file-port.ts'
import { createTakers } from './file-text/take-apart.ts'
import { openIndexedDbBlocks } from './indexeddb-blocks.ts'
import { openIndexedDbDocuments } from './indexeddb-documents.ts'
import { openIndexedDbStore } from './indexeddb-store.ts'
import type { FromSearchWorker, ToSearchWorker } from './search-messages.ts'
import { systemClock, systemRandom } from './system.ts'

const say = (message: FromSearchWorker): void => postMessage(message)

/** A turn of the event loop: what was asked meanwhile is answered first. */
const { port1, port2 } = new MessageChannel()
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    port2.addEventListener('message', () => resolve(), { once: true })
    port1.postMessage(undefined)
  })
port2.start()

let files: FileSource | undefined
let index: Promise<SearchIndex | undefined> = Promise.resolve(undefined)

async function openIndex({
  user,
  key,
}: Extract<ToSearchWorker, { readonly kind: 'begin' }>): Promise<Result<SearchIndex, StoreFailure>> {
  const deps = { user, key, random: systemRandom }
  const store = await openIndexedDbStore(deps)
  if (!store.ok) return store
  const blocks = await openIndexedDbBlocks(deps)
  if (!blocks.ok) return blocks
  return ok(
    createSearchIndex({
      store: store.value,
      blocks: blocks.value,
      pages: openIndexedDbDocuments(deps),
      files,
      clock: systemClock,
      breathe,
      settled: (segments) => say({ kind: 'settled', segments }),
    }),
  )
}

async function begin(
  message: Extract<ToSearchWorker, { readonly kind: 'begin' }>,
): Promise<SearchIndex | undefined> {
  const opened = await openIndex(message)
  if (!opened.ok) {
    say({ kind: 'failed', failure: opened.failure })
    return undefined
  }
  const { progress, begin: start } = opened.value
  progress.listen(() => say({ kind: 'progress', progress: progress.read() }))
  start(message.held, message.stale)
  return opened.value
}

addEventListener('message', ({ data }: MessageEvent<ToSearchWorker>) => {
  if (data.kind === 'files') files = filesFrom(data.port, createTakers(systemClock))
  else if (data.kind === 'begin') index = begin(data)
  else void index.then((opened) => answer(opened, data))
})

async function answer(
  opened: SearchIndex | undefined,
  message: Extract<ToSearchWorker, { readonly kind: 'changed' | 'find' }>,
): Promise<void> {
  if (message.kind === 'changed') return opened?.changed(message.segments)
  const { number, query } = message
  const outcome = opened === undefined ? fail({ kind: 'closed' } as const) : await opened.find(query)
  say({ kind: 'found', number, outcome })
}
