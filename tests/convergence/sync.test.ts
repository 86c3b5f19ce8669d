import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { general, settled } from '../support/devices.ts'
import {
  beRefused,
  bytesOnRelay,
  change,
  conversationOf,
  copyDisk,
  finish,
  giveUp,
  messagesOf,
  type Old,
  type Play,
  post,
  restart,
  setupPlay,
  tryAgain,
} from '../support/sync-play.ts'

/** What may happen to one of the devices, or on its way to the relay. */
const step = fc.record({
  device: fc.nat({ max: 2 }),
  /** Of `power fails`: how many things the disks still do. */
  after: fc.integer({ min: 1, max: 12 }),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant('post' as const) },
    { weight: 2, arbitrary: fc.constantFrom('edit' as const, 'redact' as const, 'react' as const) },
    { weight: 6, arbitrary: fc.constantFrom('up' as const, 'down' as const) },
    { weight: 2, arbitrary: fc.constantFrom('up one' as const, 'down one' as const, 'double' as const) },
    { weight: 2, arbitrary: fc.constantFrom('cut' as const, 'wake' as const, 'wait' as const) },
    { weight: 2, arbitrary: fc.constantFrom('restart' as const, 'kill' as const, 'reopen' as const) },
    { weight: 3, arbitrary: fc.constant('power fails' as const) },
    {
      weight: 1,
      arbitrary: fc.constant('wait long' as const),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom('refuse for good' as const, 'give up' as const, 'try again' as const),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('wipe' as const, 'refuse' as const, 'crash' as const, 'disk full' as const),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('copy store' as const, 'old store' as const, 'damage' as const),
    },
    { weight: 2, arbitrary: fc.constantFrom('copy disk' as const, 'old disk' as const) },
    { weight: 1, arbitrary: fc.constantFrom('old relay' as const, 'lose journal' as const) },
  ),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

test('[CR50] after any loss, crash and refusal, one full exchange shows all devices every message exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 80, size: 'max' }),
      fc.nat(1_000_000),
      fc.boolean(),
      fc.constantFrom<Old>('disks', 'journals', 'relay'),
      async (steps, seed, isFar, old) => {
        const play = await setupPlay(seed, old)
        // Whoever misses more than two entries compares all anew: to a client such a relay looks like another one.
        if (isFar) play.world.relay.settings.maxResume = 2
        play.world.relay.settings.pageEntries = 2
        for (const each of steps) await apply(each, play)
        await finish(play)

        const shown = play.people.map((person) => messagesOf(person))
        for (const other of shown) expect(other).toEqual(shown[0])
        const texts = shown[0]?.filter(({ redacted }) => !redacted).map(({ first }) => first) ?? []
        expect(new Set(texts).size).toBe(texts.length)
        for (const text of play.posted) {
          if (!play.redacted.has(text)) expect(texts).toContain(text)
        }
        for (const text of play.givenUp) expect(texts).not.toContain(text)
        for (const message of shown[0] ?? []) expect(play.unseen.has(message.id)).toBe(false)
        for (const text of play.unseen.values()) expect(bytesOnRelay(play.world)).not.toContain(text)
        for (const text of texts) expect(play.posted.has(text) || play.uncertain.has(text)).toBe(true)
        for (const { device } of play.people) {
          expect(device.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
          const alarming =
            isFar || old === 'relay' ? ['log-gap'] : ['log-gap', 'log-mismatch', 'entry-skipped']
          expect(device.reports.filter(({ kind }) => alarming.includes(kind))).toEqual([])
        }
      },
    ),
    { numRuns: 150 },
  )
}, 60_000)

async function apply({ device: index, what, after }: Step, play: Play): Promise<void> {
  if (notTogether[play.old].has(what)) return
  const person = play.people[index]
  if (person === undefined) return
  const { device } = person
  const wire = device.wire()
  switch (what) {
    case 'post':
      await post(play, person)
      break
    case 'edit':
    case 'redact':
    case 'react':
      await change(what, play, person)
      break
    case 'up':
    case 'up one':
      wire?.deliverToRelay(what === 'up' ? undefined : 1)
      break
    case 'down':
    case 'down one':
      wire?.deliverToClient(what === 'down' ? undefined : 1)
      break
    case 'double':
      wire?.double()
      break
    case 'cut':
      wire?.cut()
      break
    case 'wake':
      if (device.isOn()) device.engine().wake()
      break
    case 'wait':
      play.world.clock.advance(30_000)
      break
    case 'wait long':
      play.world.clock.advance(2 * 3_600_000)
      break
    case 'reopen':
      person.opened?.conversation.close()
      person.opened = undefined
      break
    case 'refuse':
      play.world.relay.refuseNext('unavailable', 2_000)
      break
    case 'refuse for good':
      await beRefused(play, person)
      break
    case 'give up':
      await beRefused(play, person)
      await giveUp(play, person)
      break
    case 'try again':
      await beRefused(play, person)
      tryAgain(person)
      break
    case 'disk full':
      device.faults.outbox = 'full'
      device.faults.store = 'full'
      await post(play, person)
      device.faults.outbox = 'none'
      await post(play, person)
      device.faults.store = 'none'
      break
    case 'crash':
      device.faults.outbox = 'crash'
      await post(play, person)
      device.faults.outbox = 'none'
      await restart(device)
      break
    case 'power fails':
      device.faults.crashAfter = after // in the midst of what the steps from here on bring about
      break
    case 'restart':
      device.kill()
      await restart(device)
      break
    case 'kill':
      device.kill()
      break
    case 'copy disk':
      await copyDisk(play, person)
      break
    case 'old disk':
      device.kill()
      await person.restoreDisk()
      await restart(device)
      break
    case 'lose journal':
      device.kill()
      device.loseJournal()
      await restart(device)
      break
    case 'old relay':
      play.world.relay.restoreBackup(play.world.relay.log(general).length >> 1, { sameEpoch: index === 0 })
      break
    case 'copy store':
      person.restore = device.copyStore()
      break
    case 'old store':
      device.kill()
      person.restore()
      await restart(device)
      break
    case 'damage':
      device.kill()
      device.faults.store = 'damaged'
      await restart(device)
      conversationOf(person)
      await settled()
      device.faults.store = 'none'
      break
    case 'wipe':
      device.kill()
      device.wipe()
      await restart(device)
      break
  }
  await settled()
}

const storeLosses = ['old store', 'wipe', 'damage', 'disk full'] as const
const notTogether: Record<Old, ReadonlySet<Step['what']>> = {
  disks: new Set(['old relay', 'lose journal']),
  journals: new Set(['copy disk', 'old disk', 'old relay', ...storeLosses]),
  relay: new Set(['copy disk', 'old disk', 'lose journal', ...storeLosses]),
}
