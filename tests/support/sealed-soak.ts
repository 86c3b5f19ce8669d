/**
 * People with several devices in several sealed conversations: devices are away, come, are taken out, are lost and come back by a
 * recovery code. Run by the real holders of keys over a relay that judges; chance is seeded.
 */
import { expect } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import { encodeSealedLog } from '../../core/sealed/sealed-log-codec.ts'
import { exportKeys, takeKeys } from '../../main/e2ee/carry-keys.ts'
import { decodeBundle } from '../../main/e2ee/key-bundle.ts'
import { epochCount, recoveryOf } from '../../main/e2ee/recovery-record.ts'
import { createTurns } from '../../main/e2ee/turns.ts'
import { createSealedWorld, type MemoryKeysRelay, type SealedDevice, someUser } from './sealed-holders.ts'
import { createSeededRandom } from './seeded-random.ts'
import { text, textOf } from './sealed-texts.ts'

const [hour, day] = [3_600_000, 86_400_000]
const attempts = 8
/** Well within the time for which private leaves are kept: whoever is away for longer misses epochs by design. */
const longestAwayMs = 6 * day

interface Holder {
  device: SealedDevice
  awaySince: number | undefined
  readonly waiting: Map<ConversationId, Array<Uint8Array>>
}

const isMember = ({ logs }: MemoryKeysRelay, { user }: SealedDevice, talk: ConversationId): boolean =>
  logs.get(talk)?.state.epoch?.members.some((each) => each.user === user) === true

export interface Soak {
  readonly step: () => Promise<string>
  /** All come back; then everybody reads everything from the beginning. Answers with how many texts that were. */
  readonly settle: () => Promise<number>
}

