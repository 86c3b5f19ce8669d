import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { readWindowMessage } from '../../../../core/engine/shared/messages.ts'
import { deliveriesOf, general, settled, textsOf } from '../../../support/devices.ts'
import { draftOf, setupWindows } from '../../../support/window-world.ts'
import { messageId } from '../../../support/shown-message.ts'

describe('when the window that runs the engine ends', () => {
  test('[WN4] another takes over: nothing is lost or doubled, and the screen stays', async () => {
    const { world, window, bob } = await setupWindows()
    const [first, second, third] = [await window('first'), await window('second'), await window('third')]
    orThrow(await first.open.post('on the relay'))
    await world.deliverAll()
    world.relay.settings.isDown = true
    world.clock.advance(1)
    orThrow(await first.open.post('queued'))
    await settled()
    const seen: Array<number> = []
    second.open.view.listen(() => seen.push(second.open.view.read().messages.length))
    first.die()
    await settled()
    await settled()
    world.clock.advance(1)
    const posted = third.open.post('and on')
    await settled()
    world.relay.settings.isDown = false
    world.clock.advance(60_000)
    await world.deliverAll()
    orThrow(await posted)
    await world.deliverAll()
    expect(Math.min(...seen), 'never blank').toBeGreaterThanOrEqual(2)
    for (const { open } of [second, third]) {
      expect(textsOf(open)).toEqual(['on the relay', 'queued', 'and on'])
      expect(deliveriesOf(open)).toEqual(['relay', 'relay', 'relay'])
    }
    const others = bob.engine().open(general)
    await world.deliverAll()
    expect(others && textsOf(others)).toEqual(['on the relay', 'queued', 'and on'])
  })

  test('[WN4] what was asked of it and not answered is done once, whether it had done it or not', async () => {
    for (const isDone of [true, false]) {
      const { world, window } = await setupWindows()
      const [first, second] = [await window('first'), await window('second')]
      const keep = orThrow(await first.open.post('kept'))
      await world.deliverAll()
      expect(keep).toHaveLength(32)
      world.clock.advance(1)
      const posted = second.open.post('in between')
      const taken = second.open.redact(keep)
      if (isDone) {
        // The engine has both in journal and store, and dies before its window can say so.
        for (let turn = 0; turn < 200 && first.open.view.read().messages.length < 2; turn++)
          await Promise.resolve()
      }
      first.die()
      await world.deliverAll()
      world.clock.advance(60_000)
      await world.deliverAll()
      orThrow(await posted)
      orThrow(await taken)
      expect(textsOf(second.open)).toEqual(['', 'in between'])
      const posts = world.relay.log(general).filter(({ entry }) => entry.kind === 'content')
      expect(posts.length).toBeLessThanOrEqual(3)
    }
  })

  test('[WN5] a draft that was typed in it a moment before is in the next one', async () => {
    const { world, window } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    first.open.setDraft('not stored yet')
    first.open.setDraft('a reply', messageId(1))
    await settled()
    first.die()
    await world.deliverAll()
    expect(draftOf(second)).toBe('not stored yet')
    expect(second.open.view.read().threadDrafts).toEqual(new Map([[messageId(1), 'a reply']]))
    second.open.setDraft('mine')
    world.clock.advance(500)
    await world.deliverAll()
    const third = await window('third')
    expect(draftOf(third)).toBe('mine')
  })

  test('[WN4] closing it in good order does the same', async () => {
    const { world, window } = await setupWindows()
    const [first, second] = [await window('first'), await window('second')]
    orThrow(await first.open.post('one'))
    await first.engine.close()
    await world.deliverAll()
    world.clock.advance(60_000)
    const posted = second.open.post('two')
    await world.deliverAll()
    orThrow(await posted)
    expect(textsOf(second.open)).toEqual(['one', 'two'])
  })

  test('[WN6] a guest that has gone, killed or in good order, is told nothing more', async () => {
    const { world, windows, window } = await setupWindows()
    const [first, second, third] = [await window('first'), await window('second'), await window('third')]
    const toldTo = async (text: string): Promise<ReadonlySet<unknown>> => {
      windows.said.length = 0
      world.clock.advance(1)
      orThrow(await first.open.post(text))
      await world.deliverAll()
      const told = windows.said.map((data) => readWindowMessage(data))
      return new Set(told.flatMap((message) => (message?.kind === 'to-guest' ? [message.to] : [])))
    }
    expect(await toldTo('to both')).toEqual(new Set(['second', 'third']))
    second.die()
    await settled()
    expect(await toldTo('to one')).toEqual(new Set(['third']))
    await third.engine.close()
    await settled()
    expect(await toldTo('to none')).toEqual(new Set())
  })

  test('[WN7] a window that holds the lock and is hung loses it after four seconds', async () => {
    const { world, windows, window } = await setupWindows()
    const hung = windows.add('hung')
    const { taken } = await hung.lock.acquire().held
    let isTaken = false
    void taken.then(() => (isTaken = true))
    const opening = window('second')
    await settled()
    world.clock.advance(3_999)
    await settled()
    expect(isTaken).toBe(false)
    world.clock.advance(1)
    await settled()
    expect(isTaken).toBe(true)
    const { engine } = await opening
    expect(engine.directory.read().loaded).toBe(true)
  })

  test('[WN7] one that was only slow hands over and becomes a guest', async () => {
    const { world, windows, window } = await setupWindows()
    const first = await window('first')
    orThrow(await first.open.post('one'))
    const thief = windows.add('thief')
    await thief.lock.steal()
    await world.deliverAll()
    expect(windows.said.at(-1)).toMatchObject({ kind: 'who-hosts', from: 'first' })
    expect(textsOf(first.open), 'what it showed stays').toEqual(['one'])
  })
})
