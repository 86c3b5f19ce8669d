import * as v from 'valibot'
import type { Clock } from '../../core/base/clock.ts'
import { millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { problemAnswer } from '../../core/protocol/api.ts'
import type { ExportMessage } from './export.ts'
import {
  importChannelAnswer,
  type ImportMessage,
  importMessagesAnswer,
  importPaths,
  importPeopleAnswer,
  importWorkspaceAnswer,
} from './import-api.ts'
import type { ImportTarget, TargetFailure } from './importer.ts'

export interface RelayTargetDeps {
  /** Without a slash at the end. */
  readonly url: string
  readonly adminToken: string
  readonly clock: Pick<Clock, 'after'>
}

/** A relay over HTTP. Waits for one that is restarting or out of breath: every request may be sent again. */
export function createRelayTarget(deps: RelayTargetDeps): ImportTarget {
  return {
    workspace: (name, owner) =>
      post(
        deps,
        importPaths.workspaces,
        { name, ...(owner === undefined ? {} : { owner }) },
        importWorkspaceAnswer,
      ),
    people: async (workspace, people) => {
      const made = await post(deps, importPaths.people(workspace), { people }, importPeopleAnswer)
      if (!made.ok) return made
      const { created } = made.value
      return ok({ created, present: people.length - created })
    },
    channel: (workspace, { source, name, topic }) =>
      post(deps, importPaths.channels(workspace), { source, name, topic }, importChannelAnswer),
    messages: async (workspace, channel, messages) => {
      const body = { messages: messages.map(toImportMessage) }
      const made = await post(deps, importPaths.messages(workspace, channel), body, importMessagesAnswer)
      if (!made.ok) return made
      const { imported: created, skipped: present, refused } = made.value
      return ok({ created, present, refused })
    },
  }
}

const toImportMessage = (message: ExportMessage): ImportMessage => ({
  ...message,
  author: message.author.source,
  mentions: [...message.mentions],
  reactions: message.reactions.map(({ emoji, by }) => ({ emoji, by: [...by] })),
})

/** How long to wait before each further attempt, in milliseconds: half a minute in all. */
const waits = [200, 500, 1_000, 2_000, 4_000, 8_000, 15_000]

async function post<Schema extends v.GenericSchema>(
  deps: RelayTargetDeps,
  path: string,
  body: object,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>, TargetFailure>> {
  const text = JSON.stringify(body)
  for (const wait of waits) {
    const answer = await attempt(deps, path, text, schema)
    if (answer.ok || answer.failure.kind === 'refused') return answer
    await new Promise<void>((resolve) => void deps.clock.after(millis(wait), resolve))
  }
  return attempt(deps, path, text, schema)
}

async function attempt<Schema extends v.GenericSchema>(
  { url, adminToken }: RelayTargetDeps,
  path: string,
  body: string,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>, TargetFailure>> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` }
  let status: number
  let answer: unknown
  try {
    const response = await fetch(url + path, { method: 'POST', headers, body })
    status = response.status
    answer = await response.json()
  } catch (error) {
    return fail({ kind: 'unreachable', detail: error instanceof Error ? error.message : String(error) })
  }
  if (status === 200) {
    const read = v.safeParse(schema, answer)
    return read.success
      ? ok(read.output)
      : fail({ kind: 'refused', detail: 'an answer that is none of ours' })
  }
  const problem = v.safeParse(problemAnswer, answer)
  const detail = problem.success ? (problem.output.detail ?? problem.output.title) : `HTTP ${status}`
  return fail({ kind: status === 429 || status >= 500 ? 'unreachable' : 'refused', detail })
}
