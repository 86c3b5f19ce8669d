/** What is sent of an event: read when it is sent, so that what was taken back meanwhile is told no more. */
import type { Message } from '../../core/conversation/message.ts'
import type { ConversationId, DeliveryId } from '../../core/protocol/ids.ts'
import type { MessageAnswer } from '../../core/protocol/messages-api.ts'
import type { Store } from '../store/store.ts'
import type { WebhookEvent, WebhookRow } from '../store/webhook-store.ts'
import { hears } from './hears.ts'
import type { MessageLookup } from './message-lookup.ts'

export interface ComposeDeps {
  readonly store: Pick<Store, 'conversations' | 'messages'>
  readonly lookUp: MessageLookup
  /** As REST shows it. */
  readonly show: (conversation: ConversationId, message: Message) => MessageAnswer
}

/** JSON; undefined if what it is about is gone, or may not be told any more. */
export async function composeBody(
  deps: ComposeDeps,
  webhook: Pick<WebhookRow, 'workspace' | 'conversations' | 'changedBy'>,
  { id, event }: { readonly id: DeliveryId; readonly event: WebhookEvent },
): Promise<string | undefined> {
  const { conversations, messages } = deps.store
  const { type, conversation, message, user, time } = event
  if (conversation !== undefined && !(await hears(conversations, webhook, conversation))) return undefined
  const found =
    conversation === undefined || message === undefined
      ? undefined
      : await deps.lookUp(conversation, message, user)
  if (message !== undefined && found === undefined) return undefined
  return JSON.stringify({
    id,
    type,
    timestamp: new Date(time).toISOString(),
    data: {
      workspace: webhook.workspace,
      ...(conversation && {
        conversation: { id: conversation, name: (await messages.about(conversation))?.name ?? '' },
      }),
      ...(user && { user: { id: user, name: (await messages.nameOf(user)) ?? '' } }),
      ...(conversation && found && { message: deps.show(conversation, found) }),
    },
  })
}
