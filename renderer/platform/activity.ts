import { millis, type Clock } from '../../core/base/clock.ts'
import type { PresenceStatus } from '../../core/protocol/frame.ts'

/** Without a key or a click for so long a person counts as away. */
const idleMs = 10 * 60_000
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Tells whether somebody is at this page, as far as a page can know: `online` or `away`, each time that changes. */
export function watchActivity(clock: Clock, tell: (status: PresenceStatus) => void): void {
  let cancel = (): void => undefined
  let isAway = false
  const say = (away: boolean): void => {
    if (isAway === away) return
    isAway = away
    tell(away ? 'away' : 'online')
  }
  const active = (): void => {
    if (document.visibilityState === 'hidden') return
    say(false)
    cancel()
    cancel = clock.after(millis(idleMs), () => say(true))
  }
  for (const sign of signs) window.addEventListener(sign, active, { passive: true })
  document.addEventListener('visibilitychange', active) // hidden: the time since the last sign goes on
  active()
}
