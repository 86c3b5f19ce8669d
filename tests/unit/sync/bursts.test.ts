import { expect, test } from 'vitest'
import {
  createWorld,
  type Device,
  deliveriesOf,
  general,
  openIn,
  settled,
  textsOf,
  type World,
} from '../../support/devices.ts'

async function alone(): Promise<{ readonly world: World; readonly alice: Device }> {
  const world = createWorld()
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  openIn(alice)
  await world.deliverAll()
  return { world, alice }
}

const texts = Array.from({ length: 50 }, (_, each) => `message ${each}`)

test('[CR75] fifty posts at once are one write of the journal, in their order', async () => {
  const { world, alice } = await alone()
  const opened = openIn(alice)
  const posting = texts.map((text) => {
    world.clock.advance(1)
    return opened.post(text)
  })
  for (const posted of await Promise.all(posting)) expect(posted).toMatchObject({ ok: true })
  expect(alice.journalWrites).toEqual([51]) // with the claim before them
  expect(textsOf(opened)).toEqual(texts)
  await world.deliverAll()
  expect(new Set(deliveriesOf(opened))).toEqual(new Set(['relay']))
  expect(alice.journalRemovals()).toBeLessThan(10)
})

test('[CR75] nothing is on the screen before the journal has it', async () => {
  const { alice } = await alone()
  const opened = openIn(alice)
  const lengths: Array<number> = []
  opened.view.listen(() => void lengths.push(opened.view.read().messages.length))
  await Promise.all(texts.map((text) => opened.post(text)))
  await settled()
  expect([...new Set(lengths)]).toEqual([50])
  expect(alice.journalWrites).toEqual([51])
})

test('[CR75] if the journal does not take them, none of them stays, and all are told', async () => {
  const { world, alice } = await alone()
  const opened = openIn(alice)
  await opened.post('before')
  alice.faults.outbox = 'full'
  const posted = await Promise.all(['one', 'two', 'three'].map((text) => opened.post(text)))
  const failure = { ok: false, failure: { kind: 'outbox', failure: { kind: 'full' } } }
  expect(posted).toEqual([failure, failure, failure])
  expect(textsOf(opened)).toEqual(['before'])
  alice.faults.outbox = 'none'
  await opened.post('after')
  await world.deliverAll()
  expect(textsOf(opened)).toEqual(['before', 'after'])
  expect(new Set(deliveriesOf(opened))).toEqual(new Set(['relay']))
  expect(world.relay.log(general)).toHaveLength(3)
})

test('[CR75] a change that cannot be made fails alone', async () => {
  const { world, alice } = await alone()
  const opened = openIn(alice)
  const posted = await Promise.all(['one', 'two', '  ', 'three'].map((text) => opened.post(text)))
  expect(posted.map(({ ok }) => ok)).toEqual([true, true, false, true])
  await world.deliverAll()
  expect(textsOf(opened).toSorted()).toEqual(['one', 'three', 'two'])
})
