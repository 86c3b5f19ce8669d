import { Laptop } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { OwnDevice } from '../../../core/bridge/devices.ts'
import { PasswordStep } from '../account/password-step.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { FactsLine } from '../../ui/facts-line.tsx'
import { dateText, momentText } from '../../ui/times.ts'
import styles from './devices-dialog.module.css'
import type { DevicesModel } from './devices-model.ts'
import { revokeFailureText, words } from './words.ts'

interface DevicesDialogProps {
  readonly model: DevicesModel
  /** Lets a new device in. */
  readonly linkNew: () => void
  /** Gets the keys to this one. */
  readonly linkThis: () => void
  readonly onClose: () => void
}

/** The devices of this account, and the way to add and remove them. */
export function DevicesDialog({ model, linkNew, linkThis, onClose }: DevicesDialogProps): JSX.Element {
  const own = useReadable(model.own)
  const [revoking, setRevoking] = useState<OwnDevice>()
  if (revoking !== undefined) {
    return <RevokeDialog model={model} device={revoking} onClose={() => setRevoking(undefined)} />
  }
  const isEntering = own !== undefined && own.length > 0 && own.every(({ here }) => !here)
  const canChange = own?.some(({ here, role }) => here && role === 'primary') ?? false
  return (
    <Dialog title={words.title} size="wide" onClose={onClose}>
      <p className={styles.about}>{words.intro}</p>
      {own === undefined && <p className={styles.about}>{words.loading}</p>}
      {own?.length === 0 && (
        <>
          <p>{words.unlinked}</p>
          <DialogActions>
            <Button look="primary" onClick={linkThis}>
              {words.linkThis}
            </Button>
          </DialogActions>
        </>
      )}
      {own !== undefined && own.length > 0 && (
        <>
          <ul className={styles.devices} aria-label={words.title}>
            {own.map((device) => (
              <li key={device.device}>
                <DeviceEntry
                  device={device}
                  revoke={canChange && !device.here ? () => setRevoking(device) : undefined}
                />
              </li>
            ))}
          </ul>
          {canChange ? (
            <DialogActions>
              <Button look="primary" data-autofocus onClick={linkNew}>
                {words.link}
              </Button>
            </DialogActions>
          ) : (
            <p className={styles.about}>{isEntering ? words.entering : words.notPrimary}</p>
          )}
        </>
      )}
    </Dialog>
  )
}

interface DeviceEntryProps {
  readonly device: OwnDevice
  readonly revoke: (() => void) | undefined
}

function DeviceEntry({ device, revoke }: DeviceEntryProps): JSX.Element {
  const { name, role, added, lastSeen, here } = device
  return (
    <div className={styles.device}>
      <Laptop size={20} aria-hidden />
      <div className={styles.facts}>
        <p className={styles.name} dir="auto">
          {name}
          {here && <span className={styles.here}>{words.here}</span>}
        </p>
        <p className={styles.meta}>
          <FactsLine
            facts={[
              words.added(dateText(added)),
              lastSeen === undefined ? words.neverSeen : words.lastSeen(momentText(lastSeen)),
            ]}
          />
        </p>
        <p className={styles.meta}>{words.role[role]}</p>
      </div>
      {revoke !== undefined && (
        <Button aria-label={words.revokeOf(name)} onClick={revoke}>
          {words.revoke}
        </Button>
      )}
    </div>
  )
}

interface RevokeDialogProps {
  readonly model: DevicesModel
  readonly device: OwnDevice
  readonly onClose: () => void
}

function RevokeDialog({ model, device, onClose }: RevokeDialogProps): JSX.Element {
  return (
    <Dialog title={words.revokeTitle(device.name)} onClose={onClose}>
      <PasswordStep
        submit={words.revokeSubmit}
        look="danger"
        ask={(password) => model.revoke(device.device, password)}
        failureText={revokeFailureText}
        onDone={onClose}
        onCancel={onClose}
      >
        <ul className={styles.consequences}>
          {words.revokeConsequences.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </PasswordStep>
    </Dialog>
  )
}
