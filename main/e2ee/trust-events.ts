/** What happened to the people of a sealed conversation and to their devices: told by its epochs and their lists, kept nowhere else. With what stays closed. */
import { type Millis, millis } from '../../core/base/clock.ts'
import type { TrustEvent } from '../../core/bridge/trust.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import { type DeviceList, deviceIdOf, type ListedDevice } from '../../core/sealed/device-list.ts'
import type { People } from './people-port.ts'
import type { SealedCore } from './sealed-core.ts'
import type { EpochChange } from './sealed-records.ts'
import { unopenedEvents } from './unopened.ts'

interface Told {
  readonly n: number
  readonly change: EpochChange
}

/** Oldest first. */
export function trustEvents(core: SealedCore, conversation: ConversationId): ReadonlyArray<TrustEvent> {
  const told = core.keeper
    .epochs(conversation)
    .flatMap(({ record: { n, change } }): ReadonlyArray<Told> =>
      change === undefined ? [] : [{ n, change }],
    )
    .toSorted((left, right) => left.n - right.n)
  const devices = Array.from(stays(told), ([user, stay]) => deviceEvents(core.people, user, stay))
  const events = [...memberEvents(told), ...unopenedEvents(core, conversation), ...devices.flat()]
  return events.toSorted((left, right) => left.time - right.time)
}

function memberEvents(told: ReadonlyArray<Told>): ReadonlyArray<TrustEvent> {
  return told.flatMap(({ n, change }, index) => {
    const before = told[index - 1]
    const changed = before?.n === n - 1 ? changesBetween(before.change, change, n) : []
    const left = change.left.map(
      ({ user, time }) => ({ id: `left/${n}/${user}`, kind: 'left', user, time }) as const,
    )
    return [...changed, ...left]
  })
}

/** An epoch makes one kind of change and says which (SE12); who had left before is no change of its writer. */
function changesBetween(
  before: EpochChange,
  { reason, by, time, members }: EpochChange,
  n: number,
): ReadonlyArray<TrustEvent> {
  const had = new Map(before.members.map(({ user, role }) => [user, role]))
  const has = new Set(members.map(({ user }) => user))
  const event =
    (kind: 'added' | 'removed' | 'made-admin') =>
    (user: UserId): TrustEvent => ({
      id: `${kind}/${n}/${user}`,
      kind,
      user,
      by,
      time,
    })
  switch (reason) {
    case 'add':
      return [...has].filter((user) => !had.has(user)).map(event('added'))
    case 'remove':
      return [...had.keys()].filter((user) => !has.has(user)).map(event('removed'))
    case 'role':
      return members
        .filter(({ user, role }) => role === 'admin' && had.get(user) === 'member')
        .map(({ user }) => event('made-admin')(user))
    default:
      return []
  }
}

interface Stay {
  readonly from: Millis
  /** Undefined for who is in it. */
  readonly to: Millis | undefined
}

/** Everybody who was ever in it: when they came last, and went. */
function stays(told: ReadonlyArray<Told>): ReadonlyMap<UserId, Stay> {
  const found = new Map<UserId, Stay>()
  for (const { change } of told) {
    const has = new Set(change.members.map(({ user }) => user))
    for (const [user, stay] of found) {
      if (stay.to === undefined && !has.has(user)) found.set(user, { ...stay, to: change.time })
    }
    for (const user of has) {
      const stay = found.get(user)
      if (stay === undefined || stay.to !== undefined) found.set(user, { from: change.time, to: undefined })
    }
  }
  return found
}

/** What the versions of a person's list changed while the person was in the conversation. */
function deviceEvents(people: People, user: UserId, { from, to }: Stay): ReadonlyArray<TrustEvent> {
  const events: Array<TrustEvent> = []
  const newest = people.person(user)?.version ?? 0
  let before = people.listAt(user, 1)?.list
  for (let version = 2; version <= newest; version++) {
    const list = people.listAt(user, version)?.list
    const isThen = list !== undefined && list.issued >= from && list.issued <= (to ?? list.issued)
    if (isThen && before !== undefined) events.push(...listEvents(before, list))
    before = list
  }
  return events
}

function listEvents(before: DeviceList, list: DeviceList): ReadonlyArray<TrustEvent> {
  const { user, version, issued } = list
  const base = { user, time: millis(issued) }
  const id = (what: string): string => `${what}/${user}/${version}`
  if (list.reset) return [{ ...base, id: id('reset'), kind: 'reset' }]
  return [
    ...lacking(list, before).map(({ sign, name, restored }) => {
      const kind = restored === true ? 'recovered' : 'device-added'
      return { ...base, id: id(`added/${deviceIdOf(sign)}`), kind, device: name } as const
    }),
    ...lacking(before, list).map(({ sign, name }) => {
      return { ...base, id: id(`removed/${deviceIdOf(sign)}`), kind: 'device-removed', device: name } as const
    }),
  ]
}

/** Devices of `list` that the other does not have. */
function lacking(list: DeviceList, other: DeviceList): ReadonlyArray<ListedDevice> {
  const has = new Set(other.devices.map(({ sign }) => deviceIdOf(sign)))
  return list.devices.filter(({ sign }) => !has.has(deviceIdOf(sign)))
}
