/** Who may put files up and fetch them, and how far each has come (FI4 to FI10). */
import type { Readable } from 'node:stream'
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { AttachmentId, ConversationId, UserId } from '../../core/protocol/ids.ts'
import { sealedFileSize } from '../../core/sealed/file-format.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { FileQuota, FileStore, StoredFile } from '../store/file-store.ts'
import type { Logger } from '../logger.ts'
import type { Tallies } from '../metrics/tallies.ts'
import type { FileGate } from '../scans/gate.ts'
import type { BlobStore } from './blob-store.ts'

export interface FilesDeps {
  readonly store: FileStore
  readonly blobs: BlobStore
  readonly mayUse: (user: UserId, conversation: ConversationId) => Promise<boolean>
  /** Undefined: no file is scanned. */
  readonly gate: FileGate | undefined
  readonly clock: Clock
  readonly log: Logger
  readonly tallies: Pick<Tallies, 'uploads' | 'uploadBytes'>
  /** In bytes: of the plain file, and of all sealed files of a person, and of a workspace. */
  readonly limits: {
    readonly largest: number
    readonly quota: number
    readonly workspaceQuota: number | undefined
  }
}

export type FileRefused =
  | NotFound
  | { readonly kind: 'taken' }
  | FileQuota
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'damaged' }
  /** It is handed out once a scanner has seen it. */
  | { readonly kind: 'unscanned' }
  /** Malware was found in it, and it was taken away. */
  | { readonly kind: 'infected' }

type Outcome<Value> = Promise<Result<Value, FileRefused>>

export interface Files {
  /** Begins an upload, or says how far it has come. */
  readonly start: (
    user: UserId,
    id: AttachmentId,
    file: { readonly conversation: ConversationId; readonly size: number },
  ) => Outcome<{ readonly offset: number; readonly finished: boolean }>
  /** Answers how many bytes are there now. */
  readonly append: (user: UserId, id: AttachmentId, offset: number, bytes: Uint8Array) => Outcome<number>
  readonly finish: (user: UserId, id: AttachmentId, hash: Uint8Array) => Outcome<void>
  /** Answers where it was. */
  readonly remove: (user: UserId, id: AttachmentId) => Outcome<ConversationId>
  /** By the relay itself. */
  readonly withdraw: (id: AttachmentId) => Promise<void>
  /** Its size, if it is there in whole and this person may have it. */
  readonly size: (user: UserId, id: AttachmentId) => Outcome<number>
  readonly read: (id: AttachmentId, range: { from: number; upTo: number }) => Promise<Readable | undefined>
  readonly close: () => void
}

/** An upload that nobody has been at for so long is given up. */
const patienceMs = 7 * 86_400_000
const sweepEveryMs = 3_600_000

const notFound = fail({ kind: 'not-found' } as const)

export function createFiles(deps: FilesDeps): Files {
  const { store, blobs, mayUse, tallies } = deps
  const inTurn = createTurns()
  /** Of an upload of this very person who may still write there: for anybody else there is none. */
  const own = async (user: UserId, id: AttachmentId): Promise<StoredFile | undefined> => {
    const file = await store.file(id)
    if (file?.user !== user) return undefined
    return (await mayUse(user, file.conversation)) ? file : undefined
  }
  return {
    start: (user, id, file) => inTurn(id, () => start(deps, user, id, file)),
    append: (user, id, offset, bytes) =>
      inTurn(id, async () => {
        const file = await own(user, id)
        if (file === undefined) return notFound
        const there = file.hash === undefined ? await blobs.length(id) : file.size
        if (offset !== there) return fail({ kind: 'offset', offset: there })
        if (there + bytes.length > file.size) return fail({ kind: 'too-large', limit: file.size })
        await blobs.append(id, offset, bytes)
        tallies.uploadBytes += bytes.length
        return ok(there + bytes.length)
      }),
    finish: (user, id, hash) =>
      inTurn(id, async () => {
        const file = await own(user, id)
        if (file === undefined) return notFound
        if (file.hash !== undefined) return Buffer.compare(file.hash, hash) === 0 ? ok(undefined) : damaged
        const finished = await blobs.finish(id, { size: file.size, hash })
        if (!finished.ok) return finished
        await store.finish(id, hash)
        deps.gate?.arrived()
        tallies.uploads++
        return finished
      }),
    remove: (user, id) =>
      inTurn(id, async () => {
        const file = await store.file(id)
        if (file?.user !== user) return notFound
        await discard(deps, id)
        return ok(file.conversation)
      }),
    withdraw: (id) => inTurn(id, () => discard(deps, id)),
    size: (user, id) => size(deps, user, id),
    read: blobs.read,
    close: sweepNowAndThen(deps, inTurn),
  }
}

