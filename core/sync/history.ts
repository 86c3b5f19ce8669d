/**
 * Brings what this device lacks of all conversations while nobody waits for anything else: the newest screen of each first,
 * then the newest segments, then what is older, until all of it is here. What is to be done is read off the records, so
 * that it goes on wherever it was interrupted. Rule CR72 in SPEC.md.
 */
import { millis, type Clock } from '../base/clock.ts'
import { createCell, type Readable } from '../base/readable.ts'
import type { Lacking, Replica } from './replica.ts'

/** Entries of all logs, as far as can be told. */
export interface Progress {
  readonly done: number
  readonly total: number
}

export interface HistoryDeps {
  readonly clock: Clock
  readonly replicas: () => Iterable<Replica>
  /** The relay has told of all logs and can be asked. */
  readonly isReady: () => boolean
}

export interface History {
  /** Undefined when nothing is lacking. */
  readonly progress: Readable<Progress | undefined>
  /** Whether the relay can be asked, or what is lacking, may be another now. */
  readonly look: () => void
  readonly linkDown: () => void
  readonly close: () => void
}

/** Screens under way at once: enough to fill the time that an answer takes. */
const screensAtOnce = 8
/** What is on the screen after a start comes first, and all that it brings with it. */
const quietMs = 3_000

interface HistoryCore {
  readonly deps: HistoryDeps
  readonly progress: ReturnType<typeof createCell<Progress | undefined>>
  isRunning: boolean
  isQuiet: boolean
  cancelTimer: () => void
  /** What the relay has refused on this connection. */
  refused: Set<Replica>
}

interface Task {
  readonly replica: Replica
  readonly lacking: Lacking
}

export function createHistory(deps: HistoryDeps): History {
  const core: HistoryCore = {
    deps,
    progress: createCell<Progress | undefined>(undefined),
    isRunning: false,
    isQuiet: false,
    cancelTimer: () => undefined,
    refused: new Set(),
  }
  return {
    progress: core.progress,
    look: () => {
      if (!core.isRunning) void run(core)
    },
    linkDown: () => {
      core.isQuiet = false
      core.cancelTimer()
      core.refused = new Set()
    },
    close: () => core.cancelTimer(),
  }
}

async function run(core: HistoryCore): Promise<void> {
  core.isRunning = true
  while (core.deps.isReady()) {
    const tasks = tasksOf(core)
    tell(core, tasks)
    const screens = tasks.filter(({ lacking }) => lacking.screen).slice(0, screensAtOnce)
    if (screens.length > 0) {
      await Promise.all(screens.map(({ replica }) => attempt(core, replica, replica.fetchScreen)))
    } else if (!core.isQuiet) {
      if (tasks.some(isIncomplete)) waitForQuiet(core)
      break
    } else if (!(await fillOne(core, tasks))) break
  }
  core.isRunning = false
}

const isIncomplete = ({ lacking }: Task): boolean => lacking.segment !== undefined

/** The conversation written to last comes first. */
const tasksOf = ({ deps, refused }: HistoryCore): ReadonlyArray<Task> =>
  Array.from(deps.replicas(), (replica) => ({ replica, lacking: replica.lacking() }))
    .filter(({ replica }) => !refused.has(replica))
    .toSorted((left, right) => right.lacking.time - left.lacking.time)

/** False if nothing is lacking. The newest segments go before older ones, whosesoever they are. */
async function fillOne(core: HistoryCore, tasks: ReadonlyArray<Task>): Promise<boolean> {
  const [next] = tasks
    .filter(isIncomplete)
    .toSorted((left, right) => left.lacking.depth - right.lacking.depth)
  const segment = next?.lacking.segment
  if (next === undefined || segment === undefined) return false
  await attempt(core, next.replica, () => next.replica.fillSegment(segment))
  return true
}

async function attempt(core: HistoryCore, replica: Replica, fetch: () => Promise<boolean>): Promise<void> {
  const { refused } = core
  if (!(await fetch())) refused.add(replica) // of this connection: another one has a set of its own
}

function waitForQuiet(core: HistoryCore): void {
  core.cancelTimer()
  core.cancelTimer = core.deps.clock.after(millis(quietMs), () => {
    core.isQuiet = true
    if (!core.isRunning) void run(core)
  })
}

function tell({ progress }: HistoryCore, tasks: ReadonlyArray<Task>): void {
  const sum = (of: 'done' | 'total'): number => tasks.reduce((all, { lacking }) => all + lacking[of], 0)
  progress.write(tasks.some(isIncomplete) ? { done: sum('done'), total: sum('total') } : undefined)
}
