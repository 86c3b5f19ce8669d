/** What the page may ask main about open channels and the people of a workspace. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { conversationRoleBody, roleBody } from '../protocol/api.ts'
import { conversationIdSchema, userIdSchema, workspaceIdSchema } from '../protocol/id-schemas.ts'

const ofChannel = { conversation: conversationIdSchema }
const ofChannelMember = { ...ofChannel, user: userIdSchema }
const ofMember = { workspace: workspaceIdSchema, user: userIdSchema }

/** Each is done at the relay or not at all; what comes of it arrives with the directory. What waits is in `changes-contract.ts`. */
export const manageInputs = {
  /** A private one: nobody comes back into it by themselves. */
  'channel.leave': v.strictObject(ofChannel),
  /** Adds somebody of the workspace, or gives them another role. */
  'channel.setMember': v.strictObject({ ...ofChannelMember, ...conversationRoleBody.entries }),
  'channel.removeMember': v.strictObject(ofChannelMember),
  'workspace.setRole': v.strictObject({ ...ofMember, ...roleBody.entries }),
  /** This person, out of it and all its conversations. */
  'workspace.leave': v.strictObject({ workspace: workspaceIdSchema }),
  /** Out of the workspace and all its conversations. */
  'workspace.removeMember': v.strictObject(ofMember),
}
export type ManageName = keyof typeof manageInputs
export type ManageOutputs<Failure> = Readonly<Record<ManageName, Result<undefined, Failure>>>

/** Nobody would own the workspace, or look after the channel, any more. */
export interface LastOne {
  readonly kind: 'last-owner' | 'last-admin'
}
