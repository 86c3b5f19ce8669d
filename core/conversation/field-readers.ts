/** Readers of single fields of a decoded op. Each throws `BadField`, which `op-fields.ts` turns into a failure. */
import { millis } from '../base/clock.ts'
import { maxHlcCounter, maxHlcTime, type Hlc } from './hlc.ts'
import { idBytes, idFromBytes, type Id } from '../protocol/ids.ts'

/** Carries a failure out of nested readers. */
export class BadField extends Error {
  readonly field: string
  constructor(field: string) {
    super(field)
    this.field = field
  }
}

export type Fields = ReadonlyMap<unknown, unknown>

export const id = <Minted extends Id>(fields: Fields, key: string, kind: (text: string) => Minted): Minted =>
  readId(fields.get(key), key, kind)

export function readId<Minted extends Id>(
  value: unknown,
  key: string,
  kind: (text: string) => Minted,
): Minted {
  if (!(value instanceof Uint8Array) || value.length !== idBytes) throw new BadField(key)
  return idFromBytes(kind, value)
}

export function hlc(fields: Fields, key: string): Hlc {
  const value = fields.get(key)
  if (!isArray(value) || value.length !== 2) throw new BadField(key)
  const [time, counter] = value
  if (!isNatural(time, maxHlcTime) || !isNatural(counter, maxHlcCounter)) throw new BadField(key)
  return { time: millis(time), counter }
}

/** 1 to `limit` code units. */
export function text(fields: Fields, key: string, limit: number): string {
  const value = fields.get(key)
  if (!isText(value, limit)) throw new BadField(key)
  return value
}

/** 0 to `limit` code units. */
export const textOrEmpty = (fields: Fields, key: string, limit: number): string =>
  fields.get(key) === '' ? '' : text(fields, key, limit)

export function flag(fields: Fields, key: string): boolean {
  const value = fields.get(key)
  if (typeof value !== 'boolean') throw new BadField(key)
  return value
}

export function onlyTrue(fields: Fields, key: string): true {
  if (fields.get(key) !== true) throw new BadField(key)
  return true
}

export function natural(fields: Fields, key: string, limit: number): number {
  const value = fields.get(key)
  if (!isNatural(value, limit)) throw new BadField(key)
  return value
}

/** A copy: what was read must not hold on to all that it came in. */
export function bytes(fields: Fields, key: string, least: number, most = least): Uint8Array {
  const value = fields.get(key)
  if (!(value instanceof Uint8Array) || value.length < least || value.length > most) throw new BadField(key)
  return new Uint8Array(value)
}

/** 1 to `limit` items. */
export function list(fields: Fields, key: string, limit: number): ReadonlyArray<unknown> {
  const value = fields.get(key)
  if (!isArray(value) || value.length === 0 || value.length > limit) throw new BadField(key)
  return value
}

/** `Array.isArray` would call the items `any`. */
const isArray = (value: unknown): value is ReadonlyArray<unknown> => Array.isArray(value)

const isNatural = (value: unknown, limit: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= limit

/**
 * 1 to `limit` code units that come back unchanged from UTF-8: no half of a surrogate pair, no byte order mark in front
 * (decoders of UTF-8 drop it).
 */
export const isText = (value: unknown, limit: number): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= limit &&
  !value.startsWith('\uFEFF') &&
  !loneSurrogate.test(value)

const loneSurrogate = /\p{Surrogate}/u
