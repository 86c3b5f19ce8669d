/** One look at one file: opened as its message says, a chunk at a time, and handed to the scanner as the person has it. */
import sodium from 'libsodium-wrappers-sumo'
import { createFileOpener, type FileOpener } from '../../core/sealed/sealed-file.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Store } from '../store/store.ts'
import type { DueScan } from '../store/scan-store.ts'
import { bytesEqual } from '../../core/base/bytes.ts'
import type { Scan, Verdict } from './clamd.ts'
import { namedIn, type Named } from './named.ts'

export interface ScanFileDeps {
  readonly store: Pick<Store, 'logs' | 'files'>
  readonly blobs: Pick<BlobStore, 'read'>
  readonly scan: Scan
}

export type Look =
  | (Exclude<Verdict, { readonly kind: 'failed' }> & { readonly hash: Uint8Array })
  | Extract<Verdict, { readonly kind: 'failed' }>
  /** It does not open as the message says. */
  | { readonly kind: 'unfit'; readonly hash: Uint8Array }
  | { readonly kind: 'absent' }
  /** The message does not stand in the log any more. */
  | { readonly kind: 'not-named' }

export async function lookAt(
  { store, blobs, scan }: ScanFileDeps,
  due: DueScan,
  signal: AbortSignal,
): Promise<Look> {
  const named = await findNamed(store, due)
  if (named === undefined) return { kind: 'not-named' }
  const file = await store.files.file(due.file)
  if (file?.hash === undefined) return { kind: 'absent' }
  const { hash } = file
  const { id, size, seal } = named.attachment
  const opener =
    seal === undefined || seal.size !== file.size ? undefined : createFileOpener(sodium, { id, size }, seal)
  if (opener?.ok !== true) return { kind: 'unfit', hash }
  const sealed = await blobs.read(due.file, { from: 0, upTo: file.size - 1 })
  if (sealed === undefined) return { kind: 'absent' }
  try {
    const plain = plainOf(sealed, opener.value)
    // A key that is none shows before a scanner is asked for: whoever names files at random costs it nothing.
    const first = await plain.next()
    const verdict = await scan(startingWith(first, plain), signal)
    return verdict.kind === 'failed' ? verdict : { ...verdict, hash }
  } catch (error) {
    if (error instanceof Unfit) return { kind: 'unfit', hash }
    return { kind: 'failed', detail: 'it cannot be read' } // the disk is in trouble, or it was taken away
  } finally {
    sealed.destroy()
  }
}

async function findNamed(
  { logs }: Pick<Store, 'logs'>,
  { conversation, seq, file, message, author, opener }: DueScan,
): Promise<Named | undefined> {
  const range = { segment: undefined, after: seq - 1, upTo: seq }
  const entries = await logs.entries(conversation, range, { maxBytes: 1, maxEntries: 1 })
  return namedIn(entries).find(
    (each) =>
      each.file === file &&
      each.message === message &&
      each.author === author &&
      bytesEqual(each.opener, opener),
  )
}

async function* startingWith(
  first: IteratorResult<Uint8Array, void>,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (first.done === true) return
  yield first.value
  yield* rest
}

/** Thrown by what opens, caught by `lookAt`; never leaves this file. */
class Unfit extends Error {}

async function* plainOf(
  sealed: AsyncIterable<Uint8Array>,
  opener: FileOpener,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const bytes of sealed) {
    const opened = opener.write(bytes)
    if (!opened.ok) throw new Unfit(opened.failure)
    yield* opened.value
  }
  const ended = opener.end()
  if (!ended.ok) throw new Unfit(ended.failure)
}
