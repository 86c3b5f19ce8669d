/** A group in which a member lies, in league with the relay, to those who read many entries at once. */
import { expect, vi } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { entryIdOf } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { contentHeaderBytes, signatureBytes } from '../../core/protocol/sealed-layout.ts'
import { encodeSealedLog } from '../../core/sealed/sealed-log-codec.ts'
import { conversationTrust } from '../../main/e2ee/conversation-trust.ts'
import { createSealedWorld, type SealedDevice, type SealedWorld, someUser } from './sealed-holders.ts'
import { force, forge } from './sealed-liars.ts'
import { textOf } from './sealed-texts.ts'

export const zed = someUser(4)
const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]
export const week = 7 * 86_400_000

export interface Talk extends SealedWorld {
  readonly one: SealedDevice
  readonly liar: SealedDevice
  readonly three: SealedDevice
  readonly group: ConversationId
}

/** Ada began it and made Bob an admin too; Bob lies, in league with the relay. All have read all. */
export async function talked(): Promise<Talk> {
  const world = await createSealedWorld()
  const [one, liar, three] = [
    await world.addDevice(ada),
    await world.addDevice(bob),
    await world.addDevice(eve),
  ]
  const group = await one.beginGroup(bob, eve)
  expect(await one.write(group)).toBe('sealed')
  orThrow(await one.service.plan(group, { kind: 'role', user: bob, role: 'admin', isUrgent: true }))
  expect(await one.write(group)).toBe('sealed')
  for (const reader of [liar, three]) await reader.read(group)
  return { ...world, one, liar, three, group }
}

/** What the log has after the place up to which `device` has read. */
async function unread({ relay, group }: Talk, device: SealedDevice): Promise<ReadonlyArray<LoggedEntry>> {
  const { seq } = orThrow(await device.service.position(group))
  return relay.logs.get(group)?.entries.slice(seq) ?? []
}

export async function readOneByOne(talk: Talk, device: SealedDevice): Promise<ReadonlyArray<string>> {
  const texts: Array<string> = []
  for (const entry of await unread(talk, device)) {
    texts.push(...orThrow(await device.service.open(talk.group, [entry])).entries.map(textOf))
  }
  return texts
}

export const owedBy = (device: SealedDevice, group: ConversationId): number =>
  device.service.core.keeper.log(group).met.owed.length

/** Nothing comes for a while. */
export async function quiet({ clock, group }: Talk, device: SealedDevice): Promise<void> {
  clock.advance(300)
  await vi.waitFor(() => expect(owedBy(device, group)).toBe(0))
}

/** An entry that its writer has not signed, and one after it that is signed and names it. */
export function lie({ liar, group, relay }: Talk): void {
  const unsigned = Uint8Array.from(forge(liar, group, { letters: 'unsigned' }))
  unsigned.fill(7, contentHeaderBytes, contentHeaderBytes + signatureBytes)
  const { chains } = liar.service.core.keeper.log(group).record.log
  const counter = (chains.get(liar.device)?.counter ?? -1) + 2
  const signed = forge(liar, group, { letters: 'signed', counter, prevOwn: entryIdOf(unsigned) })
  for (const bytes of [unsigned, signed]) force(relay, group, bytes)
}

/** The liar has looked at nothing, and goes on from what it said. */
export async function standOnIt(talk: Talk): Promise<void> {
  const { liar, group } = talk
  orThrow(await liar.service.open(group, await unread(talk, liar)))
  liar.service.core.keeper.log(group).met.owed.length = 0
}

/** All have come to the same log, and say that it is damaged. */
export async function expectSame(talk: Talk): Promise<void> {
  const { one, three, group } = talk
  await one.read(group)
  const [left, right] = [one, three].map(({ service }) => service.core.keeper.log(group).record)
  expect(left && encodeSealedLog(left.log)).toEqual(right && encodeSealedLog(right.log))
  expect(left?.wrong).toEqual(right?.wrong)
  const told = [one, three].map(({ service }) => conversationTrust(service.core, group))
  expect(told[0]?.reading).toEqual(told[1]?.reading)
  expect(told[0]?.reading.kind).toBe('damaged')
  expect(told[0]?.events).toEqual(told[1]?.events)
}
