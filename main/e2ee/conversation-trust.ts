/** Who can read a sealed conversation and how far it is whole, from what this device has verified itself. Rules TR7 to TR12 in core/e2ee/SPEC.md. */
import type { Millis } from '../../core/base/clock.ts'
import type { ConversationTrust, Reader, Reading, Verification } from '../../core/bridge/trust.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import { stillThere } from '../../core/sealed/sealed-log.ts'
import { rowOf, type SealedCore } from './sealed-core.ts'
import type { EpochRecord } from './sealed-records.ts'
import { trustEvents } from './trust-events.ts'

export function conversationTrust(core: SealedCore, conversation: ConversationId): ConversationTrust {
  const epochs = core.keeper.epochs(conversation).map(({ record }) => record)
  const readers = readersOf(core, conversation, epochs)
  return {
    readers,
    checkedUpTo: core.keeper.log(conversation).record.checked?.time,
    events: trustEvents(core, conversation),
    reading: readingOf(core, conversation, readers),
  }
}

function readersOf(
  core: SealedCore,
  conversation: ConversationId,
  epochs: ReadonlyArray<EpochRecord>,
): ReadonlyArray<Reader> {
  const { epoch } = core.keeper.log(conversation).record.log
  const since = new Map(epoch && stillThere(epoch).map((member) => [member.user, member.since]))
  const timeOf = (n: number): Millis | undefined => epochs.find((each) => each.n === n)?.change?.time
  const members = rowOf(core, conversation)?.members ?? []
  const [self, others] = [true, false].map((isSelf) =>
    members.filter(({ user }) => (user === core.own.user) === isSelf),
  )
  return [...(self ?? []), ...(others ?? [])].map(({ user, role }) => {
    const cameIn = since.get(user) ?? 0
    return {
      user,
      verification: verificationOf(core, user),
      admin: role === 'admin',
      since: cameIn === 0 ? undefined : timeOf(cameIn),
      devices: (core.people.person(user)?.list.devices ?? []).map(({ sign, name, added }) => {
        return { device: deviceIdOf(sign), name, added }
      }),
    }
  })
}

function verificationOf({ own, people }: SealedCore, user: UserId): Verification {
  const person = people.person(user)
  if (user === own.user) return { kind: 'self' }
  switch (person?.trust) {
    case undefined:
    case 'first-seen':
      return { kind: 'unverified' }
    case 'verified':
    case 'distrusted':
      return { kind: person.trust, since: person.since }
    case 'changed':
      return { kind: 'changed', since: person.since, seen: person.seen }
  }
}

/** What stands most in the way comes first. */
function readingOf(core: SealedCore, conversation: ConversationId, readers: ReadonlyArray<Reader>): Reading {
  const { own, people, keeper } = core
  const { record, met } = keeper.log(conversation)
  if (own.state() === 'unlinked') return { kind: 'not-linked' }
  if (own.state() === 'entering' && core.notEntered) return { kind: 'not-entered', ...core.notEntered }
  if (met.blockedBy !== undefined) return { kind: 'blocked-by-key', user: met.blockedBy }
  const { seq } = record.log
  if (met.lacksKey > seq) return { kind: 'keys-arriving', done: seq, total: met.told }
  if (record.wrong.size > 0) return { kind: 'damaged', messages: record.wrong.size }
  const owed = readers.flatMap(({ user }) => people.owedSince(user) ?? [])
  const [since] = owed.toSorted((left, right) => left - right)
  if (since !== undefined) return { kind: 'withheld', since }
  const joined = readers.find(({ user }) => user === own.user)?.since
  return joined === undefined ? { kind: 'readable' } : { kind: 'before-joined', joined }
}
