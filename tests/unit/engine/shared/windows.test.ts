import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import type { Engine, OpenConversation } from '../../../../core/engine/engine.ts'
import { openSharedEngine } from '../../../../core/engine/shared/windows.ts'
import { readWindowMessage } from '../../../../core/engine/shared/messages.ts'
import { opId, userId } from '../../../../core/protocol/ids.ts'
import { testUser } from '../../../support/conversations.ts'
import {
  createWorld,
  deliveriesOf,
  type Device,
  general,
  settled,
  textsOf,
  workspace,
  type World,
} from '../../../support/devices.ts'
import { createFakeWindows, type FakeWindows } from '../../../support/fake-windows.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

interface Window {
  readonly engine: Engine
  readonly open: OpenConversation
  /** The window is killed, and with it the engine if it ran it. */
  readonly die: () => void
}

interface Setup {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
  readonly windows: FakeWindows
  readonly window: (name: string) => Promise<Window>
}

async function setup(): Promise<Setup> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  world.relay.tell([
    {
      kind: 'member',
      workspace,
      user: userId('a'.repeat(32)),
      name: 'Ada',
      role: 'member',
      placeholder: false,
    },
  ])
  await alice.start()
  await bob.start()
  await world.deliverAll()
  await alice.engine().close()
  const windows = createFakeWindows()
  let seed = 100
  const window = async (name: string): Promise<Window> => {
    const page = windows.add(name)
    let isHost = false
    const engine = orThrow(
      await openSharedEngine({
        self: testUser(1),
        window: name,
        clock: world.clock,
        random: createSeededRandom(seed++),
        lock: page.lock,
        channel: page.channel,
        openOwn: async () => {
          isHost = true
          return ok(await alice.start())
        },
        failed: () => undefined,
      }),
    )
    const open = engine.open(general)
    if (open === undefined) throw new Error('no such conversation')
    await world.deliverAll()
    return {
      engine,
      open,
      die: () => {
        if (isHost) alice.kill()
        page.die()
      },
    }
  }
  return { world, alice, bob, windows, window }
}

const draftOf = ({ open }: Window): string => open.view.read().draft

describe('several windows', () => {
  test('[WN1] one runs the engine, all show the same and all write', async () => {
    const { world, window, bob } = await setup()
    const [first, second] = [await window('first'), await window('second')]
    orThrow(await first.open.post('from the first'))
    world.clock.advance(1)
    const posted = second.open.post('from the second')
    await world.deliverAll()
    const id = orThrow(await posted)
    const reacted = first.open.react(id, '👍', true)
    const edited = second.open.edit(id, 'from the second window')
    await world.deliverAll()
    orThrow(await reacted)
    orThrow(await edited)
    await world.deliverAll()
    for (const { open } of [first, second]) {
      expect(textsOf(open)).toEqual(['from the first', 'from the second window'])
      expect(deliveriesOf(open)).toEqual(['relay', 'relay'])
    }
    expect(second.open.view.read()).toEqual(first.open.view.read())
    expect(bob.engine().directory.read().workspaces[0]?.channels[0]?.unread).toBe(true)
    expect(second.engine.connection.read()).toEqual(first.engine.connection.read())
    expect(second.engine.directory.read()).toEqual(first.engine.directory.read())
    expect(world.relay.log(general).filter(({ entry }) => entry.kind === 'claim')).toHaveLength(1)
  })

  test('[WN2] a change costs what has changed, and what has not keeps its reference', async () => {
    const { world, window, windows } = await setup()
    const [first, second] = [await window('first'), await window('second')]
    for (let each = 0; each < 30; each++) {
      world.clock.advance(1)
      orThrow(await first.open.post(`message ${each}`))
    }
    await world.deliverAll()
    const before = second.open.view.read().messages
    windows.said.length = 0
    world.clock.advance(1)
    orThrow(await first.open.post('one more'))
    await world.deliverAll()
    const after = second.open.view.read().messages
    expect(after.slice(0, 30).every((message, index) => message === before[index])).toBe(true)
    const views = windows.said
      .map((data) => readWindowMessage(data))
      .filter((said) => said?.kind === 'to-guest')
    for (const { body } of views)
      if (body.kind === 'view') expect(body.messages.length).toBeLessThanOrEqual(1)
  })

  test('[WN2] names are known as soon as they have been asked for, and follow the directory', async () => {
    const { world, window } = await setup()
    await window('first')
    const second = await window('second')
    const ada = userId('a'.repeat(32))
    expect(second.engine.member(workspace, ada)).toBeUndefined()
    await world.deliverAll()
    expect(second.engine.member(workspace, ada)?.name).toBe('Ada')
    world.relay.tell([
      { kind: 'member', workspace, user: ada, name: 'Ada L.', role: 'member', placeholder: false },
    ])
    await world.deliverAll()
    expect(second.engine.member(workspace, ada)?.name).toBe('Ada L.')
  })

  test('[WN3] a draft typed in one window is the draft of all', async () => {
    const { world, window } = await setup()
    const [first, second] = [await window('first'), await window('second')]
    second.open.setDraft('half a thought')
    await world.deliverAll()
    expect(draftOf(first)).toBe('half a thought')
    expect(draftOf(second)).toBe('half a thought')
  })

  test('[WN1] a message that is no message, or for another window, is passed over', async () => {
    const { world, windows, window } = await setup()
    const [first, second] = [await window('first'), await window('second')]
    orThrow(await first.open.post('one'))
    await world.deliverAll()
    const wrong: ReadonlyArray<unknown> = [
      null,
      'hosting',
      { kind: 'hosting' },
      { kind: 'to-guest', from: 'first', to: 'second', body: { kind: 'view', conversation: general } },
      {
        kind: 'to-guest',
        from: 'stranger',
        to: 'second',
        body: { kind: 'draft', conversation: general, text: 'x' },
      },
      {
        kind: 'to-host',
        from: 'second',
        body: { kind: 'call', call: 1, conversation: general, name: 'close', input: [] },
      },
      {
        kind: 'to-host',
        from: 'second',
        body: { kind: 'call', call: 1, conversation: general, name: 'post', input: [1] },
      },
      { kind: 'to-host', from: 'never joined', body: { kind: 'seen', conversation: general } },
      { kind: 'join', from: 'second', to: 'third' },
    ]
    for (const data of wrong) windows.inject(data)
    await world.deliverAll()
    expect(textsOf(second.open)).toEqual(['one'])
    expect(draftOf(second)).toBe('')
  })
})

