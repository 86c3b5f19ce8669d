import { expect, test } from 'vitest'
import type { Attachment } from '../../../core/conversation/op.ts'
import { testAttachment } from '../../support/conversations.ts'
import { type Pair, setupPair } from '../../support/device-worlds.ts'
import {
  deliveriesOf,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  workspace,
} from '../../support/devices.ts'

/** Alice wrote three messages; the relay refused the second for good, and so has only the first. */
async function refused(attachments: ReadonlyArray<Attachment> = []): Promise<Pair> {
  const { world, alice, bob } = await setupPair('before')
  world.relay.refuseNext('invalid')
  for (const text of ['refused', 'behind it']) {
    world.clock.advance(1)
    await openIn(alice).post(text, text === 'refused' && attachments.length > 0 ? { attachments } : {})
    for (const each of [alice, bob]) each.uploads.waiting.write(new Set()) // they are on the relay
    await world.deliverAll()
  }
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused', 'queued'])
  return { world, alice, bob }
}

const secondOf = (device: Device) => {
  const message = openIn(device).view.read().messages[1]
  if (message === undefined) throw new Error('not there')
  return message.id
}

test('[CR56] what was given up is gone here and was never there; what waits behind it is sent', async () => {
  const { world, alice, bob } = await refused()
  expect(await openIn(alice).discard(secondOf(alice))).toEqual({ ok: true, value: undefined })
  expect(textsOf(openIn(alice))).toEqual(['before', 'behind it'])
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
  expect(textsOf(openIn(bob))).toEqual(['before', 'behind it'])
  expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
  const bytes = world.relay.log(general).map((each) => Buffer.from(each.bytes).toString('latin1'))
  expect(bytes.join('')).not.toContain('refused')
  expect(bob.reports).toEqual([])

  alice.kill()
  await alice.start()
  const opened = openIn(alice)
  await settled()
  expect(textsOf(opened)).toEqual(['before', 'behind it'])
})

test('[CR25] [CR56] who may not write there any more is told so of all that waits, and gives up any of it', async () => {
  const { world, alice, bob } = await setupPair('before')
  const refuse = async (): Promise<void> => {
    world.relay.refuseNext('forbidden')
    await world.deliverAll()
  }
  alice.wire()?.cut()
  for (const text of ['first', 'second', 'third']) {
    world.clock.advance(1)
    await openIn(alice).post(text)
  }
  world.relay.refuseNext('forbidden')
  alice.engine().wake()
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused', 'refused', 'refused'])
  const [, first, second] = openIn(alice).view.read().messages
  if (first === undefined || second === undefined) throw new Error('not there')
  for (const { id } of [second, first]) {
    expect(await openIn(alice).discard(id)).toEqual({ ok: true, value: undefined })
    await refuse()
  }
  // What was given up is refused like the rest, and hides nothing of it.
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused'])
  openIn(alice).retry(second.id)
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
  expect(textsOf(openIn(bob))).toEqual(['before', 'third'])
})

test('[CR56] what was refused in a closed channel goes up by itself once it is open again, and what waits behind it', async () => {
  const { world, alice, bob } = await setupPair('before')
  const channel = { kind: 'channel', id: general, workspace, name: 'general', topic: '' } as const
  const [message] = openIn(bob).view.read().messages
  if (message === undefined) throw new Error('not there')
  world.relay.refuseNext('forbidden')
  await openIn(bob).react(message.id, '👍', true) // by no message of his can it be tried again
  await openIn(bob).post('behind it')
  await world.deliverAll()
  expect(deliveriesOf(openIn(bob))).toEqual([undefined, 'refused'])
  world.relay.tell([{ ...channel, archived: true }])
  await world.deliverAll()
  expect(textsOf(openIn(alice))).toEqual(['before'])
  world.relay.tell([channel])
  await world.deliverAll()
  expect(deliveriesOf(openIn(bob))).toEqual([undefined, 'relay'])
  expect(textsOf(openIn(alice))).toEqual(['before', 'behind it'])
  expect(openIn(alice).view.read().messages[0]?.reactions).toHaveLength(1)
})

