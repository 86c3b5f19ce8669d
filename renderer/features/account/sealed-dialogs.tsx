import type { ReactNode } from 'react'
import type { SealedModels } from '../../engine/sealed-models.ts'
import { DevicesDialog } from '../devices/devices-dialog.tsx'
import { ReleaseDialog } from '../linking/release-dialog.tsx'
import { UnlinkedDialog } from '../linking/unlinked-dialog.tsx'
import { RecoveryDialog } from '../recovery/recovery-dialog.tsx'
import { ProtectionDialog } from '../safety/protection-dialog.tsx'

export type ShownDialog = 'devices' | 'release' | 'unlinked' | 'recovery' | 'protection'

interface SealedDialogsProps {
  readonly sealed: SealedModels
  readonly shown: ShownDialog
  readonly show: (dialog: ShownDialog | undefined) => void
}

/** What concerns the keys of the account rather than one conversation. */
export function SealedDialogs({ sealed, shown, show }: SealedDialogsProps): ReactNode {
  const close = (): void => show(undefined)
  switch (shown) {
    case 'devices':
      return (
        <DevicesDialog
          model={sealed.devices}
          linkNew={() => show('release')}
          linkThis={() => show('unlinked')}
          onClose={close}
        />
      )
    case 'release':
      return <ReleaseDialog model={sealed.linking} onClose={() => show('devices')} />
    case 'unlinked':
      return <UnlinkedDialog linking={sealed.linking} recovery={sealed.recovery} onClose={close} />
    case 'recovery':
      return <RecoveryDialog model={sealed.recovery} onClose={close} />
    case 'protection':
      return <ProtectionDialog onClose={close} />
  }
}
