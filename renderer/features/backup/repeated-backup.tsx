import { type JSX, useEffect } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { startRepeating } from './repeating.ts'
import { useBackUp } from './use-back-up.ts'
import { backUpFailureText, words } from './words.ts'

/** Shows nothing: makes the backup that is due, and says so when it cannot. */
export function RepeatedBackup(): JSX.Element {
  const { bridge, clock, toasts } = usePage()
  const { account } = usePerson()
  const backUp = useBackUp()
  useEffect(
    () =>
      startRepeating({
        clock,
        alone: (run) =>
          navigator.locks.request(`tidings.backup:${account.user}`, { ifAvailable: true }, async (lock) => {
            if (lock !== null) await run()
          }),
        read: () => bridge.call('backup.repeat', {}),
        make: (stop) =>
          backUp({
            stop,
            progress: () => undefined,
            begin: (name) => bridge.call('backup.beginAgain', { name }),
          }),
        failed: (failure) => void toasts.say({ text: words.repeatFailed(backUpFailureText(failure)) }),
      }),
    [bridge, clock, toasts, account, backUp],
  )
  return <></>
}
