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
import type { WorkspaceId } from '../../core/protocol/ids.ts'
import type { DirectoryStore, WorkspaceOverview } from '../store/directory-store.ts'
import type { LogStore } from '../store/log-store.ts'
import { logLines, numbered } from './log-lines.ts'

export interface ExportDeps {
  readonly directory: Pick<DirectoryStore, 'overview'>
  readonly logs: Pick<LogStore, 'log' | 'entries'>
}

/** Undefined without such a workspace. The lines end with a line feed each. */
export async function exportWorkspace(
  deps: ExportDeps,
  workspace: WorkspaceId,
): Promise<AsyncIterable<string> | undefined> {
  const overview = await deps.directory.overview(workspace)
  return overview && numbered(linesOf(deps, workspace, overview))
}

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
