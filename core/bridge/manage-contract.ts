/** What the page may ask main about open channels and the people of a workspace. Part of `contract.ts`. */
import * as v from 'valibot'
import { archiveBody, conversationRoleBody, roleBody, updateConversationBody } from '../protocol/api.ts'
import { accentBody } from '../protocol/pictures-api.ts'
import { conversationIdSchema, userIdSchema, workspaceIdSchema } from '../protocol/id-schemas.ts'

const ofChannel = { conversation: conversationIdSchema }
const ofChannelMember = { ...ofChannel, user: userIdSchema }
const ofMember = { workspace: workspaceIdSchema, user: userIdSchema }

/** Each is done at the relay or not at all; what comes of it arrives with the directory. */
export const manageInputs = {
  /** Name, topic and icon: those that are to be others. */
  'channel.update': v.strictObject({ ...ofChannel, ...updateConversationBody.entries }),
  'channel.archive': v.strictObject({ ...ofChannel, ...archiveBody.entries }),
  'channel.leave': v.strictObject(ofChannel),
  /** A public one that one has left. */
  'channel.join': v.strictObject(ofChannel),
  /** Of what in it one wants to be told. */
  /** Adds somebody of the workspace, or gives them another role. */
  'channel.setMember': v.strictObject({ ...ofChannelMember, ...conversationRoleBody.entries }),
  'channel.removeMember': v.strictObject(ofChannelMember),
  'workspace.setRole': v.strictObject({ ...ofMember, ...roleBody.entries }),
  /** Its colour; null leaves it to each person. */
  'workspace.setAccent': v.strictObject({ workspace: workspaceIdSchema, ...accentBody.entries }),
  /** Out of the workspace and all its conversations. */
  'workspace.removeMember': v.strictObject(ofMember),
}
export type ManageName = keyof typeof manageInputs

/** Nobody would own the workspace, or look after the channel, any more. */
export interface LastOne {
  readonly kind: 'last-owner' | 'last-admin'
}