export async function createSoak(seed: number): Promise<Soak> {
  const chance = createSeededRandom(seed)
  const pick = (below: number): number => {
    const [high = 0, low = 0] = chance.bytes(2)
    return (high * 256 + low) % below
  }
  const world = await createSealedWorld()
  const { relay, clock } = world
  const holders: Array<Holder> = []
  const codes = new Map<UserId, string>()
  const texts = new Map<ConversationId, Array<string>>()
  const users = [1, 2, 3, 4].map(someUser)
  const hold = (device: SealedDevice): Holder => {
    const holder = { device, awaySince: undefined, waiting: new Map() }
    holders.push(holder)
    return holder
  }
  for (const user of users) {
    const { device } = hold(await world.addDevice(user))
    codes.set(user, orThrow(await device.service.care.recovery.prepare()))
    orThrow(await device.service.care.recovery.confirm())
  }
  const first = holders.map(({ device }) => device)
  for (const { service } of first) orThrow(await service.people.refresh(users))
  const [ada, bob, eve] = first
  if (ada === undefined || bob === undefined || eve === undefined) throw new Error('nobody')
  const talks = [
    await ada.beginDm(bob.user),
    await bob.beginDm(eve.user),
    await ada.beginGroup(...users.slice(1)),
    await eve.beginGroup(ada.user, bob.user),
  ]
  const makers = [ada, bob, ada, eve]
  for (const [index, talk] of talks.entries()) {
    texts.set(talk, [])
    expect(await makers[index]?.write(talk)).toBe('sealed')
  }

  const here = (): ReadonlyArray<Holder> => holders.filter(({ awaySince }) => awaySince === undefined)
  const one = (from: ReadonlyArray<Holder>): Holder | undefined => from[pick(Math.max(1, from.length))]
  const ofUser = (user: UserId) => holders.filter(({ device }) => device.user === user)
  const newest = () => Array.from(relay.lists, ([user, lists]) => ({ user, version: lists.length }))
  const memberOf = (device: SealedDevice, talk: ConversationId): boolean => isMember(relay, device, talk)

  /** Reads on, writes what waits, and whatever is due though nobody has written. */
  async function flush(holder: Holder, talk: ConversationId): Promise<void> {
    const { device, waiting } = holder
    const queue = waiting.get(talk) ?? []
    for (let attempt = 0; attempt < attempts; attempt++) {
      await readOn(holder, talk)
      const { isDue } = orThrow(await device.service.position(talk))
      if (queue.length === 0 && !isDue) return
      const sealed = await device.service.seal(talk, queue, { afresh: true })
      if (!sealed.ok) return // let in by somebody else first
      const sent = new Set<Uint8Array>()
      for (const { bytes, answers } of sealed.value) {
        const answer = relay.append(bytes)
        if (answer !== 'sealed') {
          expect(['stale-epoch', 'not-linked']).toContain(answer)
          await device.service.keysChanged(newest())
          break
        }
        const entry = answers === undefined ? undefined : queue[answers]
        if (entry !== undefined) sent.add(entry)
      }
      waiting.set(
        talk,
        queue.splice(0).filter((entry) => !sent.has(entry)),
      )
      queue.push(...(waiting.get(talk) ?? []))
      waiting.set(talk, queue)
    }
  }
  async function comeBack(holder: Holder): Promise<void> {
    holder.device.link.isAway = false
    holder.awaySince = undefined
    await holder.device.service.own.tend()
    await holder.device.service.keysChanged(newest())
    for (const talk of talks) if (memberOf(holder.device, talk)) await flush(holder, talk)
  }
  async function tell(): Promise<void> {
    for (const holder of here()) await comeBack(holder)
  }
  async function pass(time: number): Promise<void> {
    for (const holder of holders) {
      if (holder.awaySince !== undefined && clock.now() + time - holder.awaySince > longestAwayMs)
        await comeBack(holder)
    }
    clock.advance(time)
    await tell()
  }
  const post = async (holder: Holder, talk: ConversationId): Promise<void> => {
    const known = texts.get(talk) ?? []
    const letters = `${known.length} of ${talk.slice(0, 4)}`
    known.push(letters)
    const queue = holder.waiting.get(talk) ?? []
    queue.push(holder.device.entry(talk, text(letters)))
    holder.waiting.set(talk, queue)
    if (holder.awaySince === undefined) await flush(holder, talk)
  }
  const primaries = (user: UserId) =>
    here().filter(({ device }) => device.user === user && device.service.own.isPrimary())
  async function link(user: UserId): Promise<void> {
    const old = one(primaries(user))
    if (old === undefined || ofUser(user).length > 2) return
    await comeBack(old)
    const fresh = await world.addDevice(user, 'Phone')
    orThrow(await fresh.service.people.refresh([user]))
    const bundle = decodeBundle(exportKeys(old.device.service.core))
    if (bundle?.identity === undefined) throw new Error('a primary device gives its identity on')
    const entering = Uint8Array.from(bundle.identity)
    orThrow(await takeKeys(fresh.service.core, createTurns(), bundle, () => undefined))
    orThrow(await fresh.service.own.enter(entering, 'restored'))
    hold(fresh)
    await tell()
  }
  async function takeOut(by: Holder, lost: Holder): Promise<void> {
    const { device } = lost.device
    orThrow(await by.device.service.people.refresh([by.device.user]))
    orThrow(await by.device.service.care.revoke(device))
    for (const [talk, queue] of lost.waiting) for (const entry of queue) forget(texts, talk, entry)
    holders.splice(holders.indexOf(lost), 1)
    await tell()
  }
  /** The last device of somebody goes under; the code brings all back on a new one. */
  async function restore(user: UserId): Promise<void> {
    const all = ofUser(user)
    for (const each of all) await comeBack(each)
    for (const each of all) await comeBack(each) // what the last to come back wrote, the others have to have read
    const [keeper] = all.filter(({ device }) => recoveryOf(device.service.core.keyring) !== undefined)
    if (keeper === undefined) return
    const { keyring } = keeper.device.service.core
    // Nobody does anything meanwhile: what is in the backup then is all there is.
    while (recoveryOf(keyring)?.epochs !== epochCount(keyring)) {
      keeper.device.service.care.recovery.tend()
      clock.advance(2 * hour)
      await expect.poll(() => recoveryOf(keyring)?.saved, { timeout: 10_000 }).toBe(clock.now())
    }
    const fresh = await world.addDevice(user, 'New machine')
    orThrow(await fresh.service.care.recovery.restore(codes.get(user) ?? ''))
    const holder = hold(fresh)
    for (const lost of all) await takeOut(holder, lost)
  }

  const step = async (): Promise<string> => {
    const holder = one(here())
    const user = users[pick(users.length)] ?? ada.user
    switch (pick(12)) {
      case 0: {
        if (holder === undefined) return 'nobody is here'
        holder.device.link.isAway = true
        holder.awaySince = clock.now()
        return 'away'
      }
      case 1: {
        const back = one(holders.filter(({ awaySince }) => awaySince !== undefined))
        if (back !== undefined) await comeBack(back)
        return 'back'
      }
      case 2:
        await link(user)
        return 'link'
      case 3: {
        const by = one(primaries(user))
        const lost = one(ofUser(user).filter((each) => each !== by))
        const keepsCode = lost && recoveryOf(lost.device.service.core.keyring) !== undefined
        if (by !== undefined && lost !== undefined && keepsCode !== true) await takeOut(by, lost)
        return 'take out'
      }
      case 4:
        if (pick(3) === 0) await restore(user)
        return 'restore'
      case 5:
        await pass((1 + pick(48)) * hour)
        return 'pass'
      case 6: {
        if (holder === undefined) return 'nobody is here'
        holder.device = await holder.device.restart(pick(2) === 0 ? 'crashed' : undefined)
        return 'restart'
      }
      default: {
        const writer = one(holders)
        const talk = writer && oneOf(talks.filter((each) => memberOf(writer.device, each)))
        if (writer !== undefined && talk !== undefined) await post(writer, talk)
        return 'post'
      }
    }
  }
  const oneOf = (from: ReadonlyArray<ConversationId>): ConversationId | undefined => from[pick(from.length)]

  return {
    step,
    settle: async () => {
      for (const holder of holders) await comeBack(holder)
      await pass(day)
      // Whoever was taken out is in the newest epoch until somebody writes.
      for (const talk of talks) {
        const writer = holders.find((each) => memberOf(each.device, talk))
        if (writer !== undefined) await post(writer, talk)
      }
      for (const holder of holders) await comeBack(holder)
      for (const { waiting } of holders) expect([...waiting.values()].flat()).toEqual([])
      return compare({ relay, talks, texts, holders, users })
    },
  }
}

