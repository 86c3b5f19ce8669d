/**
 * Reads the bytes of a Yjs update (format V1 of yjs 13.6.33) without Yjs. Total; knows only what a sub-log may hold and
 * stops at everything else.
 *
 *   update   = sections: varUint (0 or 1) • section? • deleters: varUint (0 or 1) • deleter?
 *   section  = structs: varUint • client: varUint • clock: varUint • struct...
 *   struct   = info: byte • (origin: client varUint, clock varUint)? • (1: varUint • root: varString)? • content
 *   content  = 3 (binary): length varUint • bytes     or     1 (deleted): length varUint
 *   deleter  = client: varUint • ranges: varUint • (clock varUint • length varUint)...
 *
 * `info` is the content's number, plus 0x80 if an origin follows, 0x40 if a right origin does, 0x20 if a parentSub does.
 * Without an origin the parent follows. Numbers are in shortest form, at most 2^53 - 1.
 */
import { fail, ok, type Result } from '../base/result.ts'
import { maxUpdateBytes, maxUpdateStructs } from './limits.ts'

export interface ReadUpdate {
  readonly section?: ReadSection
  readonly deleter?: ReadDeleter
}

/** What a whole document of sub-logs sends: sections and deleters of many clients, none of them twice. */
export interface ReadWhole {
  readonly sections: ReadonlyArray<ReadSection>
  readonly deleters: ReadonlyArray<ReadDeleter>
}

export interface ReadSection {
  readonly client: number
  readonly clock: number
  /** The clock after the last struct. */
  readonly end: number
  readonly structs: ReadonlyArray<ReadStruct>
}

export interface ReadStruct {
  readonly clock: number
  readonly length: number
  readonly origin: { readonly client: number; readonly clock: number } | undefined
  /** The name of the root type, in UTF-8; undefined if the struct has an origin and so no parent of its own. */
  readonly root: Uint8Array | undefined
  /** A view of the update's own bytes; undefined if the update brings the op as erased. */
  readonly content: Uint8Array | undefined
}

export interface ReadDeleter {
  readonly client: number
  readonly ranges: ReadonlyArray<{ readonly clock: number; readonly length: number }>
}

export type StructReason =
  | 'gc'
  | 'skip'
  | 'content'
  | 'length'
  | 'origin'
  | 'right-origin'
  | 'parent'
  | 'parent-sub'

