/** node:sqlite with what the adapter needs: transactions and errors that the relay understands. */
import type { DatabaseSync } from 'node:sqlite'
import { StoreTrouble, type TroubleKind } from '../store.ts'

// https://sqlite.org/rescode.html, primary codes; node:sqlite reports extended ones, whose low byte these are.
const sqliteCorrupt = 11
const sqliteFull = 13
const sqliteConstraint = 19
const sqliteNotADatabase = 26

/** The primary result code of an error that SQLite threw; undefined for any other. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}

export const isConstraint = (error: unknown): boolean => sqliteCode(error) === sqliteConstraint
export const isDamage = (error: unknown): boolean =>
  sqliteCode(error) === sqliteCorrupt || sqliteCode(error) === sqliteNotADatabase

function troubleKind(error: unknown): TroubleKind {
  if (sqliteCode(error) === sqliteFull) return 'full'
  return isDamage(error) ? 'damaged' : 'failed'
}

/** Runs `work` as one transaction: all of it is durable when this returns, or nothing of it happened. */
export function transaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    database.exec('COMMIT')
    return value
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK') // on a full disk SQLite may have done so itself
    throw error
  }
}

/**
 * The same without waiting for the disk: a power cut may take it, whole, as long as nothing that was committed durably came
 * after it. For what can be made again.
 */
export function relaxedTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec('PRAGMA synchronous = NORMAL') // in WAL mode: no sync at a commit, and no corruption either
  try {
    return transaction(database, work)
  } finally {
    database.exec('PRAGMA synchronous = FULL')
  }
}

/** Makes an asynchronous method of a synchronous one, and `StoreTrouble` of what SQLite throws. */
export const method =
  <Arguments extends ReadonlyArray<unknown>, Value>(run: (...given: Arguments) => Value) =>
  (...given: Arguments): Promise<Value> =>
    new Promise((resolve, reject) => {
      try {
        resolve(run(...given))
      } catch (error) {
        reject(sqliteCode(error) === undefined ? error : new StoreTrouble(troubleKind(error), error))
      }
    })
