/**
 * A sealed group among people with devices that come, go and are away, run by its real holders of keys. Beside it runs what
 * each device must be able to read, told by who was meant to be there when a text was taken.
 */
import { expect } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { ConversationId, DeviceId, UserId } from '../../core/protocol/ids.ts'
import { encodeSealedLog } from '../../core/sealed/sealed-log-codec.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import { stillThere } from '../../core/sealed/sealed-log.ts'
import { changeMembers } from '../../main/e2ee/begin.ts'
import type { MembersChange } from '../../core/bridge/people.ts'
import { createSealedWorld, type SealedDevice, type SealedWorld } from './sealed-holders.ts'
import { text, textOf } from './sealed-texts.ts'

const day = 86_400_000

interface Holder {
  device: SealedDevice
  readonly waiting: Array<Uint8Array>
  /** Texts by place. */
  readonly view: Map<number, string>
  isRevoked: boolean
}

export interface SealedModel {
  readonly world: SealedWorld
  readonly group: ConversationId
  readonly holders: ReadonlyArray<Holder>
  readonly post: (holder: Holder) => Promise<void>
  readonly change: (holder: Holder, change: MembersChange) => Promise<void>
  readonly link: (user: UserId) => Promise<void>
  readonly revoke: (holder: Holder) => Promise<void>
  readonly setAway: (holder: Holder, isAway: boolean) => Promise<void>
  readonly restart: (holder: Holder, how?: 'crashed') => Promise<void>
  readonly read: (holder: Holder) => Promise<void>
  readonly pass: (days: number) => Promise<void>
  /** All come back, and everybody is let in who is to be; then everything is compared. */
  readonly settle: () => Promise<void>
}

/** Attempts to get something in while others write. */
const attempts = 6