async function readOn({ device }: Holder, talk: ConversationId): Promise<void> {
  const { entries } = orThrow(await device.read(talk))
  for (const each of entries) if (each.kind === 'skipped') throw new Error(`skipped: ${each.why}`)
}

/** What a device had not sent when it went is gone with it. */
function forget(texts: Map<ConversationId, Array<string>>, talk: ConversationId, entry: Uint8Array): void {
  const letters = textOf({ id: entry, kind: 'entry', bytes: entry, before: [] })
  texts.set(
    talk,
    (texts.get(talk) ?? []).map((each) => (each === letters ? '' : each)),
  )
}

interface Compared {
  readonly relay: MemoryKeysRelay
  readonly talks: ReadonlyArray<ConversationId>
  readonly texts: ReadonlyMap<ConversationId, ReadonlyArray<string>>
  readonly holders: ReadonlyArray<Holder>
  readonly users: ReadonlyArray<UserId>
}

/** Each device reads each conversation of its person from the beginning: nothing is closed to it, and all see the same. */
async function compare({ relay, talks, texts, holders, users }: Compared): Promise<number> {
  const membersIn = (talk: ConversationId): ReadonlyArray<Holder> =>
    holders.filter(({ device }) => isMember(relay, device, talk))
  let count = 0
  for (const talk of talks) {
    const log = relay.logs.get(talk)
    const expected = (texts.get(talk) ?? []).filter((letters) => letters !== '').toSorted()
    count += expected.length
    const views: Array<ReadonlyArray<string>> = []
    for (const { device } of membersIn(talk)) {
      const opened = orThrow(await device.service.open(talk, log?.entries ?? [])).entries
      const closed = opened.flatMap((each, index) =>
        each.kind === 'closed' || each.kind === 'skipped' ? [`${index + 1}: ${each.why}`] : [],
      )
      expect(closed).toEqual([])
      views.push(opened.flatMap((each) => (each.kind === 'entry' ? [textOf(each)] : [])))
      const { record } = device.service.core.keeper.log(talk)
      if (log !== undefined) expect(encodeSealedLog(record.log)).toEqual(encodeSealedLog(log.state))
    }
    for (const view of views) expect(view).toEqual(views[0])
    expect(views[0]?.toSorted()).toEqual(expected)
    const devices = membersIn(talk).map(({ device }) => device.device)
    expect([...(log?.state.epoch?.devices.keys() ?? [])].toSorted()).toEqual(devices.toSorted())
  }
  for (const user of users) {
    const list = relay.lists.get(user)?.length
    for (const { device } of holders) expect(device.service.people.person(user)?.version).toBe(list)
    const own = holders.find(({ device }) => device.user === user)?.device.service.people.person(user)
    const live = holders.filter(({ device }) => device.user === user).map(({ device }) => device.device)
    expect(own?.list.devices.map(({ sign }) => deviceIdOf(sign)).toSorted()).toEqual(live.toSorted())
  }
  return count
}
