/** Whoever comes into a conversation later: what stands in place of what is closed to them. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { writeUpdate } from '../../../../core/conversation/update-writer.ts'
import type { Opened } from '../../../../core/bridge/sealing.ts'
import { type Entry, decodeEntry, encodeEntry } from '../../../../core/protocol/entry.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'

const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]
const op = Uint8Array.of(1, 2, 3)
let counter = 0

const content = (of: SealedDevice, conversation: ConversationId, update: Uint8Array, segment = 0) =>
  encodeEntry({ kind: 'content', conversation, ...writerOf(of), segment, counter: counter++, update })
const claim = (of: SealedDevice, conversation: ConversationId, client: number) =>
  encodeEntry({
    kind: 'claim',
    conversation,
    ...writerOf(of),
    segment: 0,
    counter: counter++,
    client,
    gateway: false,
  })
const writerOf = ({ user, device }: SealedDevice) => ({ user, device })

const standIns = (opened: Opened | undefined): ReadonlyArray<Entry> =>
  opened?.kind === 'entry' ? opened.before.map((bytes) => orThrow(decodeEntry(bytes))) : []

async function withLateEve(
  ...before: ReadonlyArray<(one: SealedDevice, group: ConversationId) => Uint8Array>
) {
  const world = await createSealedWorld()
  const [one, two, three] = [
    await world.addDevice(ada),
    await world.addDevice(bob),
    await world.addDevice(eve),
  ]
  const group = await one.beginGroup(bob)
  await one.write(group, ...before.map((make) => make(one, group)))
  orThrow(await two.read(group))
  await two.write(group, claim(two, group, 88))
  orThrow(await one.read(group))
  orThrow(await one.service.people.refresh([eve]))
  orThrow(await one.service.plan(group, { kind: 'add', users: [eve], isUrgent: true }))
  expect(await one.write(group)).toBe('sealed')
  orThrow(await two.read(group))
  return { ...world, one, two, three, group }
}

test('[OE8] in place of what is closed stand the claim of the clientID and, as erased, what came before it', async () => {
  const { one, three, group } = await withLateEve(
    (by, id) => claim(by, id, 77),
    (by, id) => content(by, id, writeUpdate(77, 0, [op, op])),
  )
  await one.write(group, content(one, group, writeUpdate(77, 2, [op])))
  await one.write(group, content(one, group, writeUpdate(77, 3, [op])))
  const { entries } = orThrow(await three.read(group))
  expect(entries.map(({ kind }) => kind)).toEqual([
    'control',
    'closed',
    'closed',
    'closed',
    'control',
    'entry',
    'entry',
  ])
  const place = { conversation: group, ...writerOf(one), segment: 0 }
  const stand = standIns(entries.at(-2))
  expect(stand).toEqual([
    { kind: 'claim', ...place, counter: 0, client: 77, gateway: false },
    { kind: 'content', ...place, counter: 0, update: writeUpdate(77, 0, [undefined, undefined]) },
  ])
  // The next one follows on what is here: nothing is missing before it.
  expect(standIns(entries.at(-1)).map(({ kind }) => kind)).toEqual(['claim'])
})

test('[OE8] each segment has a gap of its own', async () => {
  const { one, three, group } = await withLateEve(
    (by, id) => claim(by, id, 77),
    (by, id) => content(by, id, writeUpdate(77, 0, [op])),
    (by, id) => content(by, id, writeUpdate(77, 0, [op, op]), 1),
  )
  const inNext = content(one, group, writeUpdate(77, 2, [op]), 1)
  await one.write(group, content(one, group, writeUpdate(77, 1, [op, op, op, op])), inNext)
  const { entries } = orThrow(await three.read(group))
  const place = { conversation: group, ...writerOf(one), counter: 0 }
  expect([entries.at(-2), entries.at(-1)].map((each) => standIns(each)[1])).toEqual([
    { kind: 'content', ...place, segment: 0, update: writeUpdate(77, 0, [undefined]) },
    { kind: 'content', ...place, segment: 1, update: writeUpdate(77, 0, [undefined, undefined]) },
  ])
})

test('[OE8] what is opened once more has the same before it', async () => {
  const { one, three, group, relay } = await withLateEve(
    (by, id) => claim(by, id, 77),
    (by, id) => content(by, id, writeUpdate(77, 0, [op])),
  )
  await one.write(group, content(one, group, writeUpdate(77, 1, [op])))
  const first = orThrow(await three.read(group)).entries.at(-1)
  const again = orThrow(await three.service.open(group, relay.logs.get(group)?.entries ?? [])).entries.at(-1)
  expect(standIns(first)).toHaveLength(2)
  expect(again).toEqual(first)
})

test('[OE8] a member who uses the clientID of another has nothing put before it', async () => {
  const { one, two, three, group } = await withLateEve(
    (by, id) => claim(by, id, 77),
    (by, id) => content(by, id, writeUpdate(77, 0, [op])),
  )
  await one.write(group, content(one, group, writeUpdate(77, 1, [op])))
  orThrow(await two.read(group))
  await two.write(group, content(two, group, writeUpdate(77, 9, [op])))
  const { entries } = orThrow(await three.read(group))
  expect(standIns(entries.at(-1))).toEqual([])
  const { claims } = three.service.core.keeper.log(group).record
  expect(claims.get(77)).toBe(one.device)
})
