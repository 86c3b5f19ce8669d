import { millis, type Clock } from '../../core/base/clock.ts'
import { createCell, type Readable } from '../../core/base/readable.ts'

export type Activity = 'online' | 'away'

/** Without a key or a move for so long a person counts as away. @internal */
export const idleMs = 5 * 60_000
/** How soon somebody who comes back to another program is seen. */
const lookAgainMs = 60_000
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/**
 * Whether somebody is there, as far as a page can know. `systemIdle` gives the milliseconds since anybody touched the machine, where
 * the shell knows: whoever works in another program is not away.
 */
export function createActivity(
  clock: Clock,
  page: Pick<Window, 'addEventListener'> & {
    readonly document: Pick<Document, 'visibilityState' | 'addEventListener'>
  },
  systemIdle: () => Promise<number | undefined>,
): Readable<Activity> {
  const activity = createCell<Activity>('online')
  let cancel = (): void => undefined
  let turn = 0
  const lookAfter = (delay: number): void => {
    cancel()
    cancel = clock.after(millis(delay), () => void look(turn))
  }
  const look = async (mine: number): Promise<void> => {
    const idle = await systemIdle()
    if (mine !== turn) return // they have come back meanwhile
    const isAway = idle === undefined || idle >= idleMs
    activity.write(isAway ? 'away' : 'online')
    if (idle !== undefined) lookAfter(isAway ? lookAgainMs : idleMs - idle)
  }
  const active = (): void => {
    if (page.document.visibilityState === 'hidden') return
    turn += 1
    activity.write('online')
    lookAfter(idleMs)
  }
  for (const sign of signs) page.addEventListener(sign, active, { passive: true })
  page.document.addEventListener('visibilitychange', active) // hidden: the time since the last sign goes on
  active()
  return activity
}
