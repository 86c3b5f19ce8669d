/**
 * Where in the app the person is, and the conversations kept open: the one shown and the two before it, so that going
 * back is instant; of others the place where they were read is kept, as long as the window is open. It follows the directory: what vanishes from there is left.
 */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Channel, Engine, Workspace } from '../../../core/engine/engine.ts'
import { workspaceWith } from '../../../core/engine/workspace-with.ts'
import type { ConversationId, OpId, WorkspaceId } from '../../../core/protocol/ids.ts'
import type { SealedConversation } from '../people/people-model.ts'
import type { KeptModes } from '../composer/kept-modes.ts'
import type { Remembered } from '../../platform/remembered.ts'
import {
  type ConversationModel,
  createConversationModel,
  type ReadingPlace,
} from '../conversation/conversation-model.ts'

const kept = 3

export interface Place {
  readonly workspace: WorkspaceId | undefined
  readonly conversation: ConversationModel | undefined
}

export interface Places {
  readonly place: Readable<Place>
  /**
   * To a channel, document (by its conversation) or sealed conversation, or to the one shown last in that workspace. What was just created or joined is gone to as soon as the
   * directory tells of it.
   */
  readonly go: (workspace: WorkspaceId, channel?: ConversationId) => void
  /**
   * To a message: its conversation is gone to, and its list goes back as far as it must. `key` as by `keyOf`. False if there is no
   * such conversation.
   */
  readonly goTo: (channel: ConversationId, key: string) => boolean
  /** To a block of the document whose conversation that is. */
  readonly goToBlock: (channel: ConversationId, block: OpId) => boolean
  /** To a conversation, wherever it is. False if there is none. */
  readonly goToConversation: (channel: ConversationId) => boolean
  /** To a conversation, with a thread of it beside its messages. */
  readonly goToThread: (channel: ConversationId, root: OpId) => void
  /** Takes a place and follows the directory, until the returned function is called. */
  readonly start: () => () => void
}

/** A channel, the conversation of a document, or a sealed conversation. */
type Target = Pick<Channel, 'id' | 'unread' | 'unreadCount'>

interface Wish {
  readonly workspace: string
  /** Undefined for the one shown last in that workspace. */
  readonly channel: string | undefined
}

export interface PlacesDeps {
  readonly engine: Engine
  readonly remembered: Remembered
  readonly modes: KeptModes
  /** Undefined where there are none. */
  readonly sealed: Readable<ReadonlyArray<SealedConversation>> | undefined
}

const workspaceKey = 'workspace'
const channelKey = (workspace: string): string => `channel:${workspace}`

export function createPlaces({ engine, remembered, modes, sealed }: PlacesDeps): Places {
  const place = createCell<Place>({ workspace: undefined, conversation: undefined })
  const pool = createPool(engine, modes)
  const last = remembered.read(workspaceKey)
  // The directory may tell of the last place later than of others.
  let wish: Wish | undefined =
    last === undefined ? undefined : { workspace: last, channel: lastChannel(last) }

  function lastChannel(workspace: string): string | undefined {
    return remembered.read(channelKey(workspace))
  }

  const { conversationsOf, workspaceOf, listen } = createTargets(engine, sealed)

  const show = (workspace: Workspace, channel: Target | undefined): void => {
    const current = place.read()
    if (current.workspace === workspace.id && current.conversation?.id === channel?.id) return
    current.conversation?.endVisit()
    const next = channel && pool.take(channel.id)
    next?.beginVisit(channel?.unread === true, channel?.unreadCount)
    place.write({ workspace: workspace.id, conversation: next })
  }

  const grant = ({ workspace, channel }: Wish): boolean => {
    const target = engine.directory.read().workspaces.find(({ id }) => id === workspace)
    if (target === undefined) return false
    const all = conversationsOf(target)
    const found =
      channel === undefined ? firstOf(all, lastChannel(workspace)) : all.find(({ id }) => id === channel)
    if (found === undefined && channel !== undefined) return false
    remembered.write(workspaceKey, target.id)
    if (found !== undefined) remembered.write(channelKey(target.id), found.id)
    show(target, found)
    return true
  }

  /** Goes where the person wants to be, or somewhere sensible if the place is nowhere or has vanished. */
  const settle = (): void => {
    if (wish !== undefined && grant(wish)) wish = undefined
    const { workspaces } = engine.directory.read()
    const { workspace, conversation } = place.read()
    const here = workspaces.find(({ id }) => id === workspace)
    if (here !== undefined && conversationsOf(here).some(({ id }) => id === conversation?.id)) return
    const next = here ?? firstOf(workspaces, last)
    if (next !== undefined) return show(next, firstOf(conversationsOf(next), lastChannel(next.id)))
    if (workspace !== undefined) place.write({ workspace: undefined, conversation: undefined })
  }

  const go = (workspace: WorkspaceId, channel?: ConversationId): void => {
    wish = { workspace, channel }
    settle()
  }
  return {
    place,
    go,
    ...createWays(place, workspaceOf, go),
    start: () => {
      settle()
      const stop = listen(settle)
      return () => {
        stop()
        pool.close()
        place.write({ workspace: undefined, conversation: undefined })
      }
    },
  }
}

