import { describe, expect, test } from 'vitest'
import type { OpenConversation } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { testAttachment } from '../../support/conversations.ts'
import { setupPair } from '../../support/device-worlds.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { deliveriesOf, type Device, general, openIn, textsOf, workspace } from '../../support/devices.ts'

describe('a change that is no message in the conversation', () => {
  const blockedOf = (device: Device) => openIn(device).view.read().blocked?.code
  const changes = [
    ['react', 'a reaction', (open: OpenConversation, target: OpId) => open.react(target, '👍', true)],
    ['pin', 'a pin', (open: OpenConversation, target: OpId) => open.pin(target, true)],
    ['meta', 'what the conversation is about', (open: OpenConversation) => open.describe({ topic: 'boats' })],
  ] as const

  test.each(changes)(
    '[CR56] %s: %s is told of where it was made and where it lies, and given up',
    async (does, _, change) => {
      const { world, alice, bob } = await setupPair('before')
      const [message] = openIn(bob).view.read().messages
      if (message === undefined) throw new Error('not there')
      expect(blockedOf(bob)).toBeUndefined()
      world.relay.refuseNext('invalid')
      await change(openIn(bob), message.id)
      await openIn(bob).post('behind it')
      await world.deliverAll()
      const about = does === 'meta' ? undefined : message.id
      expect(openIn(bob).view.read().blocked).toMatchObject({ code: 'invalid', does, message: about })
      expect(bob.engine().connection.read()).toMatchObject({ stuck: 2, stuckIn: [{ conversation: general }] })
      expect(deliveriesOf(openIn(bob))).toEqual([undefined, 'queued']) // it is none of its fault
      expect(await openIn(bob).discard()).toEqual({ ok: true, value: undefined })
      await world.deliverAll()
      expect(blockedOf(bob)).toBeUndefined()
      expect(bob.engine().connection.read()).toMatchObject({ queued: 0 })
      expect(bob.engine().connection.read().stuckIn).toBeUndefined()
      for (const { view } of [openIn(alice), openIn(bob)]) {
        expect(view.read().messages.map(({ text }) => text)).toEqual(['before', 'behind it'])
        expect(view.read().messages[0]).toMatchObject({ reactions: [] })
        expect(view.read().messages[0]).not.toHaveProperty('pinned')
      }
      expect(bob.engine().directory.read().workspaces[0]?.channels[0]?.topic).toBe('')
    },
  )

  const onOwn = [
    ['reacted to', (open: OpenConversation, target: OpId) => open.react(target, '👍', true)],
    ['edited', (open: OpenConversation, target: OpId) => open.edit(target, 'mine, anew')],
  ] as const

  test.each(onOwn)(
    '[CR56] an own message that was %s was not refused itself: it is not given up, nor written anew',
    async (_, change) => {
      const { world, bob } = await setupPair('before')
      await openIn(bob).post('mine', { attachments: [testAttachment()] })
      bob.uploads.waiting.write(new Set()) // it is on the relay
      await world.deliverAll()
      const target = openIn(bob).view.read().messages[1]?.id
      if (target === undefined) throw new Error('not there')
      world.relay.refuseNext('forbidden')
      await change(openIn(bob), target)
      await world.deliverAll()
      expect(deliveriesOf(openIn(bob))).toEqual([undefined, 'relay']) // it is not on its way
      expect(blockedOf(bob)).toBe('forbidden')
      await openIn(bob).discard(target)
      expect(blockedOf(bob)).toBe('forbidden')
      world.relay.refuseNext('forbidden')
      await openIn(bob).discard()
      await world.deliverAll()
      expect(openIn(bob).view.read().messages[1]).toMatchObject({ text: 'mine', reactions: [] })
      expect(bob.uploads.removed).toEqual([]) // its file stays, on the relay too
      expect(blockedOf(bob)).toBeUndefined()
    },
  )

  test.each([
    ['react', (open: OpenConversation, target: OpId) => open.react(target, '👍', true)],
    ['reply', (open: OpenConversation, target: OpId) => open.post('in the thread', { thread: target })],
  ] as const)(
    '[CR56] given up twice, as in two places, it takes nothing else with it: %s',
    async (_, change) => {
      const { world, bob } = await setupPair('before')
      const [message] = openIn(bob).view.read().messages
      if (message === undefined) throw new Error('not there')
      world.relay.refuseNext('forbidden')
      await change(openIn(bob), message.id)
      await openIn(bob).post('behind it')
      await world.deliverAll()
      const { blocked } = openIn(bob).view.read()
      expect(blocked?.op).toBeDefined()
      const holder = openIn(bob)
      holder.withhold(true)
      for (let time = 0; time < 2; time++)
        expect(await openIn(bob).discard(blocked?.op)).toEqual({ ok: true, value: undefined })
      expect(textsOf(openIn(bob)).at(-1)).toBe('behind it')
      holder.withhold(false)
      await world.deliverAll()
      expect(textsOf(openIn(bob))).toEqual(['before', 'behind it'])
    },
  )

  test('[CR27] [CR56] of what was given up where nobody may write nothing is left to be told, though the relay refuses that too', async () => {
    const { world, bob } = await setupPair('before')
    const [message] = openIn(bob).view.read().messages
    if (message === undefined) throw new Error('not there')
    world.relay.refuseNext('forbidden')
    await openIn(bob).react(message.id, '👍', true)
    await world.deliverAll()
    expect(bob.engine().connection.read()).toMatchObject({
      queued: 1,
      stuck: 1,
      stuckIn: [{ conversation: general }],
    })
    world.relay.refuseNext('forbidden')
    await openIn(bob).discard()
    await world.deliverAll()
    expect(bob.reports).toMatchObject([{ code: 'forbidden' }, { code: 'forbidden' }])
    expect(blockedOf(bob)).toBeUndefined()
    expect(bob.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
    expect(bob.engine().connection.read().stuckIn).toBeUndefined()
  })

  test('[CR56] is tried again when the person says so', async () => {
    const { world, alice, bob } = await setupPair('before')
    const [message] = openIn(bob).view.read().messages
    if (message === undefined) throw new Error('not there')
    world.relay.refuseNext('invalid')
    await openIn(bob).react(message.id, '👍', true)
    await world.deliverAll()
    expect(blockedOf(bob)).toBe('invalid')
    openIn(bob).retry()
    await world.deliverAll()
    expect(blockedOf(bob)).toBeUndefined()
    expect(openIn(alice).view.read().messages[0]?.reactions).toHaveLength(1)
  })

  test('[CR56] a reply in a thread, refused, is told of the conversation too, in which it does not stand', async () => {
    const { world, bob } = await setupPair('before')
    const [message] = openIn(bob).view.read().messages
    if (message === undefined) throw new Error('not there')
    world.relay.refuseNext('invalid')
    await openIn(bob).post('in the thread', { thread: message.id, attachments: [testAttachment()] })
    bob.uploads.waiting.write(new Set()) // it is on the relay
    await world.deliverAll()
    expect(openIn(bob).view.read().blocked).toMatchObject({ code: 'invalid', does: 'post' })
    expect(await openIn(bob).discard()).toEqual({ ok: true, value: undefined })
    await world.deliverAll()
    expect(textsOf(openIn(bob))).toEqual(['before'])
    expect(bob.uploads.removed).toHaveLength(1) // its file with it (CR59)
  })

  test('[CR56] [EX6] a message that is to disappear says itself that it was refused, whatever its time', async () => {
    const { world, bob } = await setupPair('before')
    world.relay.refuseNext('forbidden')
    await openIn(bob).post('for a moment', { expiresAfter: 10 })
    await world.deliverAll()
    expect(blockedOf(bob)).toBeUndefined()
    world.relay.refuseNext('forbidden')
    world.clock.advance(10_000)
    await world.deliverAll()
    expect(deliveriesOf(openIn(bob))[1]).toBe('refused')
    expect(textsOf(openIn(bob))[1]).toBe('for a moment')
    expect(blockedOf(bob)).toBeUndefined()
  })

  test('[CR56] is told of each conversation in which something was refused', async () => {
    const other = testConversation(7)
    const { world, bob } = await setupPair('before')
    world.relay.addChannel(workspace, other, 'other')
    world.relay.tell([{ kind: 'channel', id: other, workspace, name: 'other', topic: '' }])
    await world.deliverAll()
    for (const conversation of [general, other]) {
      world.relay.refuseNext('forbidden')
      await openIn(bob, conversation).describe({ topic: 'boats' })
      await world.deliverAll()
    }
    expect(bob.engine().connection.read()).toMatchObject({
      stuck: 2,
      stuckIn: [{ conversation: general }, { conversation: other }],
    })
  })
})
