/** Everything that the page is made of, wired. Loaded once there are words: what shows some takes them as it is loaded. */
import { createRoot } from 'react-dom/client'
import { millis } from '../core/base/clock.ts'
import { Defect } from '../core/base/defect.ts'
import { App } from './app.tsx'
import type { Seat } from '../core/bridge/contract.ts'
import type { UserId } from '../core/protocol/ids.ts'
import { createAccounts } from './engine/accounts-model.ts'
import { createAppModel } from './engine/app-model.ts'
import type { Page } from './engine/contexts.tsx'
import { createSealedModels } from './engine/create-sealed-models.ts'
import { type AccountParts, AccountsApp } from './features/accounts/accounts-app.tsx'
import { createPageFiles } from './features/attachments/page-files.ts'
import { createKeptModes } from './features/composer/kept-modes.ts'
import { createMessageLimit } from './features/composer/message-limit.ts'
import { createFailureToast } from './features/crash/failure-toast.ts'
import { words as desktopWords } from './features/desktop/words.ts'
import { createPictures } from './features/faces/pictures.ts'
import { createNotifyChoices } from './features/notifications/notify-choices.ts'
import { words as notificationWords } from './features/notifications/words.ts'
import { createWelcome } from './features/welcome/welcome.ts'
import { createActivity } from './platform/activity.ts'
import { createAppLinks } from './platform/app-links.ts'
import { eraseAccount } from './platform/erase-account.ts'
import { refuseStrayFiles } from './platform/file-drag.ts'
import { createMicrophone } from './platform/microphone.ts'
import { createNotifier, createNotifiers } from './platform/notifier.ts'
import { createOpenAccount } from './platform/open-account.ts'
import { createOpenCopies } from './platform/open-copies.ts'
import { createOpenHistory } from './platform/open-history.ts'
import { createOpenRestored } from './platform/open-restored.ts'
import { onNobodysFailure } from './platform/last-resort.ts'
import { onPageLeft } from './platform/page-left.ts'
import { reportToConsole } from './platform/page-log.ts'
import { createPagePolicy, longestSealed } from './platform/page-policy.ts'
import { type Remembered, rememberedFor } from './platform/remembered.ts'
import { seatBridge } from './platform/seat-bridge.ts'
import { breathe, systemClock, systemRandom, verifyReceipt } from './platform/system.ts'
import { createToday } from './platform/today.ts'
import type { Appearance } from './ui/appearance.ts'
import { createToasts } from './ui/toasts.ts'
import { preloadLateParts } from './late-parts.ts'

interface Opened {
  readonly remembered: Remembered
  readonly appearance: Appearance
  readonly isSafeMode: boolean
}

/** By then the first conversation is there, on a slow machine too. */
const latePartsMs = 3_000

/** Once. */
export function openPage({ remembered, appearance, isSafeMode }: Opened): void {
  const { bridge: root } = window
  const policy = createPagePolicy(root)
  const toasts = createToasts(systemClock)
  async function systemIdle(): Promise<number | undefined> {
    const seconds = await root.call('shell.idle', {})
    return seconds === undefined ? undefined : seconds * 1_000
  }
  const createParts = createPartsOver({
    // What the accounts of this page share. Of a person it knows no more than who is to be welcomed.
    remembered,
    appearance,
    toasts,
    today: createToday(systemClock),
    clock: systemClock,
    activity: createActivity(systemClock, window, {
      idle: systemIdle,
      onLock: (told) => root.listen('shell.screenLocked', ({ isLocked }) => told(isLocked)),
    }),
    microphone: createMicrophone(),
    notifyChoices: createNotifyChoices(remembered, policy),
    welcome: createWelcome(remembered),
    policy,
    desktop: { links: createAppLinks(root), isSafeMode },
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

  root.listen('shell.woke', wake)
  void root.call('shell.words', desktopWords.menus)
  window.addEventListener('online', wake)
  window.addEventListener('focus', wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake()
  })

  refuseStrayFiles(window)
  onPageLeft(window, () => void toasts.finish())
  onNobodysFailure(window, createFailureToast(toasts))

  const place = document.getElementById('root')
  if (place === null) throw new Defect('index.html has no #root')
  createRoot(place).render(<AccountsApp accounts={accounts} app={(parts) => <App {...parts} />} />)
  void navigator.storage.persist() // granted or not, the app works the same; without it the browser may evict the cache
  void accounts.start()
  systemClock.after(millis(latePartsMs), () => requestIdleCallback(() => void preloadLateParts()))
}

const erase = (user: UserId): Promise<boolean> =>
  eraseAccount({ clock: systemClock, databases: indexedDB, storage: localStorage }, user)

type Own =
  | 'bridge'
  | 'files'
  | 'modes'
  | 'pictures'
  | 'messageLimit'
  | 'openCopies'
  | 'openHistory'
  | 'openRestored'
  | 'notifier'
type Shared = Omit<Page, Own>

/** What an account has for itself: all that stands on the bridge of its seat. */
function createPartsOver(shared: Shared): (seat: Seat) => AccountParts {
  const { bridge: root } = window
  const system = { clock: systemClock, random: systemRandom }
  const createSeatNotifier = createNotifiers(
    createNotifier({ bridge: root, page: window }),
    notificationWords.messages,
  )
  return ({ seat, server }) => {
    const bridge = seatBridge(root, seat)
    const model = createAppModel({
      bridge,
      openAccount: createOpenAccount({
        ...system,
        bridge,
        breathe,
        verifyReceipt,
        longestSealed: longestSealed(shared.policy),
        report: reportToConsole,
      }),
    })
    void model.start()
    const page = {
      ...shared,
      bridge,
      files: createPageFiles({ ...shared, bridge }),
      modes: createKeptModes(),
      pictures: createPictures({ bridge, clock: systemClock }),
      // What a server allows is no secret of the account, but it is that server's.
      messageLimit: createMessageLimit({ bridge, remembered: rememberedFor(shared.remembered, server) }),
      openCopies: createOpenCopies(bridge, systemRandom),
      openHistory: createOpenHistory(bridge, systemRandom),
      openRestored: createOpenRestored({ random: systemRandom, erase }),
      notifier: createSeatNotifier(),
    }
    return { model, page, sealedModels: createSealedModels(bridge) }
  }
}
