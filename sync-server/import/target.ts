/**
 * The relay's side of an import. Messages become ops of the relay's own gateway device and go through the same append
 * as everybody's; which of them are in is stored with their entries, in one transaction, so that an import that died
 * anywhere goes on exactly there.
 */
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  type ConversationId,
  conversationId,
  randomId,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import type { GatewayWriter } from '../messages/gateway-writer.ts'
import type { Relay } from '../relay/relay.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { Store } from '../store/store.ts'
import type { ImportMessage, ImportMessagesAnswer } from './import-api.ts'
import { messageOps, type MessageOps } from './message-ops.ts'
import { packEntries } from './pack-entries.ts'

export interface ImportTargetDeps {
  readonly store: Store
  readonly relay: Pick<Relay, 'directoryChanged'>
  readonly writer: GatewayWriter
  readonly clock: Clock
  readonly random: Random
}

/** The log cannot be written just now; what is in is in. */
export interface Unavailable {
  readonly kind: 'unavailable'
}

export interface ImportTarget {
  /** `not-found`: there is no such account to own it. */
  readonly workspace: (
    name: string,
    owner: string | undefined,
  ) => Promise<
    Result<{ readonly id: WorkspaceId; readonly created: boolean; readonly hasOwner: boolean }, NotFound>
  >
  readonly people: (
    workspace: WorkspaceId,
    people: ReadonlyArray<{ readonly source: string; readonly name: string }>,
  ) => Promise<Result<number, NotFound>>
  readonly channel: (
    workspace: WorkspaceId,
    channel: { readonly source: string; readonly name: string; readonly topic: string },
  ) => Promise<Result<{ readonly id: ConversationId; readonly created: boolean }, NotFound>>
  readonly messages: (
    workspace: WorkspaceId,
    conversation: ConversationId,
    messages: ReadonlyArray<ImportMessage>,
  ) => Promise<Result<ImportMessagesAnswer, NotFound | Unavailable>>
}

const maxTopicLength = 250

export function createImportTarget(deps: ImportTargetDeps): ImportTarget {
  const { store, relay, clock, random } = deps
  // One batch at a time: what it brings, the next one must find to be there.
  let last: Promise<unknown> = Promise.resolve()
  return {
    workspace: (name, owner) => ensureWorkspace(deps, name, owner),
    people: async (workspace, people) => {
      const named = people.map((person) => ({ ...person, user: randomId(userId, random) }))
      const created = await store.imports.ensurePeople(workspace, named, clock.now())
      if (created === undefined) return fail({ kind: 'not-found' })
      if (created > 0) await relay.directoryChanged(workspace)
      return ok(created)
    },
    channel: async (workspace, { source, name, topic }) => {
      const id = randomId(conversationId, random)
      const wanted = { workspace, source, name, topic: topic.slice(0, maxTopicLength), id }
      const channel = await store.imports.ensureChannel(wanted)
      if (channel?.created === true) await relay.directoryChanged(workspace)
      return channel === undefined ? fail({ kind: 'not-found' }) : ok(channel)
    },
    messages: (workspace, conversation, messages) => {
      const run = (): ReturnType<typeof importMessages> =>
        importMessages(deps, { workspace, conversation, messages })
      const done = last.then(run, run)
      last = done
      return done
    },
  }
}

async function ensureWorkspace(
  deps: ImportTargetDeps,
  name: string,
  owner: string | undefined,
): ReturnType<ImportTarget['workspace']> {
  const { store, relay, random } = deps
  const account = owner === undefined ? undefined : await store.accounts.credentials(owner)
  if (owner !== undefined && account === undefined) return fail({ kind: 'not-found' })
  const before = await store.directory.workspaceByName(name)
  const id = before ?? randomId(workspaceId, random)
  if (before === undefined) {
    const created = await store.directory.createWorkspace({ id, name, owner: account?.user, channels: [] })
    if (!created.ok) return ensureWorkspace(deps, name, owner) // somebody made it in between
  } else if (account !== undefined) await store.directory.join(id, account.user, 'owner')
  if (account !== undefined) await relay.directoryChanged(id, account.user)
  return ok({ id, created: before === undefined, hasOwner: await store.directory.hasOwner(id) })
}

interface Batch {
  readonly workspace: WorkspaceId
  readonly conversation: ConversationId
  readonly messages: ReadonlyArray<ImportMessage>
}

async function importMessages(
  deps: ImportTargetDeps,
  { workspace, conversation, messages }: Batch,
): Promise<Result<ImportMessagesAnswer, NotFound | Unavailable>> {
  const { imports, logs } = deps.store
  const log = await logs.log(conversation)
  if (log?.workspace !== workspace || log.sealed) return fail({ kind: 'not-found' }) // nothing is brought into what is sealed
  const known = await imports.importedMessages(
    conversation,
    messages.map(({ source }) => source),
  )
  const fresh = new Map(
    messages.filter(({ source }) => !known.has(source)).map((each) => [each.source, each]),
  )
  const people = await imports.people(workspace, [...new Set([...fresh.values()].flatMap(peopleOf))])
  const units: Array<MessageOps> = []
  const refused: Array<ImportMessagesAnswer['refused'][number]> = []
  for (const message of fresh.values()) {
    const made = messageOps(conversation, message, people)
    if (made.ok) units.push(made.value)
    const reason = made.ok ? made.value.omitted : made.failure
    if (reason !== undefined) refused.push({ source: message.source, reason })
  }
  if (units.length > 0 && !(await appendUnits(deps, conversation, units))) {
    return fail({ kind: 'unavailable' })
  }
  return ok({ imported: units.length, skipped: messages.length - fresh.size, refused })
}

const peopleOf = ({ author, mentions, reactions }: ImportMessage): ReadonlyArray<string> => [
  author,
  ...mentions,
  ...reactions.flatMap(({ by }) => by),
]

/** False if not all of it could be stored. */
async function appendUnits(
  { writer }: ImportTargetDeps,
  conversation: ConversationId,
  units: ReadonlyArray<MessageOps>,
): Promise<boolean> {
  const written = await writer.write(conversation, 'newest', (place) =>
    packEntries(place, units).map(({ sources, ...entry }) => ({ ...entry, imported: sources })),
  )
  return written.every(({ kind }) => kind === 'logged')
}
