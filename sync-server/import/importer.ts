/** Carries an export to a relay. Every step may be done twice: an import that was cut off is simply run again. */
import { ok, type Result } from '../../core/base/result.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { forTerminal } from './clean-text.ts'
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
  /** Makes the workspace if need be, and the account with the username `owner` its owner. */
  readonly workspace: (
    name: string,
    owner: string | undefined,
  ) => FromTarget<{ readonly id: WorkspaceId; readonly hasOwner: boolean }>
  readonly people: (workspace: WorkspaceId, people: ReadonlyArray<ExportPerson>) => FromTarget<Stored>
  readonly channel: (
    workspace: WorkspaceId,
    channel: ExportChannel,
  ) => FromTarget<{ readonly id: ConversationId; readonly created: boolean }>
  /** Whoever is named in `messages` must be known; those of one channel come in order, one call after the other. */
  readonly messages: (
    workspace: WorkspaceId,
    channel: ConversationId,
    messages: ReadonlyArray<ExportMessage>,
  ) => FromTarget<
    Stored & { readonly refused: ReadonlyArray<{ readonly source: string; readonly reason: string }> }
  >
}

export interface Outcome {
  /** False: nobody governs the workspace yet. */
  readonly hasOwner: boolean
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
  { name, owner }: { readonly name: string; readonly owner: string | undefined },
  { target, progress }: ImportDeps,
): Promise<Result<Outcome, TargetFailure>> {
  const workspace = await target.workspace(name, owner)
  if (!workspace.ok) return workspace
  const { id, hasOwner } = workspace.value
  const people = createPeople(target, id)
  const known = await people.bring(chat.people)
  if (!known.ok) return known
  const run: Run = {
    chat,
    target,
    progress,
    people,
    workspace: id,
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
    hasOwner,
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
  for (const batch of batches(messages, batchMessages, messageWeight)) {
    const met = await run.people.bringAllOf(batch)
    if (!met.ok) return met
    const stored = await run.target.messages(run.workspace, conversation, batch)
    if (!stored.ok) return stored
    run.messages.add(stored.value)
    for (const { source, reason } of stored.value.refused) {
      run.problems.push({ file: forTerminal(file.name), text: `the message of ${source}: ${reason}` })
    }
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
    for (const batch of batches(people, batchPeople, () => 1)) {
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

/** Cuts `items` into runs of at most `size` items and, but for single ones, of `maxWeight` together. */
function* batches<Item>(
  items: ReadonlyArray<Item>,
  size: number,
  weight: (item: Item) => number,
): Generator<ReadonlyArray<Item>> {
  let from = 0
  let sum = 0
  for (const [index, item] of items.entries()) {
    const heavier = sum + weight(item)
    if (index > from && (index - from === size || heavier > maxWeight)) {
      yield items.slice(from, index)
      from = index
      sum = weight(item)
    } else sum = heavier
  }
  if (from < items.length) yield items.slice(from)
}

/** Characters in a batch: as JSON they stay far under what the relay takes in one request. */
const maxWeight = 2_000_000
const messageWeight = ({ text, reactions }: ExportMessage): number =>
  text.length + reactions.reduce((sum, { by }) => sum + by.length * 70, 0)

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
