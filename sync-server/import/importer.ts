/** Carries an export to a relay. Every step may be done twice: an import that was cut off is simply run again. */
import { ok, type Result } from '../../core/base/result.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import {
  count,
  type ChatExport,
  type ExportChannel,
  type ExportFile,
  type ExportMessage,
  type ExportPerson,
  type ExportProblem,
  type Tally,
} from './export.ts'

export interface Stored {
  readonly created: number
  /** Were there before, from an earlier run. */
  readonly present: number
}

export type TargetFailure =
  /** Nobody answers, or not any more. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string }

type FromTarget<Value> = Promise<Result<Value, TargetFailure>>

/** A relay as an import sees it. Answers come after a durable commit. */
export interface ImportTarget {
  readonly workspace: (name: string) => FromTarget<WorkspaceId>
  readonly people: (workspace: WorkspaceId, people: ReadonlyArray<ExportPerson>) => FromTarget<Stored>
  readonly channel: (
    workspace: WorkspaceId,
    channel: ExportChannel,
  ) => FromTarget<{ readonly id: ConversationId; readonly created: boolean }>
  /** The authors must be known; `messages` of one channel come in order, one call after the other. */
  readonly messages: (
    conversation: ConversationId,
    messages: ReadonlyArray<ExportMessage>,
  ) => FromTarget<Stored>
}

export interface Outcome {
  readonly people: Stored
  readonly channels: Stored
  readonly messages: Stored
  readonly problems: ReadonlyArray<ExportProblem>
  readonly passedOver: ReadonlyMap<string, number>
}

export interface ImportProgress {
  readonly messages: number
  readonly bytes: number
  readonly ofBytes: number
}

export interface ImportDeps {
  readonly target: ImportTarget
  /** After each batch that is stored. */
  readonly progress: (progress: ImportProgress) => void
}

/** A batch is one commit: large enough that its fsync costs little, small enough to show that it goes on. */
const batchMessages = 1_000
const batchPeople = 2_000

/** Brings all of `chat` into the workspace of this name, which is made if need be. */
export async function importChat(
  chat: ChatExport,
  workspaceName: string,
  { target, progress }: ImportDeps,
): Promise<Result<Outcome, TargetFailure>> {
  const workspace = await target.workspace(workspaceName)
  if (!workspace.ok) return workspace
  const people = createPeople(target, workspace.value)
  const known = await people.bring(chat.people)
  if (!known.ok) return known
  const run: Run = {
    chat,
    target,
    progress,
    people,
    workspace: workspace.value,
    channels: createCount(),
    messages: createCount(),
    problems: [...chat.problems],
    passedOver: new Map(chat.passedOver),
    bytes: {
      done: 0,
      all: chat.channels.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0),
    },
  }
  for (const channel of chat.channels) {
    const brought = await bringChannel(run, channel)
    if (!brought.ok) return brought
  }
  const { problems, passedOver } = run
  return ok({
    people: people.read(),
    channels: run.channels.read(),
    messages: run.messages.read(),
    problems,
    passedOver,
  })
}

type Done = Promise<Result<void, TargetFailure>>

interface Run extends ImportDeps {
  readonly chat: ChatExport
  readonly workspace: WorkspaceId
  readonly people: People
  readonly channels: Count
  readonly messages: Count
  readonly problems: Array<ExportProblem>
  readonly passedOver: Tally
  readonly bytes: { done: number; readonly all: number }
}

async function bringChannel(run: Run, channel: ExportChannel): Done {
  const made = await run.target.channel(run.workspace, channel)
  if (!made.ok) return made
  const { id, created } = made.value
  run.channels.add({ created: created ? 1 : 0, present: created ? 0 : 1 })
  for (const file of channel.files) {
    const brought = await bringFile(run, id, file)
    if (!brought.ok) return brought
  }
  return ok(undefined)
}

async function bringFile(run: Run, conversation: ConversationId, file: ExportFile): Done {
  const { messages, problems, passedOver } = await run.chat.read(file)
  run.problems.push(...problems)
  for (const [reason, times] of passedOver) count(run.passedOver, reason, times)
  const { done, all } = run.bytes
  let sent = 0
  for (const batch of batches(messages, batchMessages)) {
    const met = await run.people.bringAllOf(batch)
    if (!met.ok) return met
    const stored = await run.target.messages(conversation, batch)
    if (!stored.ok) return stored
    run.messages.add(stored.value)
    sent += batch.length
    const bytes = done + (file.bytes * sent) / messages.length
    run.progress({ messages: run.messages.sum(), bytes, ofBytes: all })
  }
  run.bytes.done = done + file.bytes
  return ok(undefined)
}

interface People {
  readonly bring: (people: ReadonlyArray<ExportPerson>) => Done
  readonly bringAllOf: (messages: ReadonlyArray<ExportMessage>) => Done
  readonly read: () => Stored
}

function createPeople(target: ImportTarget, workspace: WorkspaceId): People {
  const known = new Set<string>()
  const total = createCount()
  const bring: People['bring'] = async (people) => {
    for (const batch of batches(people, batchPeople)) {
      const stored = await target.people(workspace, batch)
      if (!stored.ok) return stored
      total.add(stored.value)
      for (const { source } of batch) known.add(source)
    }
    return ok(undefined)
  }
  return { bring, bringAllOf: (messages) => bring(peopleIn(messages, known)), read: total.read }
}

/** Everybody whom `messages` name and who is not `known`; who only reacted or was mentioned is named by the id. */
function peopleIn(
  messages: ReadonlyArray<ExportMessage>,
  known: ReadonlySet<string>,
): ReadonlyArray<ExportPerson> {
  const found = new Map<string, ExportPerson>()
  for (const { author } of messages) if (!known.has(author.source)) found.set(author.source, author)
  for (const { mentions, reactions } of messages) {
    for (const source of [...mentions, ...reactions.flatMap(({ by }) => by)]) {
      if (!known.has(source) && !found.has(source)) found.set(source, { source, name: source })
    }
  }
  return [...found.values()]
}

function* batches<Item>(items: ReadonlyArray<Item>, size: number): Generator<ReadonlyArray<Item>> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size)
}

interface Count {
  readonly add: (stored: Stored) => void
  readonly read: () => Stored
  readonly sum: () => number
}

function createCount(): Count {
  let created = 0
  let present = 0
  return {
    add: (stored) => {
      created += stored.created
      present += stored.present
    },
    read: () => ({ created, present }),
    sum: () => created + present,
  }
}
