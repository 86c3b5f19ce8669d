/**
 * Who may do what, in one table. Whatever the door (REST, sockets, rooms, JSON gateway, bots), it asks here, and the app
 * before it offers anything; what of a log is judged by whom says PM5. A row names the roles that are enough: one of the
 * workspace, or one of the conversation, or being its author.
 */
import type { Role } from './directory.ts'

export const conversationRoles = ['admin', 'member'] as const
export type ConversationRole = (typeof conversationRoles)[number]

interface Rule {
  readonly workspace: ReadonlyArray<Role>
  /** Of the conversation that it is about. */
  readonly conversation?: ReadonlyArray<ConversationRole>
  /** Enough for what one wrote oneself. */
  readonly author?: true
}

const everybody: ReadonlyArray<Role> = ['owner', 'admin', 'member', 'guest']
const members: ReadonlyArray<Role> = ['owner', 'admin', 'member']
const leaders: ReadonlyArray<Role> = ['owner', 'admin']

export const permissions = {
  'workspace.read': { workspace: everybody },
  /** Guests see the people of their conversations alone. */
  'workspace.people': { workspace: members },
  /** Sees the addresses that people gave. */
  'workspace.contacts': { workspace: leaders },
  'workspace.update': { workspace: leaders },
  'workspace.leave': { workspace: everybody },
  'workspace.invite': { workspace: leaders },
  /** Nobody gives or takes a role above their own: see `mayChangeRole`. */
  'workspace.members': { workspace: leaders },
  'workspace.usage': { workspace: leaders },
  'workspace.audit': { workspace: leaders },
  'person.report': { workspace: everybody },
  'workspace.moderate': { workspace: leaders },
  'workspace.integrate': { workspace: leaders },
  'workspace.retain': { workspace: ['owner'] },
  'placeholder.match': { workspace: leaders },
  'conversation.create': { workspace: members },
  'document.create': { workspace: members },
  'document.rename': { workspace: members },
  'document.read': { workspace: members },

  // Of a conversation that one may read; of others nobody says that they are there.
  'conversation.read': { workspace: everybody },
  'conversation.join': { workspace: members },
  'conversation.leave': { workspace: everybody },
  'conversation.settings': { workspace: everybody },
  'conversation.update': { workspace: leaders, conversation: ['admin'] },
  'conversation.archive': { workspace: leaders, conversation: ['admin'] },
  'conversation.delete': { workspace: leaders, conversation: ['admin'] },
  'conversation.members': { workspace: leaders, conversation: ['admin'] },
  'message.send': { workspace: everybody },
  'message.react': { workspace: everybody },
  'message.pin': { workspace: members },
  'message.report': { workspace: everybody },
  /** Shows other words in place of somebody's own. */
  'message.mask': { workspace: leaders, conversation: ['admin'] },
  'message.edit': { workspace: [], author: true },
  'message.remove': { workspace: leaders, conversation: ['admin'], author: true },
} as const satisfies Record<string, Rule>

export type Action = keyof typeof permissions

/** How somebody stands to the place that an action is about. */
export interface Standing {
  readonly workspace: Role
  readonly conversation?: ConversationRole | undefined
  readonly isAuthor?: boolean
}

export function may(action: Action, { workspace, conversation, isAuthor }: Standing): boolean {
  const rule: Rule = permissions[action]
  return (
    rule.workspace.includes(workspace) ||
    (conversation !== undefined && rule.conversation?.includes(conversation) === true) ||
    (isAuthor === true && rule.author === true)
  )
}

const rank: Record<Role, number> = { owner: 3, admin: 2, member: 1, guest: 0 }

/** Owners may do all to all; admins only among members and guests. `to` is undefined for taking somebody out. */
export function mayChangeRole(by: Role, from: Role, to: Role | undefined): boolean {
  if (!may('workspace.members', { workspace: by })) return false
  return by === 'owner' || (rank[from] < rank.admin && (to === undefined || rank[to] < rank.admin))
}