/** To what stands in a conversation, by way of that. */
function createWays(
  place: Readable<Place>,
  workspaceOf: (conversation: ConversationId) => WorkspaceId | undefined,
  go: Places['go'],
): Pick<Places, 'goTo' | 'goToBlock' | 'goToConversation' | 'goToThread'> {
  const find = (channel: ConversationId): ConversationModel | undefined => {
    const workspace = workspaceOf(channel)
    if (workspace !== undefined) go(workspace, channel)
    const { conversation } = place.read()
    return conversation?.id === channel ? conversation : undefined
  }
  return {
    goTo: (channel, key) => {
      const conversation = find(channel)
      conversation?.seek(key)
      return conversation !== undefined
    },
    goToBlock: (channel, block) => {
      const conversation = find(channel)
      conversation?.block.write(block)
      return conversation !== undefined
    },
    goToConversation: (channel) => find(channel) !== undefined,
    goToThread: (channel, root) => find(channel)?.showPanel({ kind: 'thread', root }),
  }
}

/** What there is to be gone to. */
function createTargets(
  { directory }: Engine,
  sealed: PlacesDeps['sealed'],
): {
  /** Channels, first the one that every workspace begins with, then documents, then the sealed conversations. */
  readonly conversationsOf: (workspace: Workspace) => ReadonlyArray<Target>
  readonly workspaceOf: (conversation: ConversationId) => WorkspaceId | undefined
  readonly listen: (listener: () => void) => () => void
} {
  const allSealed = (): ReadonlyArray<SealedConversation> => sealed?.read() ?? []
  return {
    conversationsOf: ({ id, channels, documents }) => [
      ...channels.toSorted((left, right) => Number(right.name === entrance) - Number(left.name === entrance)),
      ...documents.map((document) => ({ ...document, id: document.conversation })),
      ...allSealed().filter(({ workspace }) => workspace === id),
    ],
    workspaceOf: (conversation) =>
      workspaceWith(directory.read(), conversation)?.id ??
      allSealed().find(({ id }) => id === conversation)?.workspace,
    listen: (listener) => {
      const stops = [directory.listen(listener), sealed?.listen(listener)]
      return () => {
        for (const stop of stops) stop?.()
      }
    },
  }
}

/** As the relay calls the channel that it makes with each workspace. */
const entrance = 'general'

interface Pool {
  /** Opens it unless it is open. Undefined if the directory has no such conversation. */
  readonly take: (id: ConversationId) => ConversationModel | undefined
  readonly close: () => void
}

/** Keeps the conversations that were taken last open. */
function createPool(engine: Engine, modes: KeptModes): Pool {
  let models: ReadonlyArray<ConversationModel> = [] // the one taken last comes first
  /** Of those that were closed. */
  const reading = new Map<ConversationId, ReadingPlace>()
  return {
    take: (id) => {
      const known = models.find((model) => model.id === id)
      const opened = known === undefined ? engine.open(id) : undefined
      const model =
        known ?? (opened && createConversationModel(id, opened, (root) => modes.of(engine.self, id, root)))
      if (model === undefined) return undefined
      if (known === undefined) model.setReadingPlace(reading.get(id))
      const all = [model, ...models.filter((other) => other !== model)]
      for (const old of all.slice(kept)) {
        const place = old.readingPlace()
        if (place === undefined) reading.delete(old.id)
        else reading.set(old.id, place)
        old.close()
      }
      models = all.slice(0, kept)
      return model
    },
    close: () => {
      for (const model of models) model.close()
      models = []
    },
  }
}

const firstOf = <Item extends Workspace | Target>(
  items: ReadonlyArray<Item>,
  preferred: string | undefined,
): Item | undefined => items.find(({ id }) => id === preferred) ?? items[0]
