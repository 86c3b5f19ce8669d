/**
 * Tells the others of a sealed conversation how far this person has read: those who are there at once, the log seldom. The relay is
 * told nothing. Rules CS14 and CS15 in SPEC.md.
 */
import { millis } from '../../base/clock.ts'
import { encodeEphemeral } from '../../protocol/ephemeral.ts'
import { unsaid } from './reading.ts'
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
  const { clock, port } = core.deps
  reading.cancelSaying ??= clock.after(millis(sayMs), () => {
    reading.cancelSaying = undefined
    void say(core, room)
  })
  const members = port.rows().find(({ id }) => id === room.conversation)?.members.length ?? 2
  reading.cancelKeeping ??= clock.after(millis(keepMsPerMember * members), () => {
    reading.cancelKeeping = undefined
    // Unless that was done meanwhile: with something that the person wrote, or by another device.
    if (unsaid(reading) === undefined) return
    reading.isDue = true
    schedule(core, room)
  })
}

async function say(core: SealingCore, room: SealedRoom): Promise<void> {
  const { conversation, reading } = room
  const said = encodeEphemeral({ kind: 'read', seq: reading.to })
  const body = await core.deps.port.sealEphemeral(conversation, said)
  if (body !== undefined && !isGone(core, room)) core.deps.send({ kind: 'ephemeral', conversation, body })
}
