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
   * One a tag at a time, without a sound; `pressed` runs with the window in front, `replied` where the system lets people answer on
   * the spot. False if the system did not show it.
   */
  readonly show: (
    note: DesktopNote,
    pressed: () => void,
    replied?: (text: string) => void,
  ) => Promise<boolean>
  /** Of what the person has seen meanwhile; nothing if it is not shown any more. */
  readonly withdraw: (tag: string) => void
  /** `text` says what the number means. 0 takes it away. */
  readonly badge: (count: number, text: string) => void
}

/**
 * One notifier for each account of this page, over the same system. The number at the icon is the sum over all; `inWords` says what it
 * means.
 */
export function createNotifiers(notifier: Notifier, inWords: (count: number) => string): () => Notifier {
  const counts = new Map<Notifier, number>()
  return () => {
    const one: Notifier = {
      ...notifier,
      badge: (count) => {
        counts.set(one, count)
        const sum = [...counts.values()].reduce((all, each) => all + each, 0)
        notifier.badge(sum, inWords(sum))
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
    show: async (note, pressed, replied) => (await chosen()).show(note, pressed, replied),
    withdraw: (tag) => void chosen().then((notifier) => notifier.withdraw(tag)),
    badge: (count, text) => void chosen().then((notifier) => notifier.badge(count, text)),
  }
}

function byDesktop({ bridge }: NotifierDeps): Notifier {
  const waiting = new Map<string, { pressed: () => void; replied?: ((text: string) => void) | undefined }>()
  const take = (tag: string) => {
    const found = waiting.get(tag)
    waiting.delete(tag)
    return found
  }
  bridge.listen('shell.notificationPressed', ({ tag }) => take(tag)?.pressed())
  bridge.listen('shell.notificationReplied', ({ tag, text }) => take(tag)?.replied?.(text))
  const allowed = async (): Promise<Standing> => 'allowed'
  return {
    standing: allowed,
    ask: allowed,
    show: (note, pressed, replied) => {
      waiting.set(note.tag, { pressed, replied })
      return bridge.call('shell.notify', note)
    },
    withdraw: (tag) => {
      if (take(tag) !== undefined) void bridge.call('shell.withdraw', { tag })
    },
    badge: (count, text) => void bridge.call('shell.badge', { count, text }),
  }
}

function byBrowser({ page }: NotifierDeps): Notifier {
  const { Notification: Note, navigator } = page
  const shown = new Map<string, Notification>()
  return {
    standing: async () => (Note === undefined ? 'missing' : standings[Note.permission]),
    ask: async () => (Note === undefined ? 'missing' : standings[await Note.requestPermission()]),
    show: async ({ tag, title, body }, pressed) => {
      if (Note?.permission !== 'granted') return false
      return new Promise((settle) => {
        try {
          const note = new Note(title, { tag, body, silent: true })
          shown.set(tag, note)
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
    withdraw: (tag) => {
      shown.get(tag)?.close()
      shown.delete(tag)
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
