/** Takes back and masks for those who moderate. */
import type { ConversationId, OpId, UserId } from '../../core/protocol/ids.ts'
import type { Messages, Outcome } from '../messages/messages.ts'
import type { MessageStore } from '../store/message-store.ts'

export interface Target {
  readonly conversation: ConversationId
  readonly message: OpId
}

export type Enforced =
  /** On behalf of this person, or there was nothing left to do. */
  | { readonly kind: 'done'; readonly as: UserId | undefined }
  /** Nobody may: it is archived, say. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unavailable' }

export interface Enforcer {
  /** On behalf of `by` if they may, otherwise of somebody who moderates the conversation. */
  readonly remove: (by: UserId, target: Target, reason: string) => Promise<Enforced>
  readonly mask: (by: UserId, target: Target, replacement: string) => Promise<Enforced>
}

export interface EnforcerDeps {
  readonly messages: Pick<Messages, 'remove' | 'mask'>
  readonly store: Pick<MessageStore, 'moderators'>
}

const mostTried = 20

export function createEnforcer({ messages, store }: EnforcerDeps): Enforcer {
  const tryEach = async (
    by: UserId,
    { conversation }: Target,
    act: (user: UserId) => Outcome<unknown>,
  ): Promise<Enforced> => {
    const others = await store.moderators(conversation)
    for (const user of new Set([by, ...others.slice(0, mostTried)])) {
      const done = await act(user)
      if (done.ok) return { kind: 'done', as: user }
      if (done.failure.kind === 'no-such-message') return { kind: 'done', as: undefined }
      if (done.failure.kind === 'unavailable') return { kind: 'unavailable' }
    }
    return { kind: 'forbidden' }
  }
  return {
    remove: (by, target, reason) =>
      tryEach(by, target, (user) => messages.remove(user, target.conversation, target.message, reason)),
    mask: (by, target, replacement) =>
      tryEach(by, target, (user) => messages.mask(user, target.conversation, target.message, replacement)),
  }
}
