/** The relay's directory and conversations as services, over a store and a relay of a test. */
import type { Random } from '../../core/base/random.ts'
import type { Clock } from '../../core/base/clock.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { type Access, createAccess } from '../../sync-server/access/access.ts'
import {
  type Conversations,
  createConversations,
  type NewConversation,
} from '../../sync-server/directory/conversations.ts'
import { createDirectory, type Directory } from '../../sync-server/directory/directory.ts'
import type { Relay } from '../../sync-server/relay/relay.ts'
import { createQuotas } from '../../sync-server/quotas/quotas.ts'
import type { Store } from '../../sync-server/store/store.ts'

export interface DirectoryServices {
  readonly access: Access
  readonly directory: Directory
  readonly conversations: Conversations
  /** A public channel, unless `more` says otherwise. */
  readonly createChannel: (
    user: UserId,
    channel: Pick<NewConversation, 'workspace' | 'name'> & Partial<NewConversation>,
  ) => ReturnType<Conversations['create']>
}

export function createDirectoryServices({
  store,
  relay,
  clock,
  random,
}: {
  readonly store: Store
  readonly relay: Pick<Relay, 'conversationChanged' | 'directoryChanged'>
  readonly clock: Clock
  readonly random: Random
}): DirectoryServices {
  const access = createAccess(store)
  const changed = (workspace: WorkspaceId, user?: UserId): Promise<void> =>
    relay.directoryChanged(workspace, user)
  const quotas = createQuotas({
    store: store.quotas,
    directory: store.directory,
    access: access,
    defaults: { fileBytes: undefined, people: undefined },
    rest: async () => {},
  })
  const directory = createDirectory({ store: store.directory, access, quotas, random, changed })
  const conversations = createConversations({
    store: store.conversations,
    access,
    relay,
    changed,
    clock,
    random,
  })
  return {
    access,
    directory,
    conversations,
    createChannel: (user, channel) =>
      conversations.create(user, { topic: '', icon: '', private: false, members: [], ...channel }),
  }
}
