/** What others see of a person with several windows: the same as of one with several devices (PR1). Rule WN9. */
import type { Clock, Millis } from '../../base/clock.ts'
import type { PresenceStatus } from '../../protocol/frame.ts'

/** What one window said last. */
export interface Said {
  readonly status: PresenceStatus
  readonly until: Millis | undefined
}

const stronger: ReadonlyArray<PresenceStatus> = ['invisible', 'busy', 'online', 'away']

/** Undefined as long as no window has said anything. One that has not, or whose status is over, is online. */
export function presenceOfWindows(windows: Iterable<Said | undefined>, clock: Clock): Said | undefined {
  const said = [...windows]
  if (said.every((each) => each === undefined)) return undefined
  const current = said.map((each) => (each === undefined || isOver(each, clock) ? online : each))
  return stronger.map((status) => current.find((each) => each.status === status)).find(Boolean)
}

const online: Said = { status: 'online', until: undefined }

const isOver = ({ until }: Said, clock: Clock): boolean =>
  until !== undefined && until !== 0 && until <= clock.now()
