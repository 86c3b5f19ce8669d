import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { readWindowMessage } from '../../../../core/engine/shared/messages.ts'
import { testUser } from '../../../support/conversations.ts'
import { deliveriesOf, general, openIn, textsOf, workspace, type World } from '../../../support/devices.ts'
import { messageId } from '../../../support/shown-message.ts'
import { setupWindows, type Window, type WindowWorld } from '../../../support/window-world.ts'

const [ada, bea] = [testUser(1), testUser(2)]
const typingIn = ({ open }: Window): ReadonlyArray<string> => open.view.read().typing

/** What this person was said to be, in order. */
const saidOf = ({ relay }: World): ReadonlyArray<string> =>
  relay.heard.filter((frame) => frame.startsWith('presence')).map((frame) => frame.slice('presence '.length))

describe('in all windows', () => {
  test('[WN8] who writes is shown, and that the person writes is said for all', async () => {
    const { world, window, bob } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    const others = openIn(bob)
    others.typing(true)
    await world.deliverAll()
    for (const each of [first, second]) expect(typingIn(each)).toEqual([bea])
    others.typing(false)
    await world.deliverAll()
    for (const each of [first, second]) expect(typingIn(each)).toEqual([])
    second.open.typing(true)
    await world.deliverAll()
    expect(others.view.read().typing).toEqual([ada])
    second.open.typing(false)
    await world.deliverAll()
    expect(others.view.read().typing).toEqual([])
  })

  test('[WN9] who closes a conversation in one window, or the window, writes there no more', async () => {
    const { world, window, bob } = await setupWindows()
    await window('first')
    const [second, third] = [await window('second'), await window('third')]
    const others = openIn(bob)
    const fourth = await window('fourth')
    fourth.open.typing(true, messageId(1))
    await world.deliverAll()
    expect(others.view.read().threadTyping).toEqual(new Map([[messageId(1), [ada]]]))
    fourth.open.close()
    await world.deliverAll()
    expect(others.view.read().threadTyping).toEqual(new Map())
    for (const end of [second.open.close, third.die]) {
      third.open.typing(true)
      second.open.typing(true)
      await world.deliverAll()
      expect(others.view.read().typing).toEqual([ada])
      end()
      await world.deliverAll()
      expect(others.view.read().typing).toEqual([])
      world.clock.advance(3_000)
    }
  })

  test('[WN8] who has read is shown, and told again only when that changes', async () => {
    const { world, windows, window, bob } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    const others = openIn(bob)
    const message = orThrow(await first.open.post('to be read'))
    await world.deliverAll()
    others.markSeen()
    await world.deliverAll()
    const seen = { message, by: [bea] }
    for (const { open } of [first, second]) expect(open.view.read().seen).toEqual(seen)
    const before = second.open.view.read()
    windows.said.length = 0
    second.open.setDraft('an answer')
    await world.deliverAll()
    const after = second.open.view.read()
    expect(after.draft).toBe('an answer')
    expect([after.seen === before.seen, after.typing === before.typing]).toEqual([true, true])
    const views = windows.said
      .map((data) => readWindowMessage(data))
      .flatMap((said) => (said?.kind === 'to-guest' && said.body.kind === 'view' ? [said.body] : []))
    expect(views.length).toBeGreaterThan(0)
    for (const view of views) expect(Object.keys(view)).not.toEqual(expect.arrayContaining(['seen']))
  })

  test('[WN8] a person is watched from when a window asks on, and by no window that did not', async () => {
    const { world, windows, window } = await setupWindows()
    const first = await window('first')
    const [second, third] = [await window('second'), await window('third')]
    const presence = second.engine.presence(bea)
    expect(presence.read()).toEqual({ status: 'unknown', lastSeen: undefined })
    await world.deliverAll()
    let changes = 0
    presence.listen(() => void changes++)
    windows.said.length = 0
    world.relay.sayAll({
      kind: 'presence',
      changes: [
        { user: bea, status: 'away', lastSeen: millis(0) },
        { user: testUser(3), status: 'busy', lastSeen: millis(0) },
      ],
    })
    await world.deliverAll()
    expect([presence.read().status, changes]).toEqual(['away', 1])
    expect(first.engine.presence(bea).read().status, 'known at once where the engine runs').toBe('away')
    const told = windows.said
      .map((data) => readWindowMessage(data))
      .flatMap((said) =>
        said?.kind === 'to-guest' && said.body.kind === 'presence'
          ? [[said.to, said.body.people.map(({ user }) => user)]]
          : [],
      )
    expect(told).toEqual([['second', [bea]]])
    expect(third.engine.presence(testUser(3)).read().status).toBe('unknown')
    first.die()
    await world.deliverAll()
    expect(presence.read().status, 'the next host has not heard yet').toBe('unknown')
    world.clock.advance(60_000)
    await world.deliverAll()
    world.relay.sayAll({ kind: 'presence', changes: [{ user: bea, status: 'busy', lastSeen: millis(0) }] })
    await world.deliverAll()
    expect(presence.read().status).toBe('busy')
  })
})

