/** What a person may do, from the table that the relay asks too: what is not allowed is not offered. */
import type { Channel, Workspace } from '../../../core/engine/engine.ts'
import { type Role, roles } from '../../../core/protocol/directory.ts'
import { type Action, may, mayChangeRole } from '../../../core/protocol/permissions.ts'

export interface ChannelRights {
  /** Name, topic and icon. */
  readonly update: boolean
  readonly archive: boolean
  /** Who is in it, and who looks after it. */
  readonly members: boolean
  /** Back into a public one that they have left. */
  readonly join: boolean
  readonly leave: boolean
}

/** `role`: the person's in the workspace. */
export function channelRights(channel: Pick<Channel, 'role' | 'joined'>, role: Role): ChannelRights {
  const allowed = (action: Action): boolean => may(action, { workspace: role, conversation: channel.role })
  const isIn = channel.joined !== false
  return {
    update: allowed('conversation.update'),
    archive: allowed('conversation.archive'),
    members: allowed('conversation.members'),
    join: !isIn && allowed('conversation.join'),
    leave: isIn && allowed('conversation.leave'),
  }
}

/** Nobody writes in an archived channel, nor who has left it. */
export const isClosed = ({ archived, joined }: Channel): boolean => archived === true || joined === false

/** What concerns the workspace as a whole, or is begun in it. */
export const mayIn = ({ role }: Pick<Workspace, 'role'>, action: Action): boolean =>
  may(action, { workspace: role })

/** Channels that are not listed are read and joined from there: guests have none of these but archived ones. */
export const mayBrowse = (workspace: Pick<Workspace, 'role' | 'channels'>): boolean =>
  mayIn(workspace, 'conversation.join') || workspace.channels.length > 0

export interface MemberRights {
  /** Those that the member can be given. */
  readonly roles: ReadonlyArray<Role>
  readonly remove: boolean
}

/** What a person with role `by` may do to somebody with role `of`. */
export const memberRights = (by: Role, of: Role): MemberRights => ({
  roles: roles.filter((to) => to !== of && mayChangeRole(by, of, to)),
  remove: mayChangeRole(by, of, undefined),
})
