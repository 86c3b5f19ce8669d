/** What an entry of an open log does to messages, step by step. */
import type { Millis } from '../../core/base/clock.ts'
import type { MessageOp } from '../../core/conversation/op.ts'
import { readUpdate } from '../../core/conversation/update-reader.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { OpPlace } from '../store/message-store.ts'
import { readMessageOp } from './op-vault.ts'

export type LogStep =
  | {
      readonly kind: 'op'
      readonly place: OpPlace
      readonly op: MessageOp
      readonly bytes: Uint8Array
      /** Whose entry it is. */
      readonly device: DeviceId
      readonly seq: number
      /** When the relay got it. */
      readonly time: Millis
    }
  | { readonly kind: 'erase'; readonly place: OpPlace; readonly length: number }

/** First what it adds, then what it deletes. What a claim or an op about no message brings is passed over. */
export function stepsOf({ bytes, seq, time }: LoggedEntry): ReadonlyArray<LogStep> {
  const entry = decodeEntry(bytes)
  if (!entry.ok || entry.value.kind !== 'content') return []
  const { segment, update, device } = entry.value
  const read = readUpdate(update)
  if (!read.ok) return [] // cannot have passed the validator
  const { section, deleter } = read.value
  const steps: Array<LogStep> = []
  for (const { clock, content } of section?.structs ?? []) {
    const op = content === undefined ? undefined : readMessageOp(content)
    if (content === undefined || op === undefined) continue
    const place = { segment, client: section?.client ?? 0, clock }
    steps.push({ kind: 'op', place, op, bytes: content, device, seq, time })
  }
  for (const { clock, length } of deleter?.ranges ?? []) {
    steps.push({ kind: 'erase', place: { segment, client: deleter?.client ?? 0, clock }, length })
  }
  return steps
}
