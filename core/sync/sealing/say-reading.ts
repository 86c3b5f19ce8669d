/**
 * Tells the others of a sealed conversation how far this person has read, and what has come to this device: those who are there at once,
 * the log seldom. The relay is told nothing. Rules CS14, CS15 and CS22 in SPEC.md.
 */
import { millis } from '../../base/clock.ts'
import { encodeEphemeral, type Ephemeral } from '../../protocol/ephemeral.ts'
import type { UserId } from '../../protocol/ids.ts'
import { maxMarkingMembers } from '../../sealed/limits.ts'
import { isArrivalUntold, toSay } from './reading.ts'
import type { SealedRoom } from './sealed-room.ts'
import { isGone, type SealingCore } from './sealing-core.ts'
import { schedule } from './sealing-outgoing.ts'

/** What is read message by message is said once. */
const sayMs = 1_000
/** For each member: however many of them read, their marks are no more than one entry in so long. */
const keepMsPerMember = 20_000

/** To be called on a connection that stands. */
export function markRead(core: SealingCore, room: SealedRoom, seq: number): void {
  const { reading } = room
  if (seq <= reading.to) return
  reading.to = seq
  saySoon(core, room)
  keepLater(core, room)
}

/**
 * What `by` wrote up to this place is on this device, and was not read. Not in larger groups: of each message all would tell all others,
 * and few of them would ever have all checks.
 */
export function markArrived(core: SealingCore, room: SealedRoom, seq: number, by: ReadonlySet<UserId>): void {
  const { arrival } = room.reading
  if (seq <= arrival.to || seq <= arrival.told || !core.deps.tellsReading()) return
  if (memberCount(core, room) > maxMarkingMembers) return
  arrival.to = seq
  for (const user of by) arrival.by.add(user)
  saySoon(core, room)
}

function saySoon(core: SealingCore, room: SealedRoom): void {
  const { reading } = room
  reading.cancelSaying ??= core.deps.clock.after(millis(sayMs), () => {
    reading.cancelSaying = undefined
    void say(core, room)
  })
}

function keepLater(core: SealingCore, room: SealedRoom): void {
  const { reading } = room
  const time = millis(keepMsPerMember * memberCount(core, room))
  reading.cancelKeeping ??= core.deps.clock.after(time, () => {
    reading.cancelKeeping = undefined
    // Unless that was done meanwhile: with something that the person wrote, or by another device.
    if (!core.deps.tellsReading() || toSay(reading) === undefined) return
    reading.isDue = true
    schedule(core, room)
  })
}

const memberCount = ({ deps }: SealingCore, { conversation }: SealedRoom): number =>
  deps.port.rows().find(({ id }) => id === conversation)?.members.length ?? 2

async function say(core: SealingCore, room: SealedRoom): Promise<void> {
  const { reading } = room
  const { arrival, to } = reading
  const by = [...arrival.by]
  arrival.by.clear()
  if (!core.deps.tellsReading()) return // from a moment ago on
  if (to > reading.said) {
    reading.said = to
    await tell(core, room, { kind: 'read', seq: to })
  }
  // Who has read it has it.
  const { to: seq } = arrival
  if (seq <= to || !isArrivalUntold(reading)) return
  if (!(await tell(core, room, { kind: 'arrived', seq }))) return
  // Whoever is not there hears it from the log.
  if (!by.every(core.deps.isThere)) return keepLater(core, room)
  arrival.told = Math.max(arrival.told, seq)
  core.deps.read(room.conversation, [{ user: core.deps.user, seq: 0, has: seq }])
}

/** False if it cannot be said, or no more. */
async function tell(core: SealingCore, room: SealedRoom, what: Ephemeral): Promise<boolean> {
  const { conversation } = room
  const body = await core.deps.port.sealEphemeral(conversation, encodeEphemeral(what))
  if (body === undefined || isGone(core, room)) return false
  return core.deps.send({ kind: 'ephemeral', conversation, body })
}
