/** What the devices of a test run on: disks that can be copied, and power that may fail. */
import type { LocalStore, StoreWrite } from '../../core/storage/local-store.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface Disk {
  readonly store: LocalStore
  readonly writes: Array<StoreWrite>
  readonly durability: Array<boolean>
}

/** A store that can be copied, for it remembers how it came about. */
export function createDisk(before: ReadonlyArray<StoreWrite> = []): Disk {
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

export interface Power {
  isOn: boolean
  /** A disk has done something. */
  readonly spend: () => void
}

/** What is asked for without power is never answered. */
export async function powered<Value>(power: Power, run: () => Promise<Value>): Promise<Value> {
  const never = new Promise<Value>(() => undefined)
  if (!power.isOn) return never
  const value = await run()
  power.spend()
  return power.isOn ? value : never
}

export const whilePowered = (clock: VirtualClock, power: Power): VirtualClock => ({
  ...clock,
  after: (delay, run) => clock.after(delay, () => power.isOn && run()),
})
