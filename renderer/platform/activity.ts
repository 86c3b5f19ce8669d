import { millis, type Clock } from '../../core/base/clock.ts'
import { createCell, type Readable } from '../../core/base/readable.ts'

export type Activity = 'online' | 'away'

/** Without a key or a move for so long a person counts as away. @internal */
export const idleMs = 5 * 60_000
/** How soon somebody who comes back to another program is seen. */
const lookAgainMs = 60_000
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** What the shell knows of the machine. */
export interface Machine {
  /** Milliseconds since anybody touched it; undefined where nobody says so. */
  readonly idle: () => Promise<number | undefined>
  /** Each time its screen is locked or open again. */
  readonly onLock: (told: (isLocked: boolean) => void) => void
}

/**
 * Whether somebody is there, as far as a page can know. Whoever works in another program is not away; whoever has locked the screen is,
 * at once.
 */
export function createActivity(
  clock: Clock,
  page: Pick<Window, 'addEventListener'> & {
    readonly document: Pick<Document, 'visibilityState' | 'addEventListener'>
  },
  machine: Machine,
): Readable<Activity> {
  const activity = createCell<Activity>('online')
  let cancel = (): void => undefined
  let turn = 0
  const lookAfter = (delay: number): void => {
    cancel()
    cancel = clock.after(millis(delay), () => void look(turn))
  }
  const look = async (mine: number): Promise<void> => {
    const idle = await machine.idle()
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
  machine.onLock((isLocked) => {
    if (!isLocked) return active()
    turn += 1
    cancel()
    activity.write('away')
    return undefined
  })
  for (const sign of signs) page.addEventListener(sign, active, { passive: true })
  page.document.addEventListener('visibilitychange', active) // hidden: the time since the last sign goes on
  active()
  return activity
}