export type ReadFailure =
  | { readonly kind: 'too-large'; readonly bytes: number }
  /** Not a V1 update, or one in another form than Yjs itself would write. */
  | { readonly kind: 'malformed'; readonly at: number }
  | { readonly kind: 'trailing-bytes'; readonly at: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-many-sections'; readonly found: number }
  | { readonly kind: 'too-many-structs'; readonly found: number }
  | { readonly kind: 'forbidden-struct'; readonly clock: number; readonly reason: StructReason }

export function readUpdate(bytes: Uint8Array): Result<ReadUpdate, ReadFailure> {
  if (bytes.length > maxUpdateBytes) return fail({ kind: 'too-large', bytes: bytes.length })
  const input = createCursor(bytes)
  const readOne = <Part>(read: (input: Cursor, maxStructs: number) => Part): Part | undefined =>
    readCount(input, 1, 'too-many-sections') === 1 ? read(input, maxUpdateStructs) : undefined
  return total(() => {
    const section = readOne(readSection)
    const deleter = readOne(readDeleter)
    if (input.at() < bytes.length) throw new Refusal({ kind: 'trailing-bytes', at: input.at() })
    if (section === undefined && deleter === undefined) throw new Refusal({ kind: 'empty' })
    return { ...(section && { section }), ...(deleter && { deleter }) }
  })
}

/**
 * Reads an update as a stock Yjs document makes it, which holds more than one writer's news. Only the size of the whole
 * bounds it; to be accepted, each writer's part has to pass `checkUpdate` by itself.
 */
export function readWhole(bytes: Uint8Array, maxBytes: number): Result<ReadWhole, ReadFailure> {
  if (bytes.length > maxBytes) return fail({ kind: 'too-large', bytes: bytes.length })
  const input = createCursor(bytes)
  const readAll = <Part extends { readonly client: number }>(read: (input: Cursor) => Part): Array<Part> => {
    const parts = new Map<number, Part>()
    // Each part takes bytes: an announced number that cannot fit ends with them, and nothing was allocated for it.
    for (let left = input.varUint(); left > 0; left--) {
      const part = read(input)
      if (parts.has(part.client)) throw new Refusal({ kind: 'malformed', at: input.at() })
      parts.set(part.client, part)
    }
    return [...parts.values()]
  }
  return total(() => {
    const sections = readAll((each) => readSection(each, maxBytes))
    const deleters = readAll((each) => readDeleter(each, maxBytes))
    if (input.at() < bytes.length) throw new Refusal({ kind: 'trailing-bytes', at: input.at() })
    return { sections, deleters }
  })
}

function total<Value>(read: () => Value): Result<Value, ReadFailure> {
  try {
    return ok(read())
  } catch (error) {
    if (error instanceof Refusal) return fail(error.failure)
    throw error
  }
}

/** Carries a failure out of nested readers; never leaves this file. */
class Refusal extends Error {
  readonly failure: ReadFailure
  constructor(failure: ReadFailure) {
    super(failure.kind)
    this.failure = failure
  }
}

interface Cursor {
  readonly at: () => number
  readonly byte: () => number
  readonly varUint: () => number
  /** A view, not a copy. */
  readonly varBytes: () => Uint8Array
}

function createCursor(bytes: Uint8Array): Cursor {
  let at = 0
  const byte = (): number => {
    const value = bytes[at]
    if (value === undefined) throw new Refusal({ kind: 'malformed', at })
    at++
    return value
  }
  const varUint = (): number => {
    const start = at
    let value = 0
    for (let weight = 1; ; weight *= 128) {
      const next = byte()
      value += (next & 0x7f) * weight
      if (value > Number.MAX_SAFE_INTEGER) throw new Refusal({ kind: 'malformed', at: start })
      if (next >= 0x80) continue
      if (next === 0 && weight > 1) throw new Refusal({ kind: 'malformed', at: start }) // longer than need be
      return value
    }
  }
  const varBytes = (): Uint8Array => {
    const length = varUint()
    if (length > bytes.length - at) throw new Refusal({ kind: 'malformed', at })
    at += length
    return bytes.subarray(at - length, at)
  }
  return { at: () => at, byte, varUint, varBytes }
}

/** The announced number is checked before anything is allocated for it. */
function readCount(input: Cursor, limit: number, kind: 'too-many-sections' | 'too-many-structs'): number {
  const found = input.varUint()
  if (found > limit) throw new Refusal({ kind, found })
  return found
}

function readSection(input: Cursor, maxStructs: number): ReadSection {
  const count = readCount(input, maxStructs, 'too-many-structs')
  if (count === 0) throw new Refusal({ kind: 'malformed', at: input.at() })
  const client = input.varUint()
  const clock = input.varUint()
  const structs: Array<ReadStruct> = []
  let end = clock
  for (let index = 0; index < count; index++) {
    const struct = readStruct(input, end)
    structs.push(struct)
    end += struct.length
    if (end - clock > maxStructs) throw new Refusal({ kind: 'too-many-structs', found: end - clock })
    if (!Number.isSafeInteger(end)) throw new Refusal({ kind: 'malformed', at: input.at() })
  }
  return { client, clock, end, structs }
}

const contentBits = 0x1f
const hasParentSub = 0x20
const hasRightOrigin = 0x40
const hasOrigin = 0x80

function readStruct(input: Cursor, clock: number): ReadStruct {
  const info = input.byte()
  const refuse = (reason: StructReason): never => {
    throw new Refusal({ kind: 'forbidden-struct', clock, reason })
  }
  const content = contentKind(info & contentBits)
  if (content !== 'binary' && content !== 'deleted') return refuse(content)
  if ((info & hasRightOrigin) !== 0) return refuse('right-origin')
  if ((info & hasParentSub) !== 0) return refuse('parent-sub')
  const origin = (info & hasOrigin) === 0 ? undefined : { client: input.varUint(), clock: input.varUint() }
  // 1 says that a root type follows by name; anything else would nest the struct in another item
  if (origin === undefined && input.varUint() !== 1) return refuse('parent')
  const root = origin === undefined ? input.varBytes() : undefined
  if (content === 'binary') return { clock, length: 1, origin, root, content: input.varBytes() }
  const length = input.varUint()
  return length === 0 ? refuse('length') : { clock, length, origin, root, content: undefined }
}

function contentKind(bits: number): 'binary' | 'deleted' | 'gc' | 'skip' | 'content' {
  switch (bits) {
    case 0:
      return 'gc'
    case 1:
      return 'deleted'
    case 3:
      return 'binary'
    case 10:
      return 'skip'
    default:
      return 'content'
  }
}

function readDeleter(input: Cursor, maxRanges: number): ReadDeleter {
  const client = input.varUint()
  const count = readCount(input, maxRanges, 'too-many-structs')
  if (count === 0) throw new Refusal({ kind: 'malformed', at: input.at() })
  const ranges: Array<{ readonly clock: number; readonly length: number }> = []
  for (let index = 0; index < count; index++) ranges.push({ clock: input.varUint(), length: input.varUint() })
  return { client, ranges }
}
