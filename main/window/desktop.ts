import type { AppLink } from '../../core/bridge/app-link.ts'
import type { BridgeArgument } from '../../core/bridge/contract.ts'
import type { CrashFacts, DesktopNote, DesktopStanding } from '../../core/bridge/shell-contract.ts'
import type { ShellWords } from '../../core/bridge/shell-words.ts'

/** What the system around the app's windows shows, knows and keeps. */
export interface Desktop {
  /** Takes the place of the last one with that tag. False if the system shows none. */
  readonly notify: (note: DesktopNote) => boolean
  /** What the person has seen meanwhile: nothing happens if it is not shown any more. */
  readonly withdraw: (tag: string) => void
  /** The number at the app's icon, and what it means in words; 0 takes it away. */
  readonly badge: (count: number, text: string) => void
  /** Since anybody touched this machine. */
  readonly idleSeconds: () => number
  readonly standing: () => DesktopStanding
  /** False if it could not be kept: then all is as before. */
  readonly change: (change: BridgeArgument<'shell.setDesktop'>) => Promise<boolean>
  /** From now on menus and tray speak so; before, there are none. */
  readonly setWords: (words: ShellWords) => void
  /** The link that waits, to whoever asks first. */
  readonly takeLink: () => AppLink | undefined
  /** Of the page that died last. */
  readonly crash: () => CrashFacts | undefined
  readonly restart: (safeMode: boolean) => void
}
