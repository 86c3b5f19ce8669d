/** People with devices round a fake relay: what tests of sync and engine play with. */
import { withoutKeys } from '../../core/bridge/sealing.ts'
import { ok, type Result } from '../../core/base/result.ts'
import type { TokenFailure } from '../../core/bridge/contract.ts'
import { orThrow } from '../../core/base/defect.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import { type ConversationId, deviceId, type UserId, workspaceId } from '../../core/protocol/ids.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import type { LocalStore, StoreWrite } from '../../core/storage/local-store.ts'
import { createMemoryOutbox } from '../../core/storage/memory-outbox.ts'
import type { Outbox } from '../../core/storage/outbox.ts'
import type { SyncReport } from '../../core/sync/report.ts'
import { testUser } from './conversations.ts'
import { createDeviceEdits, type DeviceEdits } from './device-edits.ts'
import { createDeviceUploads, type DeviceUploads } from './device-uploads.ts'
import { type Power, powered, whilePowered } from './device-power.ts'
import { createFakeRelay } from './fake-relay.ts'
import type { FakeRelay } from './fake-relay-parts.ts'
import type { FakeWire } from './fake-wire.ts'
import { verifyReceiptNow } from './receipt-keys.ts'
import { createSeededRandom } from './seeded-random.ts'
import { testConversation } from './test-conversation.ts'
import { createDisk } from './test-disk.ts'
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
  /** The local store is gone, the journal is not. A running device is told, as by a browser. */
  readonly wipe: () => void
  /** The local store as it lies on the disk, past all faults. */
  readonly disk: () => LocalStore
  /** Makes a copy of the store; the returned function puts it in the store's place. */
  readonly copyStore: () => () => void
  /** The same for store and journal together: an image of the whole disk. May be put into another device, its twin. */
  readonly copyDisk: () => Promise<() => Promise<void>>
  readonly loseJournal: () => void
  readonly uploads: DeviceUploads
  /** A damaged record: the journal has these entries of `general` no more. */
  readonly loseEntries: (...counters: ReadonlyArray<number>) => Promise<void>
  /** Puts other bytes in place of what the store holds. It may not be running. */
  readonly spoil: (change: (write: StoreWrite) => StoreWrite) => void
  /** Updates in the stored tail of the first segment of `general`. */
  readonly storedTail: () => Promise<number>
  /** Whether the last write to the store was asked to be durable. */
  readonly lastWriteWasDurable: () => boolean | undefined
  readonly isOn: () => boolean
  /**
   * What the disks do. `slow`: writes of the store, replacements in the journal, end when that is over. `crash`: the power fails right after the journal has taken the next entries. `crashAfter`: it fails
   * when store and journal together have done so many more things, the last of which is done and never answered.
   */
  readonly faults: {
    store: 'none' | 'full' | 'damaged' | 'no claims' | 'slow'
    outbox: 'none' | 'full' | 'crash' | 'slow'
    crashAfter?: number | undefined
    /** Called at each breath: between two slices of work, and before lists hear of what came. */
    breath?: () => void | Promise<void>
  }
  readonly token: { answer: Result<string, TokenFailure> }
  readonly reports: Array<SyncReport>
  readonly edits: DeviceEdits
  /** How many entries each write of the journal brought. */
  readonly journalWrites: Array<number>
  readonly journalRemovals: () => number
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
  let outbox = createMemoryOutbox()
  const random = createSeededRandom(seed)
  const faults: Device['faults'] = { store: 'none', outbox: 'none' }
  const token: Device['token'] = { answer: ok(user) }
  const reports: Array<SyncReport> = []
  const journalWrites: Array<number> = []
  let removals = 0
  const counted: Outbox = {
    open: () => outbox.open(),
    replace: (...what) => outbox.replace(...what),
    append: (entries) => {
      journalWrites.push(entries.length)
      return outbox.append(entries)
    },
    remove: (entries) => {
      removals++
      return outbox.remove(entries)
    },
  }
  const door = relay.door()
  const [uploads, edits] = [createDeviceUploads(), createDeviceEdits()]
  let disk = createDisk()
  let told: () => void = () => undefined
  const kill = (): void => {
    if (running !== undefined) running.power.isOn = false
    running = undefined
    door.wire()?.cut()
  }
  let running: { readonly engine: Engine; readonly power: Power } | undefined
  return {
    user,
    engine: () => orThrow(running === undefined ? { ok: false, failure: 'off' } : ok(running.engine)),
    wire: door.wire,
    start: async () => {
      const power: Power = {
        isOn: true,
        spend: () => {
          if (faults.crashAfter === undefined || --faults.crashAfter > 0) return
          faults.crashAfter = undefined
          if (power.isOn) kill()
        },
      }
      const store: LocalStore = {
        ...withFaults(() => disk.store, faults, power),
        whenLost: (listener) => (told = () => power.isOn && listener()),
      }
      const engine = orThrow(
        await createEngine({
          account: { user, device, relay: 'ws://fake' },
          clock: whilePowered(clock, power),
          random,
          store,
          openIndex: openMemoryIndex({ store, clock, breathe: settled }),
          outbox: outboxWithFaults(counted, faults, power, kill),
          connect: door.connect,
          accessToken: async () => token.answer,
          report: (report) => void reports.push(report),
          breathe: async () => faults.breath?.(),
          verifyReceipt: verifyReceiptNow,
          sealing: withoutKeys,
          uploads,
          edits,
        }),
      )
      running = { engine, power }
      return engine
    },
    kill,
    uploads,
    edits,
    wipe: () => {
      disk = createDisk()
      told()
    },
    disk: () => disk.store,
    copyStore: () => {
      const writes = [...disk.writes]
      return () => {
        disk = createDisk(writes)
      }
    },
    copyDisk: async () => {
      const writes = [...disk.writes]
      const journal = orThrow(await outbox.open())
      return async () => {
        disk = createDisk(writes)
        outbox = createMemoryOutbox()
        for (const [conversation, nextCounter] of journal.counters) {
          const entries = journal.pending.filter((entry) => entry.conversation === conversation)
          await outbox.replace(conversation, { entries, nextCounter })
        }
      }
    },
    loseJournal: () => {
      outbox = createMemoryOutbox()
    },
    loseEntries: async (...counters) => {
      orThrow(await outbox.remove(counters.map((counter) => ({ conversation: general, counter }))))
    },
    spoil: (change) => {
      disk = createDisk(disk.writes.map(change))
    },
    storedTail: async () => orThrow(await disk.store.segment(general, 0)).tail.length,
    lastWriteWasDurable: () => disk.durability.at(-1),
    isOn: () => running !== undefined,
    faults,
    token,
    reports,
    journalWrites,
    journalRemovals: () => removals,
  }
}

const withFaults = (
  store: () => LocalStore,
  faults: Device['faults'],
  power: Power,
): Omit<LocalStore, 'whenLost'> => ({
  conversations: () => powered(power, () => store().conversations()),
  value: (key) =>
    powered(power, async () =>
      faults.store === 'no claims' && key.startsWith('claims/')
        ? { ok: true, value: undefined }
        : store().value(key),
    ),
  segment: (...at) =>
    powered(power, async () =>
      faults.store === 'damaged'
        ? { ok: false, failure: { kind: 'damaged', where: 'here' } }
        : store().segment(...at),
    ),
  write: (...what) =>
    powered(power, async () => {
      while (faults.store === 'slow') await settled()
      return faults.store === 'full' ? { ok: false, failure: { kind: 'full' } } : store().write(...what)
    }),
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
  replace: (...what) =>
    powered(power, async () => {
      if (faults.outbox === 'full') return { ok: false, failure: { kind: 'full' } }
      while (faults.outbox === 'slow') await settled()
      const replaced = await outbox.replace(...what)
      if (faults.outbox === 'crash') crash()
      return powered(power, async () => replaced)
    }),
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
