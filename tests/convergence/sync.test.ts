import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Engine, OpenConversation, ShownMessage } from '../../core/engine/engine.ts'
import { createWorld, type Device, general, settled, type World } from '../support/devices.ts'

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

interface Person {
  readonly device: Device
  /** Puts an older copy of the store back. */
  restore: () => void
  /** Puts an older image of the whole disk back. */
  restoreDisk: () => Promise<void>
  opened: { readonly engine: Engine; readonly conversation: OpenConversation } | undefined
}

interface Play {
  readonly world: World
  readonly people: ReadonlyArray<Person>
  /** Texts whose post was confirmed, and those of which nobody can know. */
  readonly posted: Set<string>
  readonly uncertain: Set<string>
  /** Texts whose author took them back or tried to. */
  readonly redacted: Set<string>
  /** Those whose author gave them up before the relay had them; nobody may ever see them. */
  readonly givenUp: Set<string>
  /** What becomes an old copy or gets lost: what all that may have it have lost, no protocol brings back. */
  readonly old: Old
  count: number
}
type Old = 'disks' | 'journals' | 'relay'

test('[CR50] after any loss, crash and refusal, one full exchange shows all devices every message exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 80, size: 'max' }),
      fc.nat(1_000_000),
      fc.boolean(),
      fc.constantFrom<Old>('disks', 'journals', 'relay'),
      async (steps, seed, isFar, old) => {
        const play = await setup(seed, old)
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

async function setup(seed: number, old: Old): Promise<Play> {
  const world = createWorld(seed)
  // Two people, one of them with two devices.
  const people = [world.device(1), world.device(2), world.device(3, 1)].map((device): Person => ({
    device,
    restore: () => undefined,
    restoreDisk: async () => undefined,
    opened: undefined,
  }))
  for (const { device } of people) await device.start()
  await world.deliverAll()
  return {
    world,
    people,
    posted: new Set(),
    uncertain: new Set(),
    redacted: new Set(),
    givenUp: new Set(),
    old,
    count: 0,
  }
}

function conversationOf(person: Person): OpenConversation | undefined {
  if (!person.device.isOn()) return undefined
  const engine = person.device.engine()
  if (person.opened?.engine !== engine) {
    const conversation = engine.open(general)
    person.opened = conversation && { engine, conversation }
  }
  return person.opened?.conversation
}

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

async function copyDisk(play: Play, person: Person): Promise<void> {
  const { world, posted, uncertain } = play
  const before = new Set(posted)
  const restore = await person.device.copyDisk()
  person.restoreDisk = async () => {
    await restore()
    play.givenUp.clear() // the image may hold what was given up after it was taken
    const log = bytesOnRelay(world)
    for (const text of posted) {
      if (before.has(text) || log.includes(text)) continue
      posted.delete(text)
      uncertain.add(text)
    }
  }
}

async function restart(device: Device): Promise<void> {
  if (!device.isOn()) await device.start()
}

async function post(play: Play, person: Person): Promise<void> {
  play.count += 1
  const text = `message ${play.count}.`
  play.uncertain.add(text)
  const outcome = conversationOf(person)?.post(text)
  void outcome?.then(({ ok }) => {
    play.uncertain.delete(text)
    if (ok) play.posted.add(text)
    return undefined
  })
  await settled()
}

async function change(what: 'edit' | 'redact' | 'react', play: Play, person: Person): Promise<void> {
  const conversation = conversationOf(person)
  const target = conversation?.view.read().messages.findLast(({ author }) => author === person.device.user)
  if (conversation === undefined || target === undefined) return
  if (what === 'edit') void conversation.edit(target.id, `${target.text} again`)
  else if (what === 'redact') {
    play.redacted.add(firstText(target.text))
    void conversation.redact(target.id)
  } else void conversation.react(target.id, '👍', target.reactions.length === 0)
  await settled()
}

const refusedOf = (person: Person): ReadonlyArray<ShownMessage> =>
  (conversationOf(person)?.view.read().messages ?? []).filter(({ delivery }) => delivery?.kind === 'refused')

/** If nothing is in its way. */
async function beRefused(play: Play, person: Person): Promise<void> {
  play.world.relay.refuseNext('invalid')
  await post(play, person)
  person.device.wire()?.deliverToRelay()
  await settled()
  person.device.wire()?.deliverToClient()
  await settled()
}

async function giveUp(play: Play, person: Person): Promise<void> {
  const [refused] = refusedOf(person)
  if (refused === undefined) return
  const text = firstText(refused.text)
  play.redacted.add(text)
  const isOnRelay = bytesOnRelay(play.world).includes(text)
  const outcome = conversationOf(person)?.discard(refused.id)
  void outcome?.then(({ ok }) => (ok && !isOnRelay ? play.givenUp.add(text) : undefined))
  await settled()
}

function tryAgain(person: Person): void {
  for (const { id } of refusedOf(person)) conversationOf(person)?.retry(id)
}

const bytesOnRelay = ({ relay }: World): string =>
  relay
    .log(general)
    .map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
    .join()

async function finish({ world, people }: Play): Promise<void> {
  for (const { device } of people) {
    device.faults.crashAfter = undefined
    if (!device.isOn()) await device.start()
    device.engine().wake()
  }
  await world.deliverAll()
  for (let round = 0; round < 8; round++) {
    for (const person of people) {
      // A claim that was refused shows nowhere; the next connection tries it again.
      if (refusedOf(person).length > 0) tryAgain(person)
      else if (isQueued(person)) person.device.wire()?.cut()
      person.device.engine().wake()
      conversationOf(person)
    }
    await world.deliverAll()
    world.clock.advance(3_000)
    await world.deliverAll()
  }
}

const isQueued = ({ device }: Person): boolean => device.engine().connection.read().queued > 0

const firstText = (text: string): string => text.replaceAll(' again', '')

function messagesOf(person: Person): ReadonlyArray<{ readonly first: string; readonly redacted: boolean }> {
  const messages = conversationOf(person)?.view.read().messages ?? []
  return messages.map(({ delivery, text, ...message }) => ({
    ...message,
    text,
    first: firstText(text),
    isOnRelay: delivery === undefined || delivery.kind === 'relay',
  }))
}
