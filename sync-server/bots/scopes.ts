/** What each scope of a bot's token opens, of what the table of permissions lets the bot do. */
import type { BotScope } from '../../core/protocol/bots-api.ts'
import type { Action } from '../../core/protocol/permissions.ts'

const actions: Record<BotScope, ReadonlyArray<Action>> = {
  'messages:read': ['workspace.read', 'workspace.people', 'conversation.read'],
  'messages:write': ['message.send', 'message.edit', 'message.remove', 'message.react', 'message.pin'],
}

/** Calls without an action are about one's own account: people make them. */
export const opens = (scopes: ReadonlyArray<BotScope>, action: Action | undefined): boolean =>
  action !== undefined && scopes.some((scope) => actions[scope].includes(action))
