/** The link that the app was opened with, or one in it that waits for another account, until the person is where it leads. */
import { type Cell, createCell, type Readable } from '../../core/base/readable.ts'
import type { AppLink } from '../../core/bridge/app-link.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'

export interface AppLinks {
  readonly waiting: Readable<AppLink | undefined>
  /** As if the app had been opened with it. */
  readonly wait: (link: AppLink) => void
  /** It was followed, or leads nowhere. */
  readonly done: () => void
}

/** Asks at once, for what opened the app, and each time main says that there is one. */
export function createAppLinks(bridge: PageBridge): AppLinks {
  const waiting: Cell<AppLink | undefined> = createCell<AppLink | undefined>(undefined)
  const look = async (): Promise<void> => {
    const link = await bridge.call('shell.takeLink', {})
    if (link !== undefined) waiting.write(link)
  }
  bridge.listen('shell.linkOpened', () => void look())
  void look()
  return { waiting, wait: (link) => waiting.write(link), done: () => waiting.write(undefined) }
}