test('[CR59] the files of what was given up are taken from the relay, and of nothing else', async () => {
  const { alice } = await refused([testAttachment()])
  const [file] =
    openIn(alice)
      .view.read()
      .messages.find(({ text }) => text === 'refused')?.attachments ?? []
  expect(file).toBeDefined()
  expect(await openIn(alice).discard(secondOf(alice))).toEqual({ ok: true, value: undefined })
  expect(alice.uploads.removed).toEqual([file?.id])
})

test('[CR56] a crash between journal and store leaves it given up', async () => {
  const { world, alice, bob } = await refused()
  alice.faults.outbox = 'crash'
  void openIn(alice).discard(secondOf(alice))
  await settled()
  expect(alice.isOn()).toBe(false)
  alice.faults.outbox = 'none'
  await alice.start()
  const opened = openIn(alice)
  await settled()
  expect(textsOf(opened)).toEqual(['before', 'behind it'])
  await world.deliverAll()
  expect(textsOf(openIn(bob))).toEqual(['before', 'behind it'])
})

test('[CR56] a journal that does not take it leaves all as it was', async () => {
  const { alice } = await refused()
  alice.faults.outbox = 'full'
  expect(await openIn(alice).discard(secondOf(alice))).toEqual({
    ok: false,
    failure: { kind: 'outbox', failure: { kind: 'full' } },
  })
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused', 'queued'])
})

test('[CR56] what was not refused is not given up', async () => {
  const { alice } = await refused()
  const [first, , third] = openIn(alice).view.read().messages
  for (const message of [first, third]) if (message) await openIn(alice).discard(message.id)
  expect(textsOf(openIn(alice))).toEqual(['before', 'refused', 'behind it'])
})

test('[CR56] tried once more, it goes up with all behind it', async () => {
  const { world, alice, bob } = await refused()
  openIn(alice).retry(secondOf(alice))
  await settled()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'queued', 'queued'])
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay', 'relay'])
  expect(textsOf(openIn(bob))).toEqual(['before', 'refused', 'behind it'])
})

test('[CR56] what is about to be given up stays refused, however often the relay is met, and is never sent', async () => {
  const { world, alice, bob } = await refused()
  const meetAgain = async (): Promise<void> => {
    alice.wire()?.cut()
    alice.engine().wake()
    await world.deliverAll()
  }
  const holder = openIn(alice)
  holder.withhold(true)
  await meetAgain()
  world.relay.tell([{ kind: 'channel', id: general, workspace, name: 'general', topic: 'open again' }])
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused', 'queued'])
  expect(textsOf(openIn(bob))).toEqual(['before'])
  expect(await openIn(alice).discard(secondOf(alice))).toEqual({ ok: true, value: undefined })
  holder.withhold(false)
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
  expect(textsOf(openIn(bob))).toEqual(['before', 'behind it'])
})

test('[CR56] what was not given up after all is tried if it would have been meanwhile, or somebody asked for it', async () => {
  const meetAgain = ({ alice }: Pair): void => {
    alice.wire()?.cut()
    alice.engine().wake()
  }
  const ways = [meetAgain, ({ alice }: Pair) => openIn(alice).retry(secondOf(alice))]
  for (const meanwhile of ways) {
    const pair = await refused()
    const { world, alice, bob } = pair
    const holder = openIn(alice)
    holder.withhold(true)
    holder.withhold(false)
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused', 'queued']) // nothing has come in between
    holder.withhold(true)
    meanwhile(pair)
    await world.deliverAll()
    expect(textsOf(openIn(bob))).toEqual(['before'])
    holder.withhold(false)
    await world.deliverAll()
    expect(textsOf(openIn(bob))).toEqual(['before', 'refused', 'behind it'])
  }
})

test('[CR56] what shows on a message is told there alone', async () => {
  const { alice } = await refused()
  expect(openIn(alice).view.read().blocked).toBeUndefined()
  const stuckIn = [{ conversation: general, message: secondOf(alice) }]
  expect(alice.engine().connection.read()).toMatchObject({ stuck: 2, stuckIn })
})
