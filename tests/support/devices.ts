/** People with devices round a fake relay: what tests of sync and engine play with. */
import { ok, type Result } from '../../core/base/result.ts'
import type { TokenFailure } from '../../core/bridge/contract.ts'
import { orThrow } from '../../core/base/defect.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import { type ConversationId, deviceId, type UserId, workspaceId } from '../../core/protocol/ids.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import type { LocalStore, StoreWrite } from '../../core/storage/local-store.ts'
import { createMemoryOutbox } from '../../core/storage/memory-outbox.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import type { Outbox } from '../../core/storage/outbox.ts'
import type { SyncReport } from '../../core/sync/report.ts'
import { testUser } from './conversations.ts'
import { createFakeRelay, type FakeRelay } from './fake-relay.ts'
import type { FakeWire } from './fake-wire.ts'
import { createSeededRandom } from './seeded-random.ts'
import { testConversation } from './test-conversation.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export const workspace = workspaceId('e'.repeat(32))
export const general = testConversation(1)

/** Resolves when all promises that can go on have gone on: nothing here waits for a real clock or disk. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export interface Device {
  readonly user: UserId
  readonly engine: () => Engine
  readonly wire: () => FakeWire | undefined
  /** Reads what the device has; it may not be running. */
  readonly start: () => Promise<Engine>
  /** As a power cut: what was under way goes no further. */
  readonly kill: () => void
  /** The local store is gone, the journal is not. */
  readonly wipe: () => void
  /** Makes a copy of the store; the returned function puts it in the store's place. */
  readonly copyStore: () => () => void
  /** Updates in the stored tail of the first segment of `general`. */
  readonly storedTail: () => Promise<number>
  /** Whether the last write to the store was asked to be durable. */
  readonly lastWriteWasDurable: () => boolean | undefined
  readonly isOn: () => boolean
  /** What the disks do. `crash`: the power fails right after the journal has taken the next entries. */
  readonly faults: { store: 'none' | 'full' | 'damaged' | 'no claims'; outbox: 'none' | 'full' | 'crash' }
  readonly token: { answer: Result<string, TokenFailure> }
  readonly reports: Array<SyncReport>
}

export interface World {
  readonly clock: VirtualClock
  readonly relay: FakeRelay
  readonly device: (number: number, user?: number) => Device
  /** Moves frames and time until nothing moves any more. */
  readonly deliverAll: () => Promise<void>
}

export function createWorld(seed = 1): World {
  const clock = createVirtualClock()
  const relay = createFakeRelay(clock)
  const devices: Array<Device> = []
  relay.tell([{ kind: 'workspace', id: workspace, name: 'Office', role: 'member' }])
  relay.addChannel(workspace, general, 'general')
  return {
    clock,
    relay,
    device: (number, user = number) => {
      const device = createDevice({ clock, relay, number, user: testUser(user), seed: seed * 1_000 + number })
      devices.push(device)
      return device
    },
    deliverAll: async () => {
      for (let quiet = 0; quiet < 3;) {
        await settled()
        let moved = false
        for (const device of devices) {
          const wire = device.wire()
          if (wire?.deliverToRelay()) moved = true
          if (wire?.deliverToClient()) moved = true
        }
        quiet = moved ? 0 : quiet + 1
      }
    },
  }
}

interface DeviceSetup {
  readonly clock: VirtualClock
  readonly relay: FakeRelay
  readonly number: number
  readonly user: UserId
  readonly seed: number
}

