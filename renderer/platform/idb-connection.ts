/**
 * A connection to a database that the browser may take away: when the disk is full, when somebody clears the site's data,
 * when its files are damaged. It is then opened anew, and whether the same records are there is told by a mark in them.
 */
import { ok, type Result } from '../../core/base/result.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'
import { openDatabase } from './idb.ts'

export interface ConnectionDeps {
  readonly name: string
  readonly version: number
  readonly upgrade: (database: IDBDatabase) => void
  /** Reads the mark of this database, or leaves one. Undefined if that cannot be done. */
  readonly mark: (database: IDBDatabase) => Promise<string | undefined>
  /** Another database has taken the place of the one that was open. */
  readonly lost: () => void
}

export interface Connection {
  /** The open database, opened anew if need be. `closed` after `close`, and once a newer app wants it. */
  readonly database: () => Promise<Result<IDBDatabase, StoreFailure>>
  /** Whether this one is still the open one. */
  readonly isCurrent: (database: IDBDatabase) => boolean
  readonly close: () => void
}

interface ConnectionCore {
  readonly deps: ConnectionDeps
  current: IDBDatabase | undefined
  opening: Promise<Result<IDBDatabase, StoreFailure>> | undefined
  /** Of the last database that was open; undefined before the first. */
  known: { readonly mark: string | undefined } | undefined
  isClosed: boolean
}

const closed = { ok: false, failure: { kind: 'closed' } } as const

export function createConnection(deps: ConnectionDeps): Connection {
  const core: ConnectionCore = {
    deps,
    current: undefined,
    opening: undefined,
    known: undefined,
    isClosed: false,
  }
  return {
    database: () => connected(core),
    isCurrent: (database) => core.current === database,
    close: () => {
      core.isClosed = true
      core.current?.close()
    },
  }
}

async function connected(core: ConnectionCore): Promise<Result<IDBDatabase, StoreFailure>> {
  if (core.isClosed) return closed
  if (core.current !== undefined) return ok(core.current)
  core.opening ??= open(core).finally(() => (core.opening = undefined))
  return core.opening
}

async function open(core: ConnectionCore): Promise<Result<IDBDatabase, StoreFailure>> {
  const { name, version, upgrade, mark, lost } = core.deps
  const opened = await openDatabase(name, version, upgrade)
  if (!opened.ok) return opened
  const database = opened.value
  if (core.isClosed) {
    database.close()
    return closed
  }
  let isGone = false
  const gone = (): void => {
    isGone = true
    if (core.current === database) core.current = undefined
    database.close()
    void connected(core) // not only when next asked: what is gone is better noticed now
  }
  database.addEventListener('close', gone)
  database.addEventListener('versionchange', ({ newVersion }) => {
    if (newVersion !== null) core.isClosed = true // a newer app must not wait for us, nor we write into what it made
    gone()
  })
  const found = await mark(database)
  if (isGone) return open(core)
  core.current = database
  const { known } = core
  core.known = { mark: found }
  if (known !== undefined && (found === undefined || known.mark !== found)) lost()
  return opened
}
