import type { DesktopNote } from '../../core/bridge/shell-contract.ts'

/** What the system around the app's window shows and knows. */
export interface Desktop {
  /** Takes the place of the last one with that tag. False if the system shows none. */
  readonly notify: (note: DesktopNote) => boolean
  /** The number at the app's icon; 0 takes it away. */
  readonly badge: (count: number) => void
  /** Since anybody touched this machine. */
  readonly idleSeconds: () => number
}
