/** Sealed conversations as the organisation allows them (PO16). */
import { fail } from '../../core/base/result.ts'
import type { SealFailure } from '../../core/bridge/sealing.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { AccountBridge } from '../seats/seats.ts'
import type { Policy } from './policy.ts'

export interface ManagedSealingDeps {
  /** As it is where nobody manages anything. */
  readonly bridge: AccountBridge
  readonly policy: Policy
  /** What was refused in this conversation may be tried again. */
  readonly unblocked: (conversation: ConversationId) => void
}

type SealingCall =
  | 'sealed.begin'
  | 'sealed.changeMembers'
  | 'sealed.seal'
  | 'sealed.sealEphemeral'
  | 'trust.verify'
  | 'trust.compare'

type Refusal = 'by-policy' | 'not-verified'

const details: Readonly<Record<Refusal, string>> = {
  'by-policy': 'the organisation allows no sealed messages',
  'not-verified': 'the organisation wants every key compared first',
}

export function createManagedSealing(deps: ManagedSealingDeps): Pick<AccountBridge, SealingCall> {
  const { bridge, policy } = deps
  const isOff = (): boolean => policy.value('SealedMessages') === 'disabled'
  const refusal = (conversation: ConversationId): Promise<Refusal | undefined> =>
    refusalOf(deps, conversation)
  return {
    'sealed.begin': async (input) =>
      isOff() && input.others.length > 0 ? fail({ kind: 'by-policy' }) : bridge['sealed.begin'](input),
    'sealed.changeMembers': async (input) =>
      isOff() && input.change.kind === 'add'
        ? fail({ kind: 'by-policy' })
        : bridge['sealed.changeMembers'](input),
    'sealed.seal': async (input) => {
      // Without entries it seals what keys need and how far was read, which is nobody's message.
      const code = input.entries.length === 0 ? undefined : await refusal(input.conversation)
      return code === undefined
        ? bridge['sealed.seal'](input)
        : fail<SealFailure>({ kind: 'refused', code, detail: details[code] })
    },
    'sealed.sealEphemeral': async (input) =>
      (await refusal(input.conversation)) === undefined ? bridge['sealed.sealEphemeral'](input) : undefined,
    'trust.verify': async (input) => {
      const verified = await bridge['trust.verify'](input)
      if (verified.ok) await retryWith(deps, input.user)
      return verified
    },
    'trust.compare': async (input) => {
      const compared = await bridge['trust.compare'](input)
      if (compared.ok && compared.value) await retryWith(deps, input.user)
      return compared
    },
  }
}

async function refusalOf(
  { bridge, policy }: ManagedSealingDeps,
  conversation: ConversationId,
): Promise<Refusal | undefined> {
  const allowed = policy.value('SealedMessages')
  if (allowed === 'allowed') return undefined
  const readers = (await bridge['trust.of']({ conversation }))?.readers ?? []
  const others = readers.filter(({ verification }) => verification.kind !== 'self')
  if (others.length === 0) return undefined // notes to oneself
  if (allowed === 'disabled') return 'by-policy'
  return others.every(({ verification }) => verification.kind === 'verified') ? undefined : 'not-verified'
}

/** Conversations that were only just begun among them, which nobody else tells of. */
async function retryWith({ bridge, policy, unblocked }: ManagedSealingDeps, user: UserId): Promise<void> {
  if (policy.value('SealedMessages') !== 'verified-only') return
  for (const { id, members } of await bridge['sealed.conversations']({})) {
    if (members.some((member) => member.user === user)) unblocked(id)
  }
}
