import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { DirectoryStore } from '../store/directory-store.ts'
import { type LogStore } from '../store/log-store.ts'

/** Whether a person may put files into a conversation, and fetch those of others: whoever reads there also writes there. */
export const createMayUse =
  (
    logs: Pick<LogStore, 'log'>,
    directory: Pick<DirectoryStore, 'audiencesOf'>,
  ): ((user: UserId, conversation: ConversationId) => Promise<boolean>) =>
  async (user, conversation) => {
    const log = await logs.log(conversation)
    if (log === undefined) return false
    return (await directory.audiencesOf(user)).includes(log.audience)
  }
