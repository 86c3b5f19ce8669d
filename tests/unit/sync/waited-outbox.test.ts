/** What is to disappear, and waited for the relay: what goes wrong, or is given up, on its way. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { deliveriesOf, general, openIn, settled, textsOf, type World } from '../../support/devices.ts'
import { cutOff, expectWholeTime, minute, pass, reach, secretOf, setupWaited } from '../../support/waited.ts'

const bytesOf = ({ relay }: World): string =>
  relay
    .log(general)
    .map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
    .join('')

test('[CR98] is written anew once, over a restart too, as long as that has not waited itself', async () => {
  const { world, alice, bob } = await setupWaited()
  const before = world.relay.log(general).length
  await pass(world, 10 * minute)
  world.relay.refuseNext('rate-limited', minute)
  await reach({ world, alice, bob })
  expect(world.relay.log(general)).toHaveLength(before)
  alice.kill()
  world.clock.advance(1_000)
  await alice.start()
  await reach({ world, alice, bob })
  expect(world.relay.log(general)).toHaveLength(before + 2)
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret'])
})

test('[CR94] [CR98] what has left is deleted for everybody, though what gives it its time has not', async () => {
  const { world, alice, bob } = await setupWaited()
  await pass(world, 4 * minute)
  world.relay.settings.isDown = false
  alice.engine().wake()
  const before = world.relay.log(general).length
  while (world.relay.log(general).length === before) {
    await settled()
    alice.wire()?.deliverToClient()
    await settled()
    alice.wire()?.deliverToRelay(1)
  }
  world.relay.refuseNext('rate-limited', minute)
  await world.deliverAll()
  expect(world.relay.log(general)).toHaveLength(before + 1)
  orThrow(await openIn(alice).redact(secretOf(alice).id))
  await pass(world, 2 * minute)
  for (const device of [alice, bob])
    expect(openIn(device).view.read().messages[1]).toMatchObject({ text: '', redacted: true })
})

test('[CR98] if the connection ends between it and what gives it its time, it has that later', async () => {
  const { world, alice, bob } = await setupWaited()
  await pass(world, 10 * minute)
  world.relay.refuseNext('rate-limited', 60_000) // the claim that it goes by is there: this is the message
  const before = world.relay.log(general).length
  await reach({ world, alice, bob })
  expect(world.relay.log(general)).toHaveLength(before)
  cutOff(world, alice)
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  await expectWholeTime({ world, alice, bob })
})

test('[CR98] whatever the step at which its author’s app ends, it is seen once, and for its whole time', async () => {
  for (let crashAfter = 1; crashAfter < 14; crashAfter++) {
    const { world, alice, bob } = await setupWaited()
    await pass(world, 10 * minute)
    alice.faults.crashAfter = crashAfter
    await reach({ world, alice, bob })
    alice.faults.crashAfter = undefined
    if (alice.isOn()) alice.kill()
    await alice.start()
    await reach({ world, alice, bob })
    openIn(alice)
    await world.deliverAll()
    await expectWholeTime({ world, alice, bob })
    alice.kill()
  }
})

test('[CR98] where the journal takes nothing more it is sent as it is, and what comes behind it too', async () => {
  const { world, alice, bob } = await setupWaited()
  orThrow(await openIn(alice).post('behind'))
  await pass(world, 10 * minute)
  alice.faults.outbox = 'full'
  await reach({ world, alice, bob })
  expect(textsOf(openIn(bob))).toEqual(['before', '', 'behind'])
})

test('[CR56] [CR98] refused and given up, nothing of it is sent', async () => {
  const { world, alice, bob } = await setupWaited()
  orThrow(await openIn(alice).post('behind'))
  await pass(world, 10 * minute)
  world.relay.refuseNext('invalid')
  await reach({ world, alice, bob })
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused', 'queued'])
  orThrow(await openIn(alice).discard(secretOf(alice).id))
  await world.deliverAll()
  expect(textsOf(openIn(alice))).toEqual(['before', 'behind'])
  expect(textsOf(openIn(bob))).toEqual(['before', 'behind'])
  expect(bytesOf(world)).not.toContain('secret')
  expect(alice.engine().connection.read()).toMatchObject({ queued: 0 })
})

test('[CR94] [CR98] deleted before it has left, nothing of it leaves, be it written anew or not', async () => {
  const { world, alice, bob } = await setupWaited()
  await pass(world, 10 * minute)
  orThrow(await openIn(alice).redact(secretOf(alice).id))
  await reach({ world, alice, bob })
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before'])
  expect(bytesOf(world)).not.toContain('secret')
})

test('[CR49] [CR98] what the relay has lost is handed in with the time that it had, and that of which it lost the time gets it again', async () => {
  const { world, alice, bob } = await setupWaited()
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  const { expiresAt } = secretOf(bob)
  const all = world.relay.log(general).length
  for (const keep of [all - 1, all - 2]) {
    cutOff(world, alice)
    world.relay.restoreBackup(keep)
    await pass(world, minute)
    await reach({ world, alice, bob })
    await pass(world, 10_000)
    await reach({ world, alice, bob })
    for (const device of [alice, bob]) {
      expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
      expect(secretOf(device)).toMatchObject({ expiresAt })
    }
    const carol = world.device(9 + keep)
    await carol.start()
    await world.deliverAll()
    openIn(carol)
    await world.deliverAll()
    expect(textsOf(openIn(carol))).toEqual(['before', 'secret'])
    carol.kill()
  }
})
