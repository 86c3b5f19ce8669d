/**
 * Where in the app the person is, and the conversations kept open: the one shown and the two before it, so that going
 * back is instant and finds the same place. It follows the directory: what vanishes from there is left.
 */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Channel, Engine, Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import type { Remembered } from '../../platform/remembered.ts'
import { type ConversationModel, createConversationModel } from '../conversation/conversation-model.ts'

const kept = 3

export interface Place {
  readonly workspace: WorkspaceId | undefined
  readonly conversation: ConversationModel | undefined
}

export interface Places {
  readonly place: Readable<Place>
  readonly goToWorkspace: (id: WorkspaceId) => void
  readonly goToChannel: (workspace: WorkspaceId, id: ConversationId) => void
  readonly close: () => void
}

export interface PlacesDeps {
  readonly engine: Engine
  readonly remembered: Remembered
}

const workspaceKey = 'workspace'
const channelKey = (workspace: WorkspaceId): string => `channel:${workspace}`

export function createPlaces({ engine, remembered }: PlacesDeps): Places {
  const place = createCell<Place>({ workspace: undefined, conversation: undefined })
  let models: ReadonlyArray<ConversationModel> = [] // the one shown last comes first

  const modelOf = (id: ConversationId): ConversationModel | undefined => {
    const known = models.find((model) => model.id === id)
    const opened = known === undefined ? engine.open(id) : undefined
    const model = known ?? (opened && createConversationModel(id, opened))
    if (model === undefined) return undefined
    const all = [model, ...models.filter((other) => other !== model)]
    for (const old of all.slice(kept)) old.close()
    models = all.slice(0, kept)
    return model
  }

  const goToChannel = (workspace: WorkspaceId, id: ConversationId): void => {
    remembered.write(workspaceKey, workspace)
    remembered.write(channelKey(workspace), id)
    place.write({ workspace, conversation: modelOf(id) })
  }

  const enter = (workspace: Workspace): void => {
    const channel = firstOf(workspace.channels, remembered.read(channelKey(workspace.id)))
    if (channel === undefined) place.write({ workspace: workspace.id, conversation: undefined })
    else goToChannel(workspace.id, channel.id)
  }

  /** Goes somewhere sensible if the place is nowhere or has vanished. */
  const settle = (): void => {
    const { workspaces } = engine.directory.read()
    const { workspace, conversation } = place.read()
    const here = workspaces.find(({ id }) => id === workspace)
    if (here !== undefined && here.channels.some(({ id }) => id === conversation?.id)) return
    const next = here ?? firstOf(workspaces, remembered.read(workspaceKey))
    if (next !== undefined) return enter(next)
    if (workspace !== undefined) place.write({ workspace: undefined, conversation: undefined })
  }

  settle()
  const stop = engine.directory.listen(settle)
  return {
    place,
    goToChannel,
    goToWorkspace: (id) => {
      const workspace = engine.directory.read().workspaces.find((each) => each.id === id)
      if (workspace !== undefined) enter(workspace)
    },
    close: () => {
      stop()
      for (const model of models) model.close()
      models = []
    },
  }
}

const firstOf = <Item extends Workspace | Channel>(
  items: ReadonlyArray<Item>,
  preferred: string | undefined,
): Item | undefined => items.find(({ id }) => id === preferred) ?? items[0]
