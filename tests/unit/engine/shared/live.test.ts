import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { readWindowMessage } from '../../../../core/engine/shared/messages.ts'
import { testUser } from '../../../support/conversations.ts'
import { openIn, type World } from '../../../support/devices.ts'
import { messageId } from '../../../support/shown-message.ts'
import { setupWindows, type Window } from '../../../support/window-world.ts'

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