async function size({ store, mayUse, gate }: FilesDeps, user: UserId, id: AttachmentId): Outcome<number> {
  const file = await store.file(id)
  const conversation = file?.conversation ?? (await gate?.infectedIn(id))
  if (conversation === undefined || !(await mayUse(user, conversation))) return notFound
  if (file === undefined) return infected
  if (file.hash === undefined) return notFound
  const found = await gate?.look(id)
  if (found === 'infected') return infected
  return found === 'unscanned' ? fail({ kind: 'unscanned' }) : ok(file.size)
}

const infected = fail({ kind: 'infected' } as const)
const damaged = fail({ kind: 'damaged' } as const)

async function start(
  { store, blobs, mayUse, gate, clock, limits }: FilesDeps,
  user: UserId,
  id: AttachmentId,
  { conversation, size }: { readonly conversation: ConversationId; readonly size: number },
): Outcome<{ readonly offset: number; readonly finished: boolean }> {
  if (!(await mayUse(user, conversation))) return notFound
  const known = await store.file(id)
  if (known === undefined && (await gate?.infectedIn(id)) !== undefined) return infected
  if (known !== undefined) {
    const isSame = known.user === user && known.conversation === conversation && known.size === size
    if (!isSame) return fail({ kind: 'taken' })
    if (known.hash !== undefined) return ok({ offset: size, finished: true })
    await store.touch(id, clock.now())
    return ok({ offset: await blobs.length(id), finished: false })
  }
  if (size > sealedFileSize(limits.largest)) return fail({ kind: 'too-large', limit: limits.largest })
  const quotas = { person: limits.quota, workspace: limits.workspaceQuota }
  const added = await store.add({ id, conversation, user, size, now: clock.now() }, quotas)
  return added.ok ? ok({ offset: 0, finished: false }) : added
}

/** The bytes first: a row without bytes is an upload that begins anew, bytes without a row would lie there for ever. */
async function discard({ store, blobs }: FilesDeps, id: AttachmentId): Promise<void> {
  await blobs.remove(id)
  await store.remove(id)
}

type InTurn = <Value>(id: AttachmentId, run: () => Promise<Value>) => Promise<Value>

/** What is asked about one file is done one after another. */
function createTurns(): InTurn {
  const last = new Map<AttachmentId, Promise<unknown>>()
  return (id, run) => {
    const done = (last.get(id) ?? Promise.resolve()).then(run, run)
    last.set(id, done)
    const forget = (): void => {
      if (last.get(id) === done) last.delete(id)
    }
    void done.then(forget, forget)
    return done
  }
}

/** Until the function that it answers is called. */
function sweepNowAndThen(deps: FilesDeps, inTurn: InTurn): () => void {
  const { store, clock, log } = deps
  let cancel: (() => void) | undefined
  const sweep = async (): Promise<void> => {
    try {
      const since = millis(clock.now() - patienceMs)
      for (const id of await store.unfinished(since)) {
        await inTurn(id, async () => {
          const file = await store.file(id)
          if (file !== undefined && file.hash === undefined) await discard(deps, id)
        })
      }
    } catch (error) {
      log.warn({ error }, 'unfinished files could not be deleted')
    }
  }
  const again = (): void => {
    cancel = clock.after(millis(sweepEveryMs), () => {
      again()
      void sweep()
    })
  }
  again()
  return () => cancel?.()
}