describe('what others see of a person with several windows', () => {
  test('[WN9] is what it would be with as many devices, and follows the windows that are there', async () => {
    const { world, window } = await setupWindows()
    const [first, second, third] = [await window('first'), await window('second'), await window('third')]
    const says = async (run: () => void): Promise<string | undefined> => {
      run()
      await world.deliverAll()
      return saidOf(world).at(-1)
    }
    expect(saidOf(world)).toEqual([])
    expect(await says(() => first.engine.setPresence('away'))).toBe('online')
    expect(await says(() => second.engine.setPresence('away'))).toBe('online')
    expect(await says(() => third.engine.setPresence('away'))).toBe('away')
    expect(await says(() => third.engine.setPresence('invisible'))).toBe('invisible')
    expect(await says(() => second.engine.setPresence('busy'))).toBe('invisible')
    expect(await says(third.die)).toBe('busy')
    const soon = millis(world.clock.now() + 1_000)
    expect(await says(() => second.engine.setPresence('busy', soon))).toBe('busy')
    world.clock.advance(1_000)
    expect(await says(() => first.engine.setPresence('away', soon)), 'both are over').toBe('online')
  })

  test('[WN9] is said to the next host too', async () => {
    const { world, window } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    second.engine.setPresence('busy')
    await world.deliverAll()
    const before = saidOf(world).length
    first.die()
    await world.deliverAll()
    world.clock.advance(60_000)
    await world.deliverAll()
    expect(new Set(saidOf(world).slice(before))).toEqual(new Set(['busy']))
  })
})

/** What the first window wrote second was refused for good. */
async function refused(): Promise<WindowWorld & { readonly first: Window; readonly second: Window }> {
  const set = await setupWindows()
  const [first, second] = [await set.window('first'), await set.window('second')]
  orThrow(await first.open.post('before'))
  await set.world.deliverAll()
  set.world.relay.refuseNext('invalid')
  for (const text of ['refused', 'behind it']) {
    set.world.clock.advance(1)
    orThrow(await first.open.post(text))
    await set.world.deliverAll()
  }
  expect(deliveriesOf(second.open)).toEqual(['relay', 'refused', 'queued'])
  return { ...set, first, second }
}

describe('what the relay refused', () => {
  test('[WN1] is given up from any window', async () => {
    const { world, bob, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    const given = target && second.open.discard(target.id)
    await world.deliverAll()
    expect(await given).toEqual({ ok: true, value: undefined })
    for (const { open } of [first, second]) {
      expect(textsOf(open)).toEqual(['before', 'behind it'])
      expect(deliveriesOf(open)).toEqual(['relay', 'relay'])
    }
    const others = openIn(bob)
    await world.deliverAll()
    expect(textsOf(others)).toEqual(['before', 'behind it'])
  })

  test('[WN1] is tried again from any window', async () => {
    const { world, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    if (target !== undefined) second.open.retry(target.id)
    await world.deliverAll()
    for (const { open } of [first, second]) expect(deliveriesOf(open)).toEqual(['relay', 'relay', 'relay'])
  })

  test('[WN1] is not tried again while any window is about to give it up', async () => {
    const { world, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    if (target === undefined) throw new Error('not there')
    second.open.withhold(true)
    await world.deliverAll()
    world.relay.tell([{ kind: 'channel', id: general, workspace, name: 'general', topic: 'open again' }])
    await world.deliverAll()
    expect(deliveriesOf(first.open)).toEqual(['relay', 'refused', 'queued'])
    second.open.withhold(false)
    await world.deliverAll()
    for (const { open } of [first, second]) expect(deliveriesOf(open)).toEqual(['relay', 'relay', 'relay'])
  })

  test('[WN1] and could not be given up says why', async () => {
    const { world, alice, second } = await refused()
    alice.faults.outbox = 'full'
    const [, target] = second.open.view.read().messages
    const given = target && second.open.discard(target.id)
    await world.deliverAll()
    expect(await given).toEqual({ ok: false, failure: { kind: 'outbox', failure: { kind: 'full' } } })
  })

  test('[WN4] is not lost sight of when the window that was to give it up ends', async () => {
    const { world, first, second } = await refused()
    const [, target] = second.open.view.read().messages
    if (target === undefined) throw new Error('not there')
    const given = second.open.discard(target.id)
    first.die()
    world.relay.refuseNext('invalid')
    await world.deliverAll()
    expect((await given).ok).toBe(true)
    expect(deliveriesOf(second.open)).toEqual(['relay', 'refused', 'queued'])
    const again = second.open.discard(target.id)
    await world.deliverAll()
    expect((await again).ok).toBe(true)
    expect(textsOf(second.open)).toEqual(['before', 'behind it'])
  })
})

/** The relay signs with a key that it has not announced. */
async function falseReceipt({ world }: WindowWorld, { open }: Window): Promise<void> {
  world.relay.keys.change({ announced: false })
  orThrow(await open.post('signed for with another key'))
  await world.deliverAll()
}

describe('notices', () => {
  test('[WN10] are in all windows until dismissed in one', async () => {
    const set = await setupWindows()
    const [first, second] = [await set.window('first'), await set.window('second')]
    await falseReceipt(set, first)
    for (const { engine } of [first, second])
      expect(engine.notices.read()).toEqual([{ kind: 'receipt-false' }])
    second.engine.dismiss('receipt-false')
    await set.world.deliverAll()
    for (const { engine } of [first, second]) expect(engine.notices.read()).toEqual([])
  })

  test('[WN10] stay when the window that runs the engine ends, one a kind, and go when dismissed then', async () => {
    const set = await setupWindows()
    const { world, window } = set
    const [first, second, third] = [await window('first'), await window('second'), await window('third')]
    const shown = (): ReadonlyArray<unknown> => [second, third].map(({ engine }) => engine.notices.read())
    await falseReceipt(set, first)
    first.die()
    await world.deliverAll()
    expect(shown()).toEqual([[{ kind: 'receipt-false' }], [{ kind: 'receipt-false' }]])
    world.clock.advance(60_000)
    await world.deliverAll()
    await falseReceipt(set, second)
    expect(shown()).toEqual([[{ kind: 'receipt-false' }], [{ kind: 'receipt-false' }]])
    third.engine.dismiss('receipt-false')
    await world.deliverAll()
    expect(shown()).toEqual([[], []])
  })
})