describe('when the window that runs the engine ends', () => {
  test('[WN4] another takes over: nothing is lost or doubled, and the screen stays', async () => {
    const { world, window, bob } = await setup()
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
      const { world, window } = await setup()
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
    const { world, window } = await setup()
    const [first, second] = [await window('first'), await window('second')]
    first.open.setDraft('not stored yet')
    await settled()
    first.die()
    await world.deliverAll()
    expect(draftOf(second)).toBe('not stored yet')
    second.open.setDraft('mine')
    world.clock.advance(500)
    await world.deliverAll()
    const third = await window('third')
    expect(draftOf(third)).toBe('mine')
  })

  test('[WN4] closing it in good order does the same', async () => {
    const { world, window } = await setup()
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

  test('[WN6] a guest that has gone leaves nothing open', async () => {
    const { world, alice, window } = await setup()
    const first = await window('first')
    const second = await window('second')
    first.open.close()
    second.die()
    await world.deliverAll()
    expect(alice.engine().open(general)?.view.read().messages).toEqual([])
    const third = await window('third')
    await third.engine.close()
    await world.deliverAll()
    expect(third.open.view.read().opening).toBe(false)
  })

  test('[WN7] a window that holds the lock and is hung loses it after four seconds', async () => {
    const { world, windows, window } = await setup()
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
    const { world, windows, window } = await setup()
    const first = await window('first')
    orThrow(await first.open.post('one'))
    const thief = windows.add('thief')
    await thief.lock.steal()
    await world.deliverAll()
    expect(windows.said.at(-1)).toMatchObject({ kind: 'who-hosts', from: 'first' })
    expect(textsOf(first.open), 'what it showed stays').toEqual(['one'])
  })
})

test('[WN7] no engine to be had: the lock is let go and the reason told', async () => {
  const windows = createFakeWindows()
  const page = windows.add('only')
  const world = createWorld()
  const deps = {
    self: testUser(1),
    window: 'only',
    clock: world.clock,
    random: createSeededRandom(1),
    lock: page.lock,
    channel: page.channel,
    failed: () => undefined,
  }
  const refused = await openSharedEngine({ ...deps, openOwn: async () => fail({ kind: 'locked' as const }) })
  expect(refused).toEqual({ ok: false, failure: { kind: 'locked' } })
  let isFree = false
  void windows
    .add('next')
    .lock.acquire()
    .held.then(() => (isFree = true))
  await settled()
  expect(isFree).toBe(true)
})

test('[WN4] a post under an id that is there is a success that changes nothing', async () => {
  const { world, window } = await setup()
  const { open } = await window('first')
  const id = opId('e'.repeat(32))
  expect(await open.post('once', { id })).toEqual(ok(id))
  world.clock.advance(1)
  expect(await open.post('once', { id })).toEqual(ok(id))
  await world.deliverAll()
  expect(textsOf(open)).toEqual(['once'])
})
