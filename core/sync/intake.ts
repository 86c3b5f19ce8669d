/** Deals with the frames of a connection in their order, and with a long list of logs in slices. Rules CR77 and CR78 in SPEC.md. */
import type { WorkFrame } from './relay-session.ts'
import { sliceSize } from './slices.ts'

export interface IntakeDeps {
  readonly breathe: () => Promise<void>
  /** `pay` is to be called when the frame has been dealt with, or given up. */
  readonly deal: (frame: WorkFrame, pay: () => void) => void
}

export interface Intake {
  /** Dealt with at once unless others wait. A long list of logs is dealt with as several; the last of them pays. */
  readonly take: (frame: WorkFrame, pay: () => void) => void
  /** Part of what has come waits. */
  readonly isBusy: () => boolean
  /** What waits is forgotten: nothing of it is stored, so that the next connection brings it again. */
  readonly linkDown: () => void
}

interface Waiting {
  readonly frame: WorkFrame
  readonly pay: () => void
  /** Part of a list, which took long to read already. */
  readonly isSlice: boolean
}

export function createIntake({ breathe, deal }: IntakeDeps): Intake {
  let waiting: Array<Waiting> = []
  let isRunning = false
  const run = async (): Promise<void> => {
    isRunning = true
    while (waiting.length > 0) {
      if (waiting[0]?.isSlice === true) await breathe()
      const next = waiting.shift() // not what waited before the breath, if the connection ended meanwhile
      if (next !== undefined) deal(next.frame, next.pay)
    }
    isRunning = false
  }
  return {
    take: (frame, pay) => {
      waiting.push(...slicesOf(frame, pay))
      if (!isRunning) void run()
    },
    isBusy: () => waiting.length > 0,
    linkDown: () => {
      waiting = []
    },
  }
}

function slicesOf(frame: WorkFrame, pay: () => void): ReadonlyArray<Waiting> {
  if (frame.kind !== 'logs' || frame.logs.length <= sliceSize) return [{ frame, pay, isSlice: false }]
  const { kind, logs } = frame
  return Array.from({ length: Math.ceil(logs.length / sliceSize) }, (_, index) => {
    const [from, to] = [index * sliceSize, (index + 1) * sliceSize]
    const slice = { kind, logs: logs.slice(from, to) }
    return { frame: slice, pay: to < logs.length ? () => undefined : pay, isSlice: true }
  })
}
