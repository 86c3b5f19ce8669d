/**
 * Of what in a conversation this person is told. Where none is set a channel has what the relay knows of it. Rule PS20 in
 * core/sync/SPEC.md.
 *
 *   level/<conversation>   all | mentions | none
 */
import { type NotifyLevel, notifyLevels } from '../../protocol/directory.ts'
import { conversationId, type ConversationId } from '../../protocol/ids.ts'
import { createOwnOf, type OwnOf, type OwnOfDeps } from './own-of.ts'

export type Levels = OwnOf<ConversationId, NotifyLevel>

const prefix = 'level/'

export const levelKey = (conversation: ConversationId): string => prefix + conversation

export const createLevels = (deps: OwnOfDeps): Levels =>
  createOwnOf(deps, {
    prefix,
    id: conversationId,
    storeKey: 'levels',
    read: (text) => notifyLevels.find((each) => each === text),
  })
