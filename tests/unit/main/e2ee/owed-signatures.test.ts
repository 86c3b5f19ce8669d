/** Of entries that come together one signature a device is checked at once: what the others could be made to say, and what comes of it. */
import { describe, expect, test, vi } from 'vitest'
import { bytesEqual } from '../../../../core/base/bytes.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { sealLeave } from '../../../../core/e2ee/seal-content.ts'
import { entryIdOf } from '../../../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../../../core/protocol/frame.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { contentHeaderBytes, signatureBytes } from '../../../../core/protocol/sealed-layout.ts'
import { tagBytes } from '../../../../core/sealed/signed-text.ts'
import { encodeSealedLog } from '../../../../core/sealed/sealed-log-codec.ts'
import { conversationTrust } from '../../../../main/e2ee/conversation-trust.ts'
import { sealOwn } from '../../../../main/e2ee/ephemerals.ts'
import {
  createSealedWorld,
  type SealedDevice,
  type SealedWorld,
  someUser,
} from '../../../support/sealed-holders.ts'
import { force, forge, retold } from '../../../support/sealed-liars.ts'
import { readTexts, text, textOf } from '../../../support/sealed-texts.ts'

const [ada, bob, eve, zed] = [someUser(1), someUser(2), someUser(3), someUser(4)]
const tag = tagBytes('tidings/v1/entry')
const week = 7 * 86_400_000

interface Talk extends SealedWorld {
  readonly one: SealedDevice
  readonly liar: SealedDevice
  readonly three: SealedDevice
  readonly group: ConversationId
}

