/** What a person has set and what could not be written yet, as it lies in the local store: of one workspace. */
import { decodeUtf8, encodeUtf8 } from 'lib0/string'
import * as v from 'valibot'
import { type Millis, millis } from '../../base/clock.ts'
import { maxSettingLength } from '../../conversation/limits.ts'
import type { WorkspaceId } from '../../protocol/ids.ts'

export interface WaitingSetting {
  /** Undefined: set no more. */
  readonly value: string | undefined
  /** When the person set it, by this device's clock. */
  readonly time: Millis
  /** The moment of what it replaced, as far as this device knew of any. */
  readonly over: Millis | undefined
}

export const waitingKey = (workspace: WorkspaceId): string => `settings/${workspace}`

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.transform(millis))
const stored = v.array(
  v.strictTuple([
    v.pipe(v.string(), v.regex(/^[0-9a-z./-]{1,64}$/)),
    v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(maxSettingLength))),
    moment,
    v.nullable(moment),
  ]),
)

/** Undefined if nothing waits. */
export function encodeWaiting(waiting: ReadonlyMap<string, WaitingSetting>): Uint8Array | undefined {
  if (waiting.size === 0) return undefined
  const rows = Array.from(waiting, ([key, { value, time, over }]) => [key, value ?? null, time, over ?? null])
  return encodeUtf8(JSON.stringify(rows))
}

/** Total; undefined for anything else: a disk may hold anything. */
export function decodeWaiting(bytes: Uint8Array): ReadonlyMap<string, WaitingSetting> | undefined {
  try {
    const read = v.safeParse(stored, JSON.parse(decodeUtf8(bytes)))
    if (!read.success) return undefined
    return new Map(
      read.output.map(([key, value, time, over]) => [
        key,
        { value: value ?? undefined, time, over: over ?? undefined },
      ]),
    )
  } catch {
    return undefined
  }
}
