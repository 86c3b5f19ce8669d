/** Of entries that come together one signature a device is checked at once, and nothing stands on the others before they are. */
import { describe, expect, test, vi } from 'vitest'
import { bytesEqual } from '../../../../core/base/bytes.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { sealLeave } from '../../../../core/e2ee/seal-content.ts'
import { contentHeaderBytes, signatureBytes } from '../../../../core/protocol/sealed-layout.ts'
import { tagBytes } from '../../../../core/sealed/signed-text.ts'
import { sealOwn } from '../../../../main/e2ee/ephemerals.ts'
import {
  expectSame,
  lie,
  owedBy,
  quiet,
  readOneByOne,
  standOnIt,
  talked,
  week,
  zed,
} from '../../../support/sealed-lie.ts'
import { force, forge, retold } from '../../../support/sealed-liars.ts'
import { readTexts, text, textOf } from '../../../support/sealed-texts.ts'

const tag = tagBytes('tidings/v1/entry')

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
