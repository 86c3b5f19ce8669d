/** Ascending row numbers in few bytes: the distance of each from the one before. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { StoreTrouble } from '../store.ts'

export function packRows(rows: ReadonlyArray<number>): Uint8Array {
  const output = encoding.createEncoder()
  let before = 0
  for (const row of rows) {
    encoding.writeVarUint(output, row - before)
    before = row
  }
  return encoding.toUint8Array(output)
}

export function unpackRows(bytes: Uint8Array): ReadonlyArray<number> {
  const input = decoding.createDecoder(bytes)
  const rows: Array<number> = []
  let row = 0
  try {
    while (decoding.hasContent(input)) {
      row += decoding.readVarUint(input)
      rows.push(row)
    }
  } catch (error) {
    throw new StoreTrouble('damaged', error)
  }
  return rows
}
