import { expect, test } from 'vitest'
import { inSlices } from '../../../core/sync/slices.ts'
import {
  createWorld,
  type Device,
  general,
  openIn,
  textsOf,
  workspace,
  type World,
} from '../../support/devices.ts'
import { fillLog, type Stranger } from '../../support/strangers.ts'
import { testConversation } from '../../support/test-conversation.ts'

test('[CR77] between two breaths no more than 32 are dealt with, all of them in their order', async () => {
  for (const count of [0, 1, 32, 33, 250]) {
    const done: Array<string | number> = []
    const items = Array.from({ length: count }, (_, each) => each)
    await inSlices(
      items,
      async () => void done.push('breath'),
      (slice) => void done.push(...slice),
    )
    expect(done.filter((each) => each !== 'breath')).toEqual(items)
    const breaths = done.flatMap((each, index) => (each === 'breath' ? [index] : []))
    expect(breaths).toEqual(
      Array.from({ length: Math.max(0, Math.ceil(count / 32) - 1) }, (_, n) => 33 * n + 32),
    )
  }
})

interface Setup {
  readonly world: World
  readonly alice: Device
  readonly author: Stranger
}

const others = Array.from({ length: 60 }, (_, each) => testConversation(100 + each))
const missed = Array.from({ length: 120 }, (_, each) => `message ${each + 10}`)

/** Alice knows 61 conversations, has the ten messages of one of them, and is away while 120 more are written. */
async function setup(): Promise<Setup> {
  const world = createWorld()
  for (const [each, id] of others.entries()) world.relay.addChannel(workspace, id, `room ${each}`)
  const author = fillLog(world.relay, general, 10)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  openIn(alice)
  world.clock.advance(1_000)
  await world.deliverAll()
  alice.kill()
  for (const text of missed) world.relay.inject(general, author.post(77, text))
  return { world, alice, author }
}

const allTexts = [...Array.from({ length: 10 }, (_, each) => `message ${each}`), ...missed]

test('[CR77] what a device missed comes in with breaths between, as one change of the screen', async () => {
  const { world, alice } = await setup()
  let breaths = 0
  const engine = await alice.start()
  alice.faults.breath = () => void breaths++
  const opened = openIn(alice)
  const lengths = new Set<number>()
  opened.view.listen(() => lengths.add(opened.view.read().messages.length))
  await world.deliverAll()
  expect(textsOf(opened)).toEqual(allTexts)
  expect([...lengths].filter((length) => length > 10)).toEqual([allTexts.length])
  expect(breaths).toBeGreaterThanOrEqual(2 + 3 + 3 + 1) // 61 logs; 120 entries: read, placed, and then all of them shown
  expect(engine.connection.read()).toMatchObject({ kind: 'online' })
})

test('[CR77] the records of 61 conversations are read in slices at the start, and the replicas made after a breath', async () => {
  const { alice } = await setup()
  let breaths = 0
  alice.faults.breath = () => void breaths++
  await alice.start()
  expect(breaths).toBe(2)
})

test('[CR17] [CR77] [CR78] whichever breath is the last of this life or of this connection, the next one has it all, once', async () => {
  for (const end of ['kill', 'cut'] as const) {
    for (let last = 1; last <= 9; last++) {
      const { world, alice } = await setup()
      let left = last
      await alice.start()
      alice.faults.breath = () => {
        left -= 1
        if (left !== 0) return
        if (end === 'kill') alice.kill()
        else alice.wire()?.cut()
      }
      openIn(alice)
      await world.deliverAll()
      expect(left).toBeLessThanOrEqual(0)
      if (end === 'kill') await alice.start()
      else world.clock.advance(2_000)
      const opened = openIn(alice)
      await world.deliverAll()
      expect(textsOf(opened)).toEqual(allTexts)
      expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
      expect(alice.reports).toEqual([])
    }
  }
})
