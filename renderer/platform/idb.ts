/** IndexedDB with promises, as far as the local store needs it. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'

/** Resolves with the result; rejects with the request's error. */
export const answerOf = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(toError(request.error)))
  })

/** Resolves once the transaction is complete, with the durability that it was opened with. */
export const completionOf = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(toError(transaction.error)))
  })

const toError = (error: DOMException | null): Error => error ?? new Error('aborted')

/** Opens a database, made by `upgrade` if it is not there. Fails if another connection will not let go of an older version. */
export function openDatabase(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase) => void,
): Promise<Result<IDBDatabase, StoreFailure>> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name, version)
    let isLate = false
    const giveUp = (failure: StoreFailure): void => {
      isLate = true
      resolve(fail(failure))
    }
    request.addEventListener('upgradeneeded', () => upgrade(request.result))
    request.addEventListener('blocked', () =>
      giveUp({ kind: 'failed', detail: 'open elsewhere in an older version' }),
    )
    request.addEventListener('error', () => giveUp(toFailure(request.error)))
    request.addEventListener('success', () => {
      if (isLate) request.result.close()
      else resolve(ok(request.result))
    })
  })
}

export function toFailure(error: unknown): StoreFailure {
  const name = error instanceof Error ? error.name : ''
  if (name === 'QuotaExceededError') return { kind: 'full' }
  // What every call gets once the connection is closed, by us or by the browser.
  if (name === 'InvalidStateError') return { kind: 'closed' }
  return {
    kind: 'failed',
    detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  }
}
