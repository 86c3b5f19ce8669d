/** Which webhook is told what. */
import type { ConversationId } from '../../core/protocol/ids.ts'
import { may } from '../../core/protocol/permissions.ts'
import type { ConversationStore } from '../store/conversation-store.ts'
import type { WebhookEvent, WebhookRow } from '../store/webhook-store.ts'

type Place = Pick<WebhookRow, 'workspace' | 'conversations' | 'changedBy'>

/**
 * Public channels, unless it is limited to others. Private ones are told where they are named alone, and as long as who named them
 * reads them and may integrate. Sealed ones never, nor what was deleted.
 */
export async function hears(
  { standing }: Pick<ConversationStore, 'standing'>,
  { workspace, conversations, changedBy }: Place,
  conversation: ConversationId,
): Promise<boolean> {
  const found = await standing(conversation, changedBy)
  if (found === undefined || found.sealed || found.workspace !== workspace) return false
  const isNamed = conversations.includes(conversation)
  if (!found.private) return isNamed || conversations.length === 0
  return (
    isNamed &&
    found.reads &&
    found.role !== undefined &&
    may('workspace.integrate', { workspace: found.role })
  )
}

/** What is about no conversation is told to those that are limited to none. */
export const wants = async (
  store: Pick<ConversationStore, 'standing'>,
  webhook: Place & Pick<WebhookRow, 'events'>,
  { type, conversation }: Pick<WebhookEvent, 'type' | 'conversation'>,
): Promise<boolean> => {
  if (!webhook.events.includes(type)) return false
  return conversation === undefined ? webhook.conversations.length === 0 : hears(store, webhook, conversation)
}
