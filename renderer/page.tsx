/** Everything that the page is made of, wired. Loaded once there are words: what shows some takes them as it is loaded. */
import { createRoot } from 'react-dom/client'
import { Defect } from '../core/base/defect.ts'
import { App } from './app.tsx'
import type { UserId } from '../core/protocol/ids.ts'
import { createAccounts } from './engine/accounts-model.ts'
import { createAppModel } from './engine/app-model.ts'
import type { Page } from './engine/contexts.tsx'
import { createSealedModels } from './engine/create-sealed-models.ts'
import { type AccountParts, AccountsApp } from './features/accounts/accounts-app.tsx'
import { createPageFiles } from './features/attachments/page-files.ts'
import { createNotifyChoices } from './features/notifications/notify-choices.ts'
import { createWelcome } from './features/welcome/welcome.ts'
import { createActivity } from './platform/activity.ts'
import { eraseAccount } from './platform/erase-account.ts'
import { createNotifier, createNotifiers } from './platform/notifier.ts'
import { createOpenAccount } from './platform/open-account.ts'
import { createOpenCopies } from './platform/open-copies.ts'
import { createOpenHistory } from './platform/open-history.ts'
import { createOpenRestored } from './platform/open-restored.ts'
import { reportToConsole } from './platform/page-log.ts'
import type { Remembered } from './platform/remembered.ts'
import { breathe, systemClock, systemRandom, verifyReceipt } from './platform/system.ts'
import { createToday } from './platform/today.ts'
import type { Appearance } from './ui/appearance.ts'
import { createToasts } from './ui/toasts.ts'

/** Once. */
export function openPage(remembered: Remembered, appearance: Appearance): void {
  const { bridge: root } = window
  const toasts = createToasts(systemClock)
  async function systemIdle(): Promise<number | undefined> {
    const seconds = await root.call('shell.idle', {})
    return seconds === undefined ? undefined : seconds * 1_000
  }
  const createParts = createPartsOver({
    // What the accounts of this page share: nothing of it is anybody's.
    remembered,
    appearance,
    toasts,
    today: createToday(systemClock),
    clock: systemClock,
    activity: createActivity(systemClock, window, systemIdle),
    notifyChoices: createNotifyChoices(remembered),
    welcome: createWelcome(remembered),
  })
  const accounts = createAccounts<AccountParts>({
    bridge: root,
    remembered,
    createParts,
    erase,
    reload: () => window.location.reload(),
  })
  const wake = (): void => {
    for (const { parts } of accounts.state.read().seats) parts.model.wake()
  }

  window.addEventListener('online', wake)
  window.addEventListener('pagehide', toasts.finish)
  window.addEventListener('focus', wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake()
  })

  const place = document.getElementById('root')
  if (place === null) throw new Defect('index.html has no #root')
  createRoot(place).render(<AccountsApp accounts={accounts} app={(parts) => <App {...parts} />} />)
  void navigator.storage.persist() // granted or not, the app works the same; without it the browser may evict the cache
  void accounts.start()
}

const erase = (user: UserId): Promise<boolean> =>
  eraseAccount({ clock: systemClock, databases: indexedDB, storage: localStorage }, user)

type Shared = Omit<Page, 'bridge' | 'files' | 'openCopies' | 'openHistory' | 'openRestored' | 'notifier'>

/** What an account has for itself: all that stands on the bridge of its seat. */
function createPartsOver(shared: Shared): (seat: number) => AccountParts {
  const { bridge: root } = window
  const system = { clock: systemClock, random: systemRandom }
  const createSeatNotifier = createNotifiers(createNotifier({ bridge: root, page: window }))
  return (seat) => {
    const bridge = root.at(seat)
    const model = createAppModel({
      bridge,
      openAccount: createOpenAccount({ ...system, bridge, breathe, verifyReceipt, report: reportToConsole }),
    })
    void model.start()
    const page = {
      ...shared,
      bridge,
      files: createPageFiles(bridge),
      openCopies: createOpenCopies(bridge, systemRandom),
      openHistory: createOpenHistory(bridge, systemRandom),
      openRestored: createOpenRestored({ random: systemRandom, erase }),
      notifier: createSeatNotifier(),
    }
    return { model, page, sealedModels: createSealedModels(bridge) }
  }
}
