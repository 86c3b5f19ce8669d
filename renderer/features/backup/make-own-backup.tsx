import { type JSX, useEffect, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { MakeBackupDialog } from './make-dialog.tsx'

/** Asked for from elsewhere than the settings: whether it is made again by itself is not known yet. */
export function MakeOwnBackup({ onClose }: { readonly onClose: () => void }): JSX.Element | undefined {
  const { bridge } = usePage()
  const [isRepeated, setRepeated] = useState<boolean>()
  useEffect(() => {
    let isGone = false
    void bridge.call('backup.repeat', {}).then((repeat) => isGone || setRepeated(repeat !== undefined))
    return () => {
      isGone = true
    }
  }, [bridge])
  return isRepeated === undefined ? undefined : <MakeBackupDialog isRepeated={isRepeated} onClose={onClose} />
}
