/**
 * The id of a sealed conversation says whose it is, so that nobody can take the place of another: two people's dm has one id
 * only, which each can work out offline, and a group's holds the device that made it.
 *
 *   dm    = SHA-256("tidings/v1/dm" ‖ 0 ‖ workspace ‖ lower user ‖ higher user)[0..16]; notes to self: the same user twice
 *   group = SHA-256("tidings/v1/group" ‖ 0 ‖ workspace ‖ device of the first epoch entry ‖ salt)[0..16]
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '../base/bytes.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  idBytes,
  idFromBytes,
  idToBytes,
  type UserId,
  type WorkspaceId,
} from '../protocol/ids.ts'
import { tagBytes } from './signed-text.ts'

const dmTag = tagBytes('tidings/v1/dm')
const groupTag = tagBytes('tidings/v1/group')

/** In either order of the two. */
export function dmConversationId(workspace: WorkspaceId, one: UserId, other: UserId): ConversationId {
  const [lower, higher] = one < other ? [one, other] : [other, one]
  return idOf(concatBytes(dmTag, idToBytes(workspace), idToBytes(lower), idToBytes(higher)))
}

export const groupConversationId = (
  workspace: WorkspaceId,
  creator: DeviceId,
  salt: Uint8Array,
): ConversationId => idOf(concatBytes(groupTag, idToBytes(workspace), idToBytes(creator), salt))

const idOf = (text: Uint8Array): ConversationId =>
  idFromBytes(conversationId, sha256(text).subarray(0, idBytes))
