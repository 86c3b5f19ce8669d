/** How this person appears, and whether anything may disturb them: what they chose, the time, and whether they are there. */
import { type Clock, millis, type Millis } from '../../../core/base/clock.ts'
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Engine } from '../../../core/engine/engine.ts'
import {
  choicesChanged,
  isQuiet,
  nothingChosen,
  type OwnChoices,
  readChoices,
  statusNow,
  type WallTime,
} from '../../../core/engine/personal/own-choices.ts'
import type { PresenceStatus } from '../../../core/protocol/frame.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import type { Activity } from '../../platform/activity.ts'

export interface OwnState {
  readonly choices: OwnChoices
  /** What others see. */
  readonly status: PresenceStatus
  readonly isQuiet: boolean
}

export interface Own {
  readonly state: Readable<OwnState>
  /** On all devices of this person, in all workspaces. */
  readonly change: (change: Partial<OwnChoices>) => void
  /** Follows the choices and tells the engine, until the returned function is called. */
  readonly start: () => () => void
}

export interface OwnDeps {
  readonly engine: Pick<Engine, 'directory' | 'personal' | 'setPresence'>
  readonly clock: Clock
  readonly activity: Readable<Activity>
}

/** What depends on the time is looked at so often. */
const tickMs = 20_000

export function createOwn(deps: OwnDeps): Own {
  const { engine, clock, activity } = deps
  const state = createCell<OwnState>({ choices: nothingChosen, status: activity.read(), isQuiet: false })
  const settings = () =>
    engine.directory
      .read()
      .workspaces.toSorted((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ id }) => engine.personal(id))
  const look = (): void => {
    const choices = readChoices(settings().map(({ all }) => all.read()))
    const now = clock.now()
    const chosen = statusNow(choices, now)
    const status = chosen?.status ?? activity.read()
    const next = { choices, status, isQuiet: isQuiet(choices, wallTime(now)) }
    if (!sameState(state.read(), next)) state.write(next)
    engine.setPresence(status, chosen?.until)
  }
  return {
    state,
    change: (change) => {
      for (const { set } of settings()) {
        for (const [key, value] of choicesChanged(change, clock.now())) void set(key, value)
      }
    },
    start: () => begin(deps, look),
  }
}

function begin({ engine, clock, activity }: OwnDeps, look: () => void): () => void {
  let stops: ReadonlyMap<WorkspaceId, () => void> = new Map()
  let cancel = (): void => undefined
  const tick = (): void => {
    look()
    cancel = clock.after(millis(tickMs), tick)
  }
  const follow = (): void => {
    const { workspaces } = engine.directory.read()
    const next = new Map(
      workspaces.map(({ id }) => [id, stops.get(id) ?? engine.personal(id).all.listen(look)] as const),
    )
    for (const [id, stop] of stops) if (!next.has(id)) stop()
    stops = next
    look()
  }
  const unfollow = engine.directory.listen(follow)
  const inactive = activity.listen(look)
  follow()
  tick()
  return () => {
    cancel()
    unfollow()
    inactive()
    for (const stop of stops.values()) stop()
  }
}

const sameState = (left: OwnState, right: OwnState): boolean =>
  left.status === right.status &&
  left.isQuiet === right.isQuiet &&
  JSON.stringify(left.choices) === JSON.stringify(right.choices)

function wallTime(time: Millis): WallTime {
  const date = new Date(time)
  return { time, day: date.getDay(), minute: date.getHours() * 60 + date.getMinutes() }
}
