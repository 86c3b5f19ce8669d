/**
 * Directory changes as CBOR (FR8). Written by hand: whoever signs in is sent everybody in sight, and the encoder for
 * whatever there may be in CBOR makes twenty times as much garbage. What it is sent of keys and of sealed conversations is
 * little, and not flat: that encoder writes it.
 */
import { encode } from 'cborg'
import { encodeUtf8 } from 'lib0/string'
import type { DirectoryChange, KeysChange, SealedChange } from './directory.ts'

type FlatChange = Exclude<DirectoryChange, KeysChange | SealedChange>
const isFlat = (change: DirectoryChange): change is FlatChange =>
  change.kind !== 'keys' &&
  change.kind !== 'sealed' &&
  (change.kind !== 'channel' || change.members === undefined)

/** In the order of canonical CBOR: the shorter name first, then by bytes. */
const fields: { readonly [Kind in FlatChange['kind']]: ReadonlyArray<FieldOf<Kind>> } = {
  workspace: ['id', 'kind', 'name', 'role', 'accent', 'picture'],
  channel: [
    'id',
    'icon',
    'kind',
    'name',
    'role',
    'level',
    'topic',
    'joined',
    'private',
    'archived',
    'workspace',
  ],
  document: ['id', 'kind', 'title', 'workspace', 'conversation'],
  gone: ['id', 'kind', 'workspace'],
  left: ['kind', 'workspace'],
  member: [
    'kind',
    'name',
    'role',
    'user',
    'former',
    'status',
    'matched',
    'picture',
    'username',
    'workspace',
    'placeholder',
    'statusUntil',
  ],
}
type FieldOf<Kind> = keyof Extract<FlatChange, { readonly kind: Kind }>

/** Major types, in the first three bits of a head; and the two simple values. */
const types = { number: 0x00, text: 0x60, array: 0x80, map: 0xa0 }
const simple = { false: 0xf4, true: 0xf5 }

export function encodeChanges(changes: ReadonlyArray<DirectoryChange>): Uint8Array {
  const size = changes.reduce((sum, change) => sum + changeSize(change), headSize(changes.length))
  const bytes = new Uint8Array(size)
  let at = putHead(bytes, 0, types.array, changes.length)
  for (const change of changes) at = putChange(bytes, at, change)
  return bytes
}

/** Bytes that a change takes. */
export function changeSize(change: DirectoryChange): number {
  if (!isFlat(change)) return encode(change).length
  const values: Readonly<Record<string, unknown>> = change
  let size = 1
  for (const field of fields[change.kind]) {
    const value = values[field]
    if (value === undefined) continue
    size += textSize(field) + valueSize(value)
  }
  return size
}

function putChange(bytes: Uint8Array, start: number, change: DirectoryChange): number {
  if (!isFlat(change)) {
    const encoded = encode(change)
    bytes.set(encoded, start)
    return start + encoded.length
  }
  const values: Readonly<Record<string, unknown>> = change
  let at = start + 1
  let count = 0
  for (const field of fields[change.kind]) {
    const value = values[field]
    if (value === undefined) continue
    count++
    at = putText(bytes, at, field)
    if (typeof value === 'string') at = putText(bytes, at, value)
    else if (typeof value === 'number') at = putHead(bytes, at, types.number, value)
    else bytes[at++] = value === true ? simple.true : simple.false
  }
  putHead(bytes, start, types.map, count)
  return at
}

function putText(bytes: Uint8Array, start: number, text: string): number {
  const length = utf8Length(text)
  const at = putHead(bytes, start, types.text, length)
  if (length > text.length) bytes.set(encodeUtf8(text), at)
  else for (let index = 0; index < length; index++) bytes[at + index] = text.charCodeAt(index)
  return at + length
}

const valueSize = (value: unknown): number =>
  typeof value === 'string' ? textSize(value) : typeof value === 'number' ? headSize(value) : 1

function textSize(text: string): number {
  const length = utf8Length(text)
  return headSize(length) + length
}

/** Half a surrogate pair counts as U+FFFD, which it is written as. */
function utf8Length(text: string): number {
  let length = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    length += unit < 0x800 ? 1 : 2
    if ((text.codePointAt(index) ?? 0) > 0xffff) index++ // the pair's second half: four bytes in all
  }
  return length
}

const headSize = (value: number): number =>
  value < 24 ? 1 : value < 0x100 ? 2 : value < 0x10000 ? 3 : value < 0x1_0000_0000 ? 5 : 9

function putHead(bytes: Uint8Array, start: number, type: number, value: number): number {
  const size = headSize(value)
  bytes[start] = type | (size === 1 ? value : size === 2 ? 24 : size === 3 ? 25 : size === 5 ? 26 : 27)
  // Of a moment in milliseconds `>>>` would lose the upper half.
  for (let index = 1; index < size; index++)
    bytes[start + index] = Math.floor(value / 2 ** (8 * (size - 1 - index))) % 0x100
  return start + size
}
