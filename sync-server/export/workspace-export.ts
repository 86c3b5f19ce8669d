/**
 * All that open conversations of a workspace say, for those who are obliged to hand it over: JSON, one object a line.
 *
 *     {"kind":"workspace", id, name, format}                              once, first
 *     {"kind":"person", id, name, username?, role}                        each member, placeholders of imports without a username
 *     {"kind":"conversation", id, name, topic}                            each open one, before what was said there
 *     {"kind":"op", conversation, seq, time, op}                          each op in the order of the log: messages, edits, reactions…
 *     {"kind":"erased", conversation, seq, time, by}                      there was something; its author has erased it (ER1)
 *     {"kind":"end", lines}                                               last: an export without it was cut off
 *
 * `seq` and `time` are those of the log, which whoever wrote the op could not choose; `op.at` is the clock of their device. Bytes are
 * base64. Sealed conversations are not in it: the relay cannot read them.
 */
import { decodeOp } from '../../core/conversation/op-codec.ts'
import { readUpdate } from '../../core/conversation/update-reader.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { DirectoryStore, WorkspaceOverview } from '../store/directory-store.ts'
import type { LogStore } from '../store/log-store.ts'

export interface ExportDeps {
  readonly directory: Pick<DirectoryStore, 'overview'>
  readonly logs: Pick<LogStore, 'log' | 'entries'>
}

/** How much of a log is in memory at once. */
const readBytes = 1_048_576

/** Undefined without such a workspace. The lines end with a line feed each. */
export async function exportWorkspace(
  deps: ExportDeps,
  workspace: WorkspaceId,
): Promise<AsyncIterable<string> | undefined> {
  const overview = await deps.directory.overview(workspace)
  return overview && numbered(linesOf(deps, workspace, overview))
}

async function* numbered(lines: AsyncIterable<object>): AsyncIterable<string> {
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

async function* linesOf(
  { logs }: ExportDeps,
  workspace: WorkspaceId,
  { name, members, conversations }: WorkspaceOverview,
): AsyncIterable<object> {
  yield { kind: 'workspace', id: workspace, name, format: 'tidings export 1' }
  for (const { user, ...member } of members) yield { kind: 'person', id: user, ...member }
  for (const conversation of conversations) {
    yield { kind: 'conversation', ...conversation }
    yield* logLines(logs, conversation.id)
  }
}

/** Up to where the log is when it begins. */
async function* logLines(logs: ExportDeps['logs'], conversation: ConversationId): AsyncIterable<object> {
  const upTo = (await logs.log(conversation))?.seq ?? 0
  for (let after = 0; ;) {
    const range = { segment: undefined, after, upTo }
    const entries = await logs.entries(conversation, range, { maxBytes: readBytes })
    if (entries.length === 0) return
    for (const entry of entries) yield* entryLines(conversation, entry)
    after = entries.at(-1)?.seq ?? upTo
  }
}

function* entryLines(
  conversation: ConversationId,
  { seq, time, bytes, erased }: LoggedEntry,
): Iterable<object> {
  const entry = decodeEntry(bytes)
  if (!entry.ok || entry.value.kind === 'claim') return
  const place = { conversation, seq, time: new Date(time).toISOString() }
  if (erased !== undefined) {
    yield { kind: 'erased', ...place, by: entry.value.user }
    return
  }
  const update = readUpdate(entry.value.update)
  for (const { content } of update.ok ? (update.value.section?.structs ?? []) : []) {
    const op = content === undefined ? undefined : decodeOp(content, { canonical: false })
    if (op?.ok) yield { kind: 'op', ...place, op: op.value }
  }
}
