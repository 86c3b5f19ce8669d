import { describe, expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { TokenFailure } from '../../../core/bridge/contract.ts'
import { deviceId } from '../../../core/protocol/ids.ts'
import { createRelayLink, type RelayLink } from '../../../core/sync/relay-link.ts'
import { testUser } from '../../support/conversations.ts'
import { settled } from '../../support/devices.ts'
import { createFakeRelay } from '../../support/fake-relay.ts'
import type { FakeRelay } from '../../support/fake-relay-parts.ts'
import type { FakeWire } from '../../support/fake-wire.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts'

interface Setup {
  readonly clock: VirtualClock
  readonly relay: FakeRelay
  readonly link: RelayLink
  readonly wire: () => FakeWire | undefined
  readonly token: { answer: Result<string, TokenFailure>; readonly refused: Array<string | undefined> }
  readonly attempts: () => number
  readonly events: Array<string>
  readonly deliver: () => Promise<void>
}

function setup(): Setup {
  const clock = createVirtualClock()
  const relay = createFakeRelay(clock)
  const { connect, wire } = relay.door()
  const token: Setup['token'] = { answer: ok(testUser(1)), refused: [] }
  const events: Array<string> = []
  let attempts = 0
  const link = createRelayLink({
    clock,
    random: createSeededRandom(1),
    url: 'ws://fake',
    connect: (...to) => {
      attempts += 1
      return connect(...to)
    },
    accessToken: async (refused) => {
      token.refused.push(refused)
      return token.answer
    },
    greeting: () => ({ device: deviceId('d'.repeat(32)), directory: 0, resume: [] }),
    report: ({ kind }) => void events.push(kind),
    up: () => void events.push('up'),
    received: ({ kind }) => void events.push(kind),
    heard: () => undefined,
    down: () => void events.push('down'),
  })
  const deliver = async (): Promise<void> => {
    for (let round = 0; round < 4; round++) {
      await settled()
      wire()?.deliverToRelay()
      wire()?.deliverToClient()
    }
  }
  return { clock, relay, link, wire, token, attempts: () => attempts, events, deliver }
}

async function online(): Promise<Setup> {
  const all = setup()
  all.link.start()
  await all.deliver()
  expect(all.link.state.read()).toEqual({ kind: 'online' })
  return all
}

describe('link', () => {
  test('[CR1] says hello first and is online with welcome', async () => {
    const { relay, events, link } = setup()
    expect(link.state.read()).toEqual({ kind: 'connecting' })
    expect(link.send({ kind: 'ping', now: millis(0) })).toBe(false)
    const { relay: heard } = await online()
    expect(heard.heard).toEqual(['hello'])
    expect([relay.heard, events]).toEqual([[], []])
  })

  test('[CR2] a lost connection is tried again, ever later, without end', async () => {
    const { link, wire, clock, relay, attempts, deliver, events } = await online()
    relay.settings.isDown = true
    wire()?.cut()
    expect(events).toContain('down')
    for (let round = 1; round < 40; round++) {
      const state = link.state.read()
      if (state.kind !== 'offline' || state.retryAt === undefined)
        throw new Error(`not waiting: ${state.kind}`)
      expect(state.retryAt - clock.now()).toBeLessThan(60_000)
      clock.advance(60_000)
      expect(link.state.read()).toEqual({ kind: 'offline', retryAt: undefined })
      await deliver()
      expect(attempts()).toBe(round + 1)
    }
    relay.settings.isDown = false
    clock.advance(60_000)
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'online' })
  })

  test('[CR2] a connection that breaks at once each time is waited for ever longer', async () => {
    const { link, wire, clock, deliver } = await online()
    const breakAfter = async (held: number): Promise<number> => {
      clock.advance(held)
      wire()?.cut()
      const state = link.state.read()
      const delay = state.kind === 'offline' ? (state.retryAt ?? 0) - clock.now() : Number.NaN
      clock.advance(delay)
      await deliver()
      return delay
    }
    for (let round = 0; round < 12; round++) expect(await breakAfter(10_000)).toBeLessThan(1_000)
    const delays: Array<number> = []
    for (let round = 0; round < 12; round++) delays.push(await breakAfter(9_999))
    expect(delays[0]).toBeLessThan(2_000)
    expect(Math.max(...delays)).toBeGreaterThan(10_000)
  })

  test('[CR3] wake tries at once', async () => {
    const { link, wire, relay, deliver } = await online()
    relay.settings.isDown = true
    wire()?.cut()
    relay.settings.isDown = false
    link.wake()
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'online' })
  })

  test('[CR3] wake gives up a connection that does not answer within 5 s', async () => {
    const { link, clock } = await online()
    link.wake()
    clock.advance(4_999)
    expect(link.state.read().kind).toBe('online')
    clock.advance(1)
    expect(link.state.read().kind).toBe('offline')
  })

  test('[CR3] who wakes it again and again does not put off the end of a dead connection', async () => {
    const { link, clock } = await online()
    for (let second = 0; second < 5; second++) {
      expect(link.state.read().kind).toBe('online')
      link.wake()
      clock.advance(1_000)
    }
    expect(link.state.read().kind).toBe('offline')
  })

  test('[CR3] wake leaves a connection that answers', async () => {
    const { link, clock, deliver } = await online()
    link.wake()
    await deliver()
    clock.advance(19_000)
    expect(link.state.read().kind).toBe('online')
  })

  test('[CR4] pings every 20 s and gives up after 40 s of silence', async () => {
    const { link, clock, relay, deliver } = await online()
    for (let round = 0; round < 5; round++) {
      clock.advance(20_000)
      await deliver()
    }
    expect(relay.heard.filter((frame) => frame === 'ping')).toHaveLength(5)
    expect(link.state.read().kind).toBe('online')
    clock.advance(39_999)
    expect(link.state.read().kind).toBe('online')
    clock.advance(1)
    expect(link.state.read().kind).toBe('offline')
  })

  test('[CR4] gives up without welcome after 15 s', async () => {
    const { link, clock } = setup()
    link.start()
    await settled()
    clock.advance(14_999)
    expect(link.state.read().kind).toBe('connecting')
    clock.advance(1)
    expect(link.state.read().kind).toBe('offline')
  })

  test('[CR5] a token that cannot be had because the relay is away means offline', async () => {
    const { link, token, clock, deliver } = setup()
    token.answer = fail({ kind: 'unreachable' })
    link.start()
    await deliver()
    expect(link.state.read()).toMatchObject({ kind: 'offline' })
    token.answer = fail({ kind: 'too-many-requests', retryAfterSeconds: 120 })
    clock.advance(60_000)
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'offline', retryAt: clock.now() + 120_000 })
    token.answer = ok(testUser(1))
    clock.advance(120_000)
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'online' })
  })

  test('[CR5] an expired session means signed out, until somebody wakes the link', async () => {
    const { link, token, clock, attempts, deliver } = setup()
    token.answer = fail({ kind: 'expired' })
    link.start()
    await deliver()
    clock.advance(3_600_000)
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'signed-out' })
    expect(attempts()).toBe(0)
    token.answer = ok(testUser(1))
    link.wake()
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'online' })
  })

  test('[CR6] [GB1] draining: reconnects no sooner than told', async () => {
    const { link, relay, clock, deliver, attempts } = await online()
    relay.goodbye('draining', 30_000)
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'offline', retryAt: clock.now() + 30_000 })
    clock.advance(29_999)
    expect(attempts()).toBe(1)
    clock.advance(1)
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'online' })
  })

  test('[CR6] token expired: renews at once, the second time in a row after a delay', async () => {
    const { link, relay, deliver, attempts, clock } = await online()
    relay.goodbye('token-expired')
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'online' })
    expect(attempts()).toBe(2)

    relay.settings.refuseHello = 'token-refused'
    relay.goodbye('token-expired')
    await deliver()
    expect(attempts()).toBe(3)
    expect(link.state.read()).toMatchObject({ kind: 'offline' })
    relay.settings.refuseHello = undefined
    clock.advance(60_000)
    await deliver()
    expect(link.state.read()).toEqual({ kind: 'online' })
  })

  test.each(['device-revoked', 'version-unsupported', 'replaced'] as const)(
    '[CR6] %s: stops for good, even when woken',
    async (code) => {
      const { link, relay, clock, deliver, attempts } = await online()
      relay.goodbye(code)
      await deliver()
      clock.advance(3_600_000)
      link.wake()
      await deliver()
      expect(link.state.read()).toEqual({ kind: 'stopped', why: code, detail: '' })
      expect(attempts()).toBe(1)
    },
  )

  test.each([
    ['nonsense', Uint8Array.of(255, 1, 2)],
    ['nothing', new Uint8Array()],
    ['a second welcome', Uint8Array.of(129, ...new Uint8Array(16), 1)],
  ])('[CR7] %s ends the connection', async (_, frame) => {
    const { link, wire, events } = await online()
    wire()?.toClient(frame)
    wire()?.deliverToClient()
    expect(link.state.read().kind).toBe('offline')
    expect(events).toContain('frame-refused')
  })

  test('close ends all: no timer, no state, no event follows', async () => {
    const { link, clock, events } = await online()
    link.close()
    expect(events.at(-1)).toBe('down')
    const count = events.length
    expect(clock.pending()).toBe(0)
    link.wake()
    clock.advance(3_600_000)
    await settled()
    expect(events).toHaveLength(count)
  })
})

test('[CR5] [CR6] a token that the relay refuses before its time is named when another is asked for; none is a session that ended', async () => {
  const { link, relay, deliver, token, clock } = await online()
  relay.settings.refuseHello = 'token-refused'
  relay.goodbye('token-expired')
  await deliver()
  expect(token.refused).toEqual([undefined, testUser(1)])
  token.answer = fail({ kind: 'expired' })
  clock.advance(60_000)
  await deliver()
  expect(token.refused).toEqual([undefined, testUser(1), testUser(1)])
  expect(link.state.read()).toEqual({ kind: 'signed-out' })
  token.answer = ok(testUser(1))
  relay.settings.refuseHello = undefined
  link.wake()
  await deliver()
  expect(token.refused.at(-1)).toBeUndefined()
  expect(link.state.read()).toEqual({ kind: 'online' })
})