export async function createSealedModel(users: ReadonlyArray<UserId>, inside: number): Promise<SealedModel> {
  const world = await createSealedWorld()
  const { relay, clock } = world
  const holders: Holder[] = []
  const texts = new Map<number, { readonly letters: string; readonly readers: ReadonlySet<DeviceId> }>()
  let written = 0
  const hold = (device: SealedDevice): void => {
    holders.push({ device, waiting: [], view: new Map(), isRevoked: false })
  }
  for (const user of users) hold(await world.addDevice(user))
  const [first] = holders
  if (first === undefined) throw new Error('nobody')
  const group = await first.device.beginGroup(...users.slice(1, inside))
  const log = () => relay.logs.get(group)
  const isHere = ({ device, isRevoked }: Holder): boolean => !device.link.isAway && !isRevoked
  const isMember = ({ device: { user } }: Holder): boolean => {
    const epoch = log()?.state.epoch
    return epoch === undefined
      ? users.indexOf(user) < inside
      : stillThere(epoch).some((each) => each.user === user)
  }
  const newest = () => Array.from(relay.lists, ([user, lists]) => ({ user, version: lists.length }))

  /** What was taken last is for the devices of the epoch, and these are in the lists of those who are members now. */
  const note = (seq: number, letters: string): void => {
    const epoch = log()?.state.epoch
    const live = new Set(
      holders.filter((each) => !each.isRevoked && isMember(each)).map(({ device }) => device.device),
    )
    const readers = new Set(epoch?.devices.keys())
    for (const reader of readers) expect(live).toContain(reader)
    texts.set(seq, { letters, readers })
  }
  const flush = async (holder: Holder): Promise<void> => {
    const { device, waiting } = holder
    for (let attempt = 0; isHere(holder) && isMember(holder) && attempt < attempts; attempt++) {
      await read(holder)
      const isDue = orThrow(await device.service.position(group)).isDue
      if (waiting.length === 0 && !isDue) return
      const sealed = await device.service.seal(group, waiting, { afresh: true })
      if (!sealed.ok) return
      for (const { bytes, answers } of sealed.value) {
        const answer = relay.append(bytes)
        if (answer !== 'sealed') {
          // Who left while they were away and wrote on: the leaving goes first, and what comes after it is refused.
          expect(isMember(holder) ? ['stale-epoch', 'not-linked'] : ['forbidden']).toContain(answer)
          await device.service.keysChanged(newest())
          break
        }
        const entry = answers === undefined ? undefined : waiting[answers]
        if (entry === undefined) continue
        note(log()?.entries.length ?? 0, lettersOf.get(entry) ?? '')
        sent.add(entry)
      }
      for (let at = waiting.length - 1; at >= 0; at--) if (sent.has(waiting[at])) waiting.splice(at, 1)
      await read(holder)
    }
  }
  const lettersOf = new Map<Uint8Array, string>()
  const sent = new Set<Uint8Array | undefined>()
  const read = async (holder: Holder): Promise<void> => {
    if (!isHere(holder)) return
    const { device, view } = holder
    const after = orThrow(await device.service.position(group)).seq
    const entries = log()?.entries.slice(after) ?? []
    const opened = orThrow(await device.service.open(group, entries)).entries
    for (const [index, each] of opened.entries()) {
      if (each.kind === 'skipped') throw new Error(`an honest entry is skipped: ${each.why}`)
      if (each.kind === 'entry') view.set(entries[index]?.seq ?? 0, textOf(each))
    }
  }
  const told = async (): Promise<void> => {
    for (const holder of holders) if (isHere(holder)) await holder.device.service.keysChanged(newest())
  }
  const comeBack = async (holder: Holder): Promise<void> => {
    await holder.device.service.own.tend()
    await holder.device.service.keysChanged(newest())
    await flush(holder)
  }
  const primary = (user: UserId): Holder | undefined =>
    holders.find((each) => each.device.user === user && isHere(each) && each.device.service.own.isPrimary())

  return {
    world,
    group,
    holders,
    read,
    post: async (holder) => {
      if (holder.isRevoked || holder.device.service.own.state() !== 'ready' || !isMember(holder)) return
      const letters = `${holder.device.user.slice(0, 1)}-${written++}`
      const entry = holder.device.entry(group, text(letters))
      lettersOf.set(entry, letters)
      holder.waiting.push(entry)
      await flush(holder)
    },
    change: async (holder, change) => {
      if (holder.isRevoked) return
      await changeMembers(holder.device.service, group, change)
      await flush(holder)
    },
    link: async (user) => {
      const old = primary(user)
      if (old === undefined || holders.filter(({ device }) => device.user === user).length > 2) return
      const device = await world.addDevice(user, 'Phone')
      const self = (identity: Uint8Array) => device.service.own.listed(identity, 'linked', clock.now())
      const listed = await old.device.service.own.changeList(({ devices, identity }) => ({
        devices: [...devices, self(identity)],
      }))
      expect(listed.ok).toBe(true)
      orThrow(await device.service.people.refresh([user]))
      orThrow(await device.service.own.tend())
      hold(device)
      await told()
    },
    revoke: async (holder) => {
      const { user, device } = holder.device
      const by = primary(user)
      if (by === undefined || by === holder || holder.isRevoked) return
      const listed = await by.device.service.own.changeList(({ devices, revoked }) => ({
        devices: devices.filter(({ sign }) => deviceIdOf(sign) !== device),
        revoked: [...revoked, device].toSorted(),
      }))
      expect(listed.ok).toBe(true)
      holder.isRevoked = true
      await told()
    },
    setAway: async (holder, isAway) => {
      holder.device.link.isAway = isAway
      if (!isAway && !holder.isRevoked) await comeBack(holder)
    },
    restart: async (holder, how) => {
      const { isAway } = holder.device.link
      holder.device = await holder.device.restart(how)
      holder.device.link.isAway = isAway
    },
    pass: async (days) => {
      clock.advance(days * day)
      for (const holder of holders) if (isHere(holder)) await holder.device.service.own.tend()
      await told()
    },
    settle: async () => {
      for (const holder of holders) holder.device.link.isAway = false
      for (const holder of holders) if (!holder.isRevoked) await comeBack(holder)
      clock.advance(8 * day)
      for (const holder of holders) if (!holder.isRevoked) await comeBack(holder)
      const writers = holders.filter((each) => !each.isRevoked && isMember(each))
      for (const holder of writers) {
        const letters = `last of ${holder.device.device}`
        const entry = holder.device.entry(group, text(letters))
        lettersOf.set(entry, letters)
        holder.waiting.push(entry)
        await flush(holder)
        expect(holder.waiting).toEqual([])
      }
      const epoch = log()?.state.epoch
      if (writers.length > 0 && epoch !== undefined) {
        expect([...epoch.devices.keys()].toSorted()).toEqual(
          writers.map(({ device }) => device.device).toSorted(),
        )
      }
      for (const holder of holders) await compare(holder)
    },
  }

  async function compare(holder: Holder): Promise<void> {
    const { device, view, isRevoked } = holder
    const entries = log()?.entries ?? []
    const readable = [...texts].filter(([, { readers }]) => readers.has(device.device))
    const expected = new Map(readable.map(([seq, { letters }]) => [seq, letters]))
    await read(holder)
    if (!isRevoked) expect(view).toEqual(expected)
    // A device that was revoked goes on to be shown the log, and reads no more of it than before.
    const again = await device.restart()
    holder.device = again
    const opened = orThrow(await again.service.open(group, entries)).entries
    const onSight = opened.flatMap((each, index) =>
      each.kind === 'entry' ? [[entries[index]?.seq ?? 0, textOf(each)] as const] : [],
    )
    expect(new Map(onSight)).toEqual(expected)
    const { record } = again.service.core.keeper.log(group)
    const relayLog = log()
    if (relayLog !== undefined && record.log.seq > 0) {
      expect(encodeSealedLog(record.log)).toEqual(encodeSealedLog(relayLog.state))
    }
  }
}
