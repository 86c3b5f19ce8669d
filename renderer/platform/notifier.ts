/** Notifications and the number at the app's icon: by the desktop where the shell has one, else by the browser. */
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { DesktopNote } from '../../core/bridge/shell-contract.ts'

/** Whether the system shows notifications of this app. `missing`: there are none here. */
export type Standing = 'allowed' | 'not-asked' | 'denied' | 'missing'

export interface Notifier {
  readonly standing: () => Promise<Standing>
  /** Asks the person, which browsers allow after a press alone. */
  readonly ask: () => Promise<Standing>
  /**
   * One a tag at a time, without a sound; `pressed` runs with the window in front. False if the system did not show it.
   */
  readonly show: (note: DesktopNote, pressed: () => void) => Promise<boolean>
  /** 0 takes the number away. */
  readonly badge: (count: number) => void
}

/** The number at the icon is the sum over the accounts of this page: one notifier each, over the same system. */
export function createNotifiers(notifier: Notifier): () => Notifier {
  const counts = new Map<Notifier, number>()
  return () => {
    const one: Notifier = {
      ...notifier,
      badge: (count) => {
        counts.set(one, count)
        notifier.badge([...counts.values()].reduce((sum, each) => sum + each, 0))
      },
    }
    return one
  }
}

export interface NotifierDeps {
  readonly bridge: PageBridge
  readonly page: Pick<Window, 'focus'> & {
    /** Left out by browsers that have none. */
    readonly Notification?: typeof Notification
    readonly navigator: Pick<Navigator, 'setAppBadge'> | object
  }
}

export function createNotifier(deps: NotifierDeps): Notifier {
  let made: Promise<Notifier> | undefined
  const chosen = (): Promise<Notifier> => {
    made ??= deps.bridge
      .call('app.info', {})
      .then(({ shell }) => (shell === 'electron' ? byDesktop(deps) : byBrowser(deps)))
    return made
  }
  return {
    standing: async () => (await chosen()).standing(),
    ask: async () => (await chosen()).ask(),
    show: async (note, pressed) => (await chosen()).show(note, pressed),
    badge: (count) => void chosen().then((notifier) => notifier.badge(count)),
  }
}

function byDesktop({ bridge }: NotifierDeps): Notifier {
  const waiting = new Map<string, () => void>()
  bridge.listen('shell.notificationPressed', ({ tag }) => {
    waiting.get(tag)?.()
    waiting.delete(tag)
  })
  const allowed = async (): Promise<Standing> => 'allowed'
  return {
    standing: allowed,
    ask: allowed,
    show: (note, pressed) => {
      waiting.set(note.tag, pressed)
      return bridge.call('shell.notify', note)
    },
    badge: (count) => void bridge.call('shell.badge', { count }),
  }
}

function byBrowser({ page }: NotifierDeps): Notifier {
  const { Notification: Note, navigator } = page
  return {
    standing: async () => (Note === undefined ? 'missing' : standings[Note.permission]),
    ask: async () => (Note === undefined ? 'missing' : standings[await Note.requestPermission()]),
    show: async ({ tag, title, body }, pressed) => {
      if (Note?.permission !== 'granted') return false
      return new Promise((settle) => {
        try {
          const note = new Note(title, { tag, body, silent: true })
          note.addEventListener('show', () => settle(true))
          note.addEventListener('error', () => settle(false))
          note.addEventListener('click', () => {
            note.close()
            page.focus()
            pressed()
          })
        } catch {
          settle(false) // some browsers have the name and want a service worker for the thing
        }
      })
    },
    badge: (count) => {
      if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined)
    },
  }
}

const standings = { granted: 'allowed', denied: 'denied', default: 'not-asked' } as const satisfies Record<
  NotificationPermission,
  Standing
>
