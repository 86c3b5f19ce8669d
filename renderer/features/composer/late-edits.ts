import type { Engine } from '../../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import type { SealedModels } from '../../engine/sealed-models.ts'
import type { Toasts } from '../../ui/toasts.ts'
import { conversationName } from '../people/conversation-name.ts'
import { words as unfinishedWords } from '../unfinished/words.ts'
import { watchEdits, type WatchEditsDeps } from './watch-edits.ts'
import { words } from './words.ts'

export interface LateEditsDeps extends Omit<WatchEditsDeps, 'tellLate'> {
  readonly engine: Engine
  readonly sealed: SealedModels | undefined
  readonly toasts: Toasts
}

/** New texts that came too late: who deleted the message, or that it says something else now, and where, is said. Until the returned function is called. */
export function watchLate(deps: LateEditsDeps): () => void {
  const { engine, toasts } = deps
  return watchEdits({
    ...deps,
    tellLate: ({ conversation }, by) => {
      const { workspace, title } = whereIs(deps, conversation)
      if (by === undefined) return void toasts.say({ text: unfinishedWords.editMasked(title) })
      const name = workspace && engine.member(workspace, by)?.name
      toasts.say({ text: unfinishedWords.editLate(name ?? words.someone, title) })
    },
  })
}

interface Where {
  readonly workspace?: WorkspaceId
  readonly title: string
}

function whereIs({ engine, sealed }: LateEditsDeps, conversation: ConversationId): Where {
  for (const { id: workspace, channels, documents } of engine.directory.read().workspaces) {
    const channel = channels.find(({ id }) => id === conversation)
    if (channel !== undefined) return { workspace, title: `#${channel.name}` }
    const document = documents.find((each) => each.conversation === conversation)
    if (document !== undefined) return { workspace, title: document.title }
  }
  const found = sealed?.people.conversations.read().find(({ id }) => id === conversation)
  if (found === undefined) return { title: '' }
  const { workspace } = found
  const title = conversationName(found, (user) => engine.member(workspace, user)?.name ?? words.someone)
  return { workspace, title }
}
