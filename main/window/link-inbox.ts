/** Links that the system hands to the app, kept until a page takes them: at a cold start long before there is one. Rule DT5. */
import { type AppLink, readAppLink } from '../../core/bridge/app-link.ts'

export interface LinkInbox {
  /** Looks through a command line, or at one address. Whether there was a link among it. The last one counts. */
  readonly offer: (args: ReadonlyArray<string>) => boolean
  /** Once: then there is none. */
  readonly take: () => AppLink | undefined
}

export function createLinkInbox(): LinkInbox {
  let waiting: AppLink | undefined
  return {
    offer: (args) => {
      const link = args.map(readAppLink).findLast((each) => each !== undefined)
      if (link === undefined) return false
      // Coming back from the browser is done by coming to the front.
      waiting = link.kind === 'signed-in' ? undefined : link
      return true
    },
    take: () => {
      const link = waiting
      waiting = undefined
      return link
    },
  }
}