function createDevice({ clock, relay, number, user, seed }: DeviceSetup): Device {
  const device = deviceId(`d${number.toString(16).padStart(31, '0')}`)
  const outbox = createMemoryOutbox()
  const random = createSeededRandom(seed)
  const faults: Device['faults'] = { store: 'none', outbox: 'none' }
  const token: Device['token'] = { answer: ok(user) }
  const reports: Array<SyncReport> = []
  const door = relay.door()
  let disk = createDisk()
  const kill = (): void => {
    if (running !== undefined) running.power.isOn = false
    running = undefined
    door.wire()?.cut()
  }
  let running: { readonly engine: Engine; readonly power: { isOn: boolean } } | undefined

  return {
    user,
    engine: () => orThrow(running === undefined ? { ok: false, failure: 'off' } : ok(running.engine)),
    wire: door.wire,
    start: async () => {
      const power = { isOn: true }
      const store = withFaults(disk.store, faults, power)
      const engine = orThrow(
        await createEngine({
          account: { user, device, relay: 'ws://fake' },
          clock: whilePowered(clock, power),
          random,
          store,
          openIndex: openMemoryIndex({ store, clock, breathe: settled }),
          outbox: outboxWithFaults(outbox, faults, power, kill),
          connect: door.connect,
          accessToken: async () => token.answer,
          report: (report) => void reports.push(report),
        }),
      )
      running = { engine, power }
      return engine
    },
    kill,
    wipe: () => {
      disk = createDisk()
    },
    copyStore: () => {
      const writes = [...disk.writes]
      return () => {
        disk = createDisk(writes)
      }
    },
    storedTail: async () => orThrow(await disk.store.segment(general, 0)).tail.length,
    lastWriteWasDurable: () => disk.durability.at(-1),
    isOn: () => running !== undefined,
    faults,
    token,
    reports,
  }
}

interface Disk {
  readonly store: LocalStore
  readonly writes: Array<StoreWrite>
  readonly durability: Array<boolean>
}

/** A store that can be copied, for it remembers how it came about. */
function createDisk(before: ReadonlyArray<StoreWrite> = []): Disk {
  const store = createMemoryStore()
  const writes: Array<StoreWrite> = []
  const durability: Array<boolean> = []
  const write: LocalStore['write'] = (more, options) => {
    writes.push(...more)
    durability.push(options.durable)
    return store.write(more, options)
  }
  void write(before, { durable: true })
  return { store: { ...store, write }, writes, durability }
}

interface Power {
  readonly isOn: boolean
}

/** What is asked for without power is never answered. */
const powered = <Value>(power: Power, run: () => Promise<Value>): Promise<Value> =>
  power.isOn ? run() : new Promise(() => undefined)

const whilePowered = (clock: VirtualClock, power: Power): VirtualClock => ({
  ...clock,
  after: (delay, run) => clock.after(delay, () => power.isOn && run()),
})

const withFaults = (store: LocalStore, faults: Device['faults'], power: Power): LocalStore => ({
  ...store,
  conversations: () => powered(power, store.conversations),
  value: (key) =>
    powered(power, async () =>
      faults.store === 'no claims' && key.startsWith('claims/')
        ? { ok: true, value: undefined }
        : store.value(key),
    ),
  segment: (...at) =>
    powered(power, async () =>
      faults.store === 'damaged'
        ? { ok: false, failure: { kind: 'damaged', where: 'here' } }
        : store.segment(...at),
    ),
  write: (...what) =>
    powered(power, async () =>
      faults.store === 'full' ? { ok: false, failure: { kind: 'full' } } : store.write(...what),
    ),
  // The next start opens the same records again.
  close: async () => undefined,
})

const outboxWithFaults = (
  outbox: Outbox,
  faults: Device['faults'],
  power: Power,
  crash: () => void,
): Outbox => ({
  open: () => powered(power, outbox.open),
  append: (entries) =>
    powered(power, async () => {
      if (faults.outbox === 'full') return { ok: false, failure: { kind: 'full' } }
      const appended = await outbox.append(entries)
      if (faults.outbox === 'crash') crash()
      return powered(power, async () => appended)
    }),
  remove: (entries) => powered(power, () => outbox.remove(entries)),
})

export function openIn(device: Device, conversation: ConversationId = general): OpenConversation {
  const opened = device.engine().open(conversation)
  if (opened === undefined) throw new Error('no such conversation')
  return opened
}

export const textsOf = ({ view }: OpenConversation): ReadonlyArray<string> =>
  view.read().messages.map(({ text }) => text)
export const deliveriesOf = ({ view }: OpenConversation): ReadonlyArray<string | undefined> =>
  view.read().messages.map(({ delivery }) => delivery?.kind)
