/** Power that may fail, for the devices of a test. */
import type { VirtualClock } from './virtual-clock.ts'

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
