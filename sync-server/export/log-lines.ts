/** Lines of an export: what the log of an open conversation says, and the count at the end. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { decodeOp } from '../../core/conversation/op-codec.ts'
import { readUpdate } from '../../core/conversation/update-reader.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { LogStore } from '../store/log-store.ts'

type Logs = Pick<LogStore, 'log' | 'entries'>

/** Whose words count. */
export interface Wanted {
  /** An entry of this user may hold ops of those: who has to be asked only where that is so. */
  readonly entryOf: (user: UserId) => boolean
  readonly opBy: (user: UserId) => boolean
}

const everything: Wanted = { entryOf: () => true, opBy: () => true }

/** How much of a log is in memory at once. */
const readBytes = 262_144

/** Each as JSON with a line feed; how many there were comes last. */
export async function* numbered(lines: AsyncIterable<object>): AsyncIterable<string> {
  let count = 0
  for await (const line of lines) {
    count++
    yield toJson(line)
  }
  yield toJson({ kind: 'end', lines: count })
}

const toJson = (line: object): string => `${JSON.stringify(line, bytesAsText)}\n`

const bytesAsText = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value

/** Up to where the log is when it begins. */
export async function* logLines(
  logs: Logs,
  conversation: ConversationId,
  wanted: Wanted = everything,
): AsyncIterable<object> {
  const upTo = (await logs.log(conversation))?.seq ?? 0
  for (let after = 0; ;) {
    const range = { segment: undefined, after, upTo }
    const entries = await logs.entries(conversation, range, { maxBytes: readBytes })
    if (entries.length === 0) return
    for (const entry of entries) yield* entryLines(conversation, entry, wanted)
    await nextTurn() // of what is not wanted nothing is sent, and others wait
    after = entries.at(-1)?.seq ?? upTo
  }
}

function* entryLines(
  conversation: ConversationId,
  { seq, time, bytes, erased }: LoggedEntry,
  wanted: Wanted,
): Iterable<object> {
  const entry = decodeEntry(bytes)
  if (!entry.ok || entry.value.kind === 'claim' || !wanted.entryOf(entry.value.user)) return
  const place = { conversation, seq, time: new Date(time).toISOString() }
  if (erased !== undefined) {
    yield { kind: 'erased', ...place, by: entry.value.user }
    return
  }
  const update = readUpdate(entry.value.update)
  for (const { content } of update.ok ? (update.value.section?.structs ?? []) : []) {
    const op = content === undefined ? undefined : decodeOp(content, { canonical: false })
    if (op?.ok && wanted.opBy(op.value.by)) yield { kind: 'op', ...place, op: op.value }
  }
}
