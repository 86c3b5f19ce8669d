/** Reading rows: what the schema promises is checked, so that a damaged database shows itself here and not later. */
import type { SQLOutputValue } from 'node:sqlite'
import { type Millis, millis } from '../../../core/base/clock.ts'
import { type Role, roles } from '../../../core/protocol/directory.ts'
import { type Id, idFromBytes } from '../../../core/protocol/ids.ts'
import { StoreTrouble } from '../store.ts'

export type Row = Record<string, SQLOutputValue>

const damaged = (column: string): StoreTrouble => new StoreTrouble('damaged', new Error(`column ${column}`))

export function integer(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw damaged(column)
  return value
}

export function text(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw damaged(column)
  return value
}

export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw damaged(column)
  return value
}

export const time = (row: Row, column: string): Millis => millis(integer(row, column))

export const id = <Minted extends Id>(kind: (text: string) => Minted, row: Row, column: string): Minted =>
  idFromBytes(kind, bytes(row, column))

export function oneOf<Word extends string>(words: ReadonlyArray<Word>, row: Row, column: string): Word {
  const found = text(row, column)
  const word = words.find((each) => each === found)
  if (word === undefined) throw damaged(column)
  return word
}

export const readRole = (row: Row, column: string): Role => oneOf(roles, row, column)
