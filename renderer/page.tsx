/** Everything that the page is made of, wired. Loaded once there are words: what shows some takes them as it is loaded. */
import { createRoot } from 'react-dom/client'
import { Defect } from '../core/base/defect.ts'
import { App } from './app.tsx'
import { createAppModel } from './engine/app-model.ts'
import { createSealedModels } from './engine/create-sealed-models.ts'
import { createPageFiles } from './features/attachments/page-files.ts'
import { createMessageLimit } from './features/composer/message-limit.ts'
import { createPictures } from './features/faces/pictures.ts'
import { createNotifyChoices } from './features/notifications/notify-choices.ts'
import { createWelcome } from './features/welcome/welcome.ts'
import { words as desktopWords } from './features/desktop/words.ts'
import { createActivity } from './platform/activity.ts'
import { createMicrophone } from './platform/microphone.ts'
import { createAppLinks } from './platform/app-links.ts'
import { createNotifier } from './platform/notifier.ts'
import { createOpenAccount } from './platform/open-account.ts'
import { createOpenCopies } from './platform/open-copies.ts'
import { reportToConsole } from './platform/page-log.ts'
import type { Remembered } from './platform/remembered.ts'
import { breathe, systemClock, systemRandom, verifyReceipt } from './platform/system.ts'
import { createPagePolicy } from './platform/page-policy.ts'
import { createToday } from './platform/today.ts'
import type { Appearance } from './ui/appearance.ts'
import { createToasts } from './ui/toasts.ts'

interface Opened {
  readonly remembered: Remembered
  readonly appearance: Appearance
  readonly isSafeMode: boolean
}

/** Once. */
export function openPage({ remembered, appearance, isSafeMode }: Opened): void {
  const { bridge } = window
  const policy = createPagePolicy(bridge)
  const toasts = createToasts(systemClock)
  const system = { clock: systemClock, random: systemRandom }
  const model = createAppModel({
    bridge,
    openAccount: createOpenAccount({ ...system, bridge, breathe, verifyReceipt, report: reportToConsole }),
  })
  const sealedModels = createSealedModels(bridge)
  async function systemIdle(): Promise<number | undefined> {
    const seconds = await bridge.call('shell.idle', {})
    return seconds === undefined ? undefined : seconds * 1_000
  }

  const page = {
    bridge,
    remembered,
    appearance,
    toasts,
    files: createPageFiles(bridge, policy),
    pictures: createPictures({ bridge, clock: systemClock }),
    microphone: createMicrophone(),
    openCopies: createOpenCopies(bridge, systemRandom),
    today: createToday(systemClock),
    clock: systemClock,
    activity: createActivity(systemClock, window, {
      idle: systemIdle,
      onLock: (told) => bridge.listen('shell.screenLocked', ({ isLocked }) => told(isLocked)),
    }),
    notifier: createNotifier({ bridge, page: window }),
    notifyChoices: createNotifyChoices(remembered, policy),
    welcome: createWelcome(remembered),
    messageLimit: createMessageLimit({ bridge, remembered }),
    policy,
    desktop: { links: createAppLinks(bridge), isSafeMode },
  }

  bridge.listen('shell.woke', model.wake)
  void bridge.call('shell.words', desktopWords.menus)
  window.addEventListener('online', model.wake)
  window.addEventListener('pagehide', toasts.finish)
  window.addEventListener('focus', model.wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') model.wake()
  })

  const root = document.getElementById('root')
  if (root === null) throw new Defect('index.html has no #root')
  createRoot(root).render(<App model={model} page={page} sealedModels={sealedModels} />)
  void navigator.storage.persist() // granted or not, the app works the same; without it the browser may evict the cache
  void model.start()
}