/** Ada began it and made Bob an admin too; Bob lies, in league with the relay. All have read all. */
async function talked(): Promise<Talk> {
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

async function readOneByOne(talk: Talk, device: SealedDevice): Promise<ReadonlyArray<string>> {
  const texts: Array<string> = []
  for (const entry of await unread(talk, device)) {
    texts.push(...orThrow(await device.service.open(talk.group, [entry])).entries.map(textOf))
  }
  return texts
}

const owedBy = (device: SealedDevice, group: ConversationId): number =>
  device.service.core.keeper.log(group).met.owed.length

/** Nothing comes for a while. */
async function quiet({ clock, group }: Talk, device: SealedDevice): Promise<void> {
  clock.advance(300)
  await vi.waitFor(() => expect(owedBy(device, group)).toBe(0))
}

/** An entry that its writer has not signed, and one after it that is signed and names it. */
function lie({ liar, group, relay }: Talk): void {
  const unsigned = Uint8Array.from(forge(liar, group, { letters: 'unsigned' }))
  unsigned.fill(7, contentHeaderBytes, contentHeaderBytes + signatureBytes)
  const { chains } = liar.service.core.keeper.log(group).record.log
  const counter = (chains.get(liar.device)?.counter ?? -1) + 2
  const signed = forge(liar, group, { letters: 'signed', counter, prevOwn: entryIdOf(unsigned) })
  for (const bytes of [unsigned, signed]) force(relay, group, bytes)
}

/** The liar has looked at nothing, and goes on from what it said. */
async function standOnIt(talk: Talk): Promise<void> {
  const { liar, group } = talk
  orThrow(await liar.service.open(group, await unread(talk, liar)))
  liar.service.core.keeper.log(group).met.owed.length = 0
}

/** All have come to the same log, and say that it is damaged. */
async function expectSame(talk: Talk): Promise<void> {
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

describe('entries that come together', () => {
  test('[OE10][OE11] one signature of each device is checked before they are read, all others afterwards', async () => {
    const talk = await talked()
    const { one, liar, three, group } = talk
    for (const letters of ['b1', 'b2', 'b3']) await liar.write(group, liar.entry(group, text(letters)))
    await three.read(group)
    for (const letters of ['e1', 'e2']) await three.write(group, three.entry(group, text(letters)))
    const { primitives } = one.service.core
    const verify = vi.spyOn(primitives, 'verify')
    expect(await readTexts(one, group)).toEqual(['b1', 'b2', 'b3', 'e1', 'e2'])
    const entries = verify.mock.calls.filter(([, message]) =>
      bytesEqual(message.subarray(0, tag.length), tag),
    )
    expect(entries.length).toBe(2)
    expect(owedBy(one, group)).toBe(3)
    await quiet(talk, one)
    expect(one.reopened).toEqual([])
  })

  test('[OE10] where the last one is not signed, each of those before it is checked by itself', async () => {
    const talk = await talked()
    const { one, liar, group, relay } = talk
    for (const letters of ['b1', 'b2']) await liar.write(group, liar.entry(group, text(letters)))
    const unsigned = Uint8Array.from(forge(liar, group, { letters: 'unsigned' }))
    unsigned.fill(7, contentHeaderBytes, contentHeaderBytes + signatureBytes)
    force(relay, group, unsigned)
    expect(await readTexts(one, group)).toEqual(['b1', 'b2', 'signature'])
    expect(owedBy(one, group)).toBe(0)
  })

  test('[OE10] an entry that is not signed speaks for nothing', async () => {
    const talk = await talked()
    const { one, group, relay } = talk
    lie(talk)
    const last = relay.logs.get(group)?.entries.at(-1)?.bytes
    last?.fill(7, contentHeaderBytes, contentHeaderBytes + signatureBytes)
    const entries = retold(relay.logs.get(group)?.entries ?? [])
    const { seq } = orThrow(await one.service.position(group))
    const opened = orThrow(await one.service.open(group, entries.slice(seq))).entries
    expect(opened.map(textOf)).toEqual(['signature', 'counter'])
  })

  test('[OE10] a later entry speaks for nothing but what its chain leads back to', async () => {
    const talk = await talked()
    const { one, three, liar, group, relay } = talk
    // As Eve would have it, by Bob, beside a chain of hers that is sound.
    const { chains } = liar.service.core.keeper.log(group).record.log
    expect(chains.get(three.device)).toBeUndefined()
    force(relay, group, forge(liar, group, { letters: 'I am Eve', device: three.device }))
    expect(await three.write(group, three.entry(group, text('I am')))).toBe('sealed')
    expect(await readTexts(one, group)).toEqual(['signature', 'I am'])
  })
})

describe('a signature that is not good', () => {
  test('[OE12] is found: the log is judged again with every signature, and all come to the same', async () => {
    const talk = await talked()
    const { one, three, group } = talk
    lie(talk)
    expect(await readOneByOne(talk, three)).toEqual(['signature', 'counter'])
    expect(await readTexts(one, group)).toEqual(['unsigned', 'signed'])
    const trustChanged = vi.spyOn(one.service.core.events, 'trustChanged')
    await quiet(talk, one)
    await vi.waitFor(() => expect(one.reopened).toEqual([group]))
    expect(trustChanged).toHaveBeenCalledWith(group)
    expect(orThrow(await one.service.position(group)).seq).toBe(0)
    await expectSame(talk)
    expect(await three.write(group, three.entry(group, text('on')))).toBe('sealed')
    expect(await readTexts(one, group)).toEqual(['on'])
  })

  test('[OE12] is looked for by nobody any more where one was found: each is checked at once', async () => {
    const talk = await talked()
    const { one, group } = talk
    lie(talk)
    await one.read(group)
    await quiet(talk, one)
    await vi.waitFor(() => expect(one.reopened).toEqual([group]))
    expect((await readTexts(one, group)).slice(-2)).toEqual(['signature', 'counter'])
    expect(owedBy(one, group)).toBe(0)
  })

  test('[OE12] leaves no epoch behind that stood on it', async () => {
    const talk = await talked()
    const { addDevice, one, liar, three, group, relay } = talk
    await addDevice(zed)
    lie(talk)
    await readOneByOne(talk, three)
    await standOnIt(talk)
    orThrow(await liar.service.plan(group, { kind: 'add', users: [zed], isUrgent: true }))
    const made = orThrow(await liar.service.seal(group, [], { afresh: true }))
    for (const { bytes } of made) force(relay, group, bytes)
    expect(await readOneByOne(talk, three)).toEqual(['counter'])
    expect(await readTexts(one, group)).toEqual(['unsigned', 'signed', 'control'])
    await quiet(talk, one)
    await vi.waitFor(() => expect(one.reopened).toEqual([group]))
    await expectSame(talk)
    // And nothing of it after a start.
    const again = await one.restart()
    expect(conversationTrust(again.service.core, group).events).toEqual(
      conversationTrust(three.service.core, group).events,
    )
  })

  test('[OE12] does not let the relay tell another log afterwards', async () => {
    const talk = await talked()
    const { one, group, relay } = talk
    lie(talk)
    await one.read(group)
    await quiet(talk, one)
    await vi.waitFor(() => expect(one.reopened).toEqual([group]))
    const entries = relay.logs.get(group)?.entries ?? []
    // What is not told that far cannot be written to: it might be another one.
    orThrow(await one.service.open(group, entries.slice(0, -1)))
    expect(await one.write(group, one.entry(group, text('now')))).toBe('unavailable')
    await one.read(group)
    expect(await one.write(group, one.entry(group, text('now')))).toBe('sealed')
  })
})

describe('a log that was taken back', () => {
  async function takenBack(talk: Talk): Promise<void> {
    const { one, group } = talk
    await one.service.core.keeper.flush()
    lie(talk)
    await one.read(group)
    await quiet(talk, one)
    await vi.waitFor(() => expect(one.reopened).toEqual([group]))
  }

  test('[OE12] is sealed for no more before it was read again, whatever was under way', async () => {
    const talk = await talked()
    const { one, group } = talk
    const seal = (afresh: boolean) => one.service.seal(group, [one.entry(group, text('mine'))], { afresh })
    orThrow(await seal(true))
    await takenBack(talk)
    expect(await seal(false)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
  })

  test('[OE12] is read again after a crash too', async () => {
    const talk = await talked()
    const { one, three, group } = talk
    await takenBack(talk)
    const again = await one.restart('crashed')
    await readOneByOne(talk, three)
    expect(await three.write(group, three.entry(group, text('on')))).toBe('sealed')
    expect((await readOneByOne(talk, again)).slice(-3)).toEqual(['signature', 'counter', 'on'])
  })
})

describe('while signatures are owed', () => {
  test('[OE13] nothing is sealed on top of them', async () => {
    const talk = await talked()
    const { one, group, relay } = talk
    lie(talk)
    await one.read(group)
    expect(sealOwn(one.service.core, group, text('writes'))).toBeUndefined()
    const before = relay.logs.get(group)?.entries.length
    expect(await one.write(group, one.entry(group, text('mine')))).toBe('unavailable')
    expect(relay.logs.get(group)?.entries.length).toBe(before)
    expect(one.reopened).toEqual([group])
  })

  test('[OE13] where they are good, sealing waits for them and goes on', async () => {
    const talk = await talked()
    const { one, liar, group } = talk
    for (const letters of ['b1', 'b2', 'b3']) await liar.write(group, liar.entry(group, text(letters)))
    await one.read(group)
    expect(owedBy(one, group)).toBe(2)
    expect(await one.write(group, one.entry(group, text('mine')))).toBe('sealed')
    expect(owedBy(one, group)).toBe(0)
    expect(sealOwn(one.service.core, group, text('writes'))).toBeDefined()
  })

  test('[OE13] nothing honest is refused because of them', async () => {
    const talk = await talked()
    const { one, liar, three, group, clock } = talk
    lie(talk)
    expect(await readOneByOne(talk, three)).toEqual(['signature', 'counter'])
    clock.advance(week)
    for (const each of [one, liar, three]) orThrow(await each.service.own.tend())
    // Its marks say how far everybody has written: the liar not as far as it seems.
    expect(await three.write(group, three.entry(group, text('on')))).toBe('sealed')
    expect(await one.read(group)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
    expect(one.reopened).toEqual([group])
    expect((await readTexts(one, group)).at(-1)).toBe('on')
    await expectSame(talk)
  })

  test('[OE13] nobody leaves', async () => {
    const talk = await talked()
    const { one, liar, three, group, relay } = talk
    lie(talk)
    await readOneByOne(talk, three)
    await standOnIt(talk)
    const { core, own } = liar.service
    const { log } = core.keeper.log(group).record
    const chain = log.chains.get(liar.device)
    if (log.epoch === undefined || chain === undefined) throw new Error('the liar has written')
    const place = {
      conversation: group,
      epoch: log.epoch.n,
      epochId: log.epoch.id,
      device: liar.device,
      counter: chain.counter + 1,
      prevOwn: chain.entryId,
      seenSeq: log.seq,
      seenHead: log.head,
      time: core.clock.now(),
    }
    force(relay, group, sealLeave(core.primitives, own.signingKey(), place))
    expect(await readOneByOne(talk, three)).toEqual(['counter'])
    expect((await one.read(group)).ok).toBe(false)
    expect(one.service.core.keeper.epochs(group).flatMap(({ record }) => record.change?.left ?? [])).toEqual(
      [],
    )
    await expectSame(talk)
  })

  test('[OE13] no plan is taken for done', async () => {
    const talk = await talked()
    const { addDevice, one, liar, three, group, relay } = talk
    await addDevice(zed)
    lie(talk)
    await readOneByOne(talk, three)
    await standOnIt(talk)
    const plan = { kind: 'add', users: [zed], isUrgent: true } as const
    for (const each of [one, liar]) orThrow(await each.service.plan(group, plan))
    for (const { bytes } of orThrow(await liar.service.seal(group, [], { afresh: true })))
      force(relay, group, bytes)
    expect((await one.read(group)).ok).toBe(false)
    expect(one.service.core.plans.of(group)).toEqual(plan)
    await one.read(group)
    expect(await one.write(group)).toBe('sealed')
    expect(one.service.core.plans.of(group)).toBeUndefined()
  })

  test('[OE11] the log is not written: after a crash it comes again, from where all signatures were good', async () => {
    const talk = await talked()
    const { one, liar, group } = talk
    await one.service.core.keeper.flush()
    const before = orThrow(await one.service.position(group)).seq
    for (const letters of ['b1', 'b2', 'b3']) await liar.write(group, liar.entry(group, text(letters)))
    await one.read(group)
    await one.service.core.keeper.flush()
    const crashed = await one.restart('crashed')
    expect(orThrow(await crashed.service.position(group)).seq).toBe(before)
    expect(await readTexts(crashed, group)).toEqual(['b1', 'b2', 'b3'])
    await quiet(talk, crashed)
    const whole = orThrow(await crashed.service.position(group)).seq
    await crashed.service.core.keeper.flush()
    expect(orThrow(await (await crashed.restart('crashed')).service.position(group)).seq).toBe(whole)
  })

  test('[OE11] no more are owed than fit into memory: from then on each is checked at once', async () => {
    const talk = await talked()
    const { one, liar, group } = talk
    for (const letters of ['b1', 'b2']) await liar.write(group, liar.entry(group, text(letters)))
    const { owed } = one.service.core
    const none = { sign: new Uint8Array(), header: new Uint8Array(), signature: new Uint8Array() }
    for (let many = 0; many < 16_384; many++) owed.owe(group, none)
    expect(await readTexts(one, group)).toEqual(['b1', 'b2'])
    expect(owedBy(one, group)).toBe(16_384)
  })

  test('[OE11] they are checked though more comes all the time', async () => {
    const talk = await talked()
    const { one, liar, group, clock } = talk
    for (const letters of ['b1', 'b2']) await liar.write(group, liar.entry(group, text(letters)))
    await one.read(group)
    for (let passed = 0; passed < 16_000; passed += 100) {
      orThrow(await one.service.open(group, []))
      clock.advance(100)
    }
    await vi.waitFor(() => expect(owedBy(one, group)).toBe(0))
  })
})
