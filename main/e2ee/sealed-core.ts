/** What the parts of the holder of keys share, for one open account. */
import type { Clock, Millis } from '../../core/base/clock.ts'
import { fail } from '../../core/base/result.ts'
import type { SealedPosition, SealedRow, SealFailure } from '../../core/bridge/sealing.ts'
import type { NotEntered } from '../../core/bridge/trust.ts'
import type { Payload } from '../../core/e2ee/payload.ts'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import type { RefuseCode } from '../../core/protocol/codes.ts'
import type { ConversationId, DeviceId, EpochId, UserId } from '../../core/protocol/ids.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import { stillThere } from '../../core/sealed/sealed-log.ts'
import type { Keyring } from '../keyring/keyring.ts'
import { isCheckpointDue } from './checkpoint.ts'
import type { LogKeeper } from './log-keeper.ts'
import type { OwedSignatures } from './owed-signatures.ts'
import type { OwnKeys } from './own-keys.ts'
import type { People } from './people-port.ts'
import type { Plan, Plans } from './plans.ts'

/** What was sealed on this connection and is not in the log as far as it was verified. */
export interface Flight {
  readonly counter: number
  readonly lastId: Uint8Array
  /** The epoch to seal in, which may be under way itself. */
  readonly epoch: { readonly n: number; readonly id: EpochId; readonly key: Uint8Array }
}

export interface SealedEvents {
  readonly known: (row: SealedRow) => void
  readonly due: (conversation: ConversationId) => void
  /** Keys have come from elsewhere for what was closed in these, or what was read of them is worth nothing. */
  readonly reopened: (conversations: ReadonlyArray<ConversationId>) => void
  /** A person's list, or what is thought of it, is another one. */
  readonly keysChanged: (user: UserId) => void
  /** What there is to be said of who reads a conversation, and how far it is whole, is something else. */
  readonly trustChanged: (conversation: ConversationId) => void
  /** What was refused in it because of somebody's key, or because this device was not linked, may be sent now. */
  readonly unblocked: (conversation: ConversationId) => void
  /** Two lists of the same person contradict each other: the person or the relay shows two faces. */
  readonly forked: (user: UserId) => void
}

export interface SealedCore {
  readonly clock: Pick<Clock, 'now'>
  readonly primitives: Primitives
  readonly keyring: Keyring
  readonly people: People
  readonly own: OwnKeys
  readonly keeper: LogKeeper
  readonly owed: OwedSignatures
  readonly plans: Plans
  readonly flights: Map<ConversationId, Flight>
  readonly events: SealedEvents
  /** This device has keys that the backup may not have. Set once, by whoever keeps the backup. */
  gained: () => void
  /** This person's own list is another one. */
  ownChanged: () => void
  /** Why a device whose keys a backup brought could not enter the list when it was tried last. */
  notEntered: NotEntered | undefined
  /** MK, worked out once for each device and epoch. */
  readonly messageKey: (epochKey: Uint8Array, epoch: EpochId, device: DeviceId) => Uint8Array
  /** Lists of members that were told in this conversation since the program began. */
  readonly told: Map<ConversationId, Map<UserId, number>>
  /** When each device of each conversation said something unstored last, by its own clock. */
  readonly saidAt: Map<string, Millis>
  /** What a member said of device lists, inside what it sealed: a relay that shows others something else is found out. */
  readonly heard: (user: UserId, payload: Payload) => void
}

export const refusedSeal = (
  code: RefuseCode,
  detail: string,
): { readonly ok: false; readonly failure: SealFailure } => fail({ kind: 'refused', code, detail })

export function positionOf(core: SealedCore, conversation: ConversationId): SealedPosition {
  const { record } = core.keeper.log(conversation)
  const { log, nextCounter } = record
  const chain = log.chains.get(core.own.device)
  const [erasing] = record.erasing
  return {
    seq: log.seq,
    head: log.head,
    ownCounter: chain === undefined ? 0 : chain.counter + 1,
    nextCounter,
    isDue:
      (core.plans.of(conversation)?.isUrgent ?? false) ||
      hasNewcomer(core, conversation) ||
      isCheckpointDue(core, conversation),
    ...(erasing !== undefined && { erasing }),
  }
}

/**
 * Whether a device waits to be let in that a member has added since the epoch began: this device can do that, and nobody has
 * to write first. A person whose key is another one is let in by whoever writes to them, not unasked.
 */
export function hasNewcomer({ keeper, people, own }: SealedCore, conversation: ConversationId): boolean {
  const { epoch } = keeper.log(conversation).record.log
  if (epoch === undefined || !epoch.devices.has(own.device)) return false
  return stillThere(epoch).some(({ user }) => {
    const person = people.person(user)
    const isKnown = person?.trust === 'first-seen' || person?.trust === 'verified' || person?.seen === true
    if (person === undefined || !isKnown || person.trust === 'distrusted') return false
    return person.list.devices.some(({ sign }) => {
      const device = deviceIdOf(sign)
      return !epoch.devices.has(device) && people.leaf(device) !== undefined
    })
  })
}

/** Undefined for a conversation that this device knows nothing of. */
export function rowOf(core: SealedCore, conversation: ConversationId): SealedRow | undefined {
  const { epoch } = core.keeper.log(conversation).record.log
  const plan = core.plans.of(conversation)
  if (epoch === undefined) return plan?.kind === 'create' ? planned(conversation, plan) : undefined
  return {
    id: conversation,
    workspace: epoch.workspace,
    type: epoch.kind,
    members: stillThere(epoch).map(({ user, role }) => ({ user, role })),
    isNew: false,
  }
}

const planned = (id: ConversationId, plan: Extract<Plan, { kind: 'create' }>): SealedRow => ({
  id,
  workspace: plan.workspace,
  type: plan.type,
  members: plan.members.map(({ user, role }) => ({ user, role })),
  isNew: true,
})

export function tellMembers(core: SealedCore, conversation: ConversationId): void {
  const row = rowOf(core, conversation)
  if (row !== undefined) core.events.known(row)
}
