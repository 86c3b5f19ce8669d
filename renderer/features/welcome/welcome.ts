/** Whom the first screens are to be shown to: whoever has just signed up here, once, and whoever wants them again. */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { Remembered } from '../../platform/remembered.ts'

export interface Welcome {
  /** Empty: nobody. */
  readonly due: Readable<string>
  readonly begin: (user: UserId) => void
  readonly end: () => void
}

const key = 'welcome'

export function createWelcome(remembered: Remembered): Welcome {
  const due = createCell(remembered.read(key) ?? '')
  const set = (user: string): void => {
    remembered.write(key, user)
    due.write(user)
  }
  return { due, begin: set, end: () => set('') }
}
