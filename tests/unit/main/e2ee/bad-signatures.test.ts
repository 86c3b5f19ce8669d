/** A signature that was owed is not good: what was read with it goes, and all come to the same. */
import { describe, expect, test, vi } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { conversationTrust } from '../../../../main/e2ee/conversation-trust.ts'
import {
  expectSame,
  lie,
  owedBy,
  quiet,
  readOneByOne,
  standOnIt,
  talked,
  zed,
  type Talk,
} from '../../../support/sealed-lie.ts'
import { force } from '../../../support/sealed-liars.ts'
import { readTexts, text } from '../../../support/sealed-texts.ts'

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
