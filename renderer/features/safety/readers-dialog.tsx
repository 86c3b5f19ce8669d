import { type JSX } from 'react'
import type { Result } from '../../../core/base/result.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert } from '../../ui/field.tsx'
import { dateText, momentText } from '../../ui/times.ts'
import { Face } from '../faces/face.tsx'
import styles from './readers-dialog.module.css'
import type { ConversationTrust, Reader, TrustFailure } from '../../../core/bridge/trust.ts'
import { VerifiedMark } from './verified-mark.tsx'
import { trustFailureText, words as trustWords } from '../trust/words.ts'
import { words } from './words.ts'

interface ReadersDialogProps extends ReaderActions {
  /** Who can read, in a sentence. */
  readonly title: string
  readonly trust: ConversationTrust
  /** In a group some may change who is in it. */
  readonly hasAdmins: boolean
  /** Opens what can be changed about a group; undefined if it is none. */
  readonly manage: { readonly text: string; readonly open: () => void } | undefined
  readonly explain: () => void
  readonly onClose: () => void
}

interface ReaderActions {
  readonly nameOf: (user: UserId) => string
  readonly compare: (user: UserId) => void
  readonly unverify: (user: UserId) => Promise<Result<void, TrustFailure>>
}

/** Everybody who can read a sealed conversation, on which devices, and how far their keys are known to be theirs. */
export function ReadersDialog(props: ReadersDialogProps): JSX.Element {
  const { title, trust, hasAdmins, manage, explain, onClose, ...actions } = props
  const { readers, checkedUpTo } = trust
  return (
    <Dialog title={title} size="wide" onClose={onClose}>
      <p className={styles.about}>{readers.length === 0 ? words.notRead : words.sealedText}</p>
      {readers.length > 0 && (
        <>
          <ul className={styles.readers} aria-label={words.readers}>
            {readers.map((reader) => (
              <li key={reader.user}>
                <ReaderEntry reader={reader} showsAdmin={hasAdmins && reader.admin} {...actions} />
              </li>
            ))}
          </ul>
          <p className={styles.about}>
            {checkedUpTo === undefined ? words.notChecked : words.checkedUpTo(momentText(checkedUpTo))}
          </p>
        </>
      )}
      <DialogActions>
        {manage !== undefined && <Button onClick={manage.open}>{manage.text}</Button>}
        <Button look="link" onClick={explain}>
          {trustWords.protection}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface ReaderEntryProps extends ReaderActions {
  readonly reader: Reader
  readonly showsAdmin: boolean
}

function ReaderEntry({ reader, showsAdmin, nameOf, compare, unverify }: ReaderEntryProps): JSX.Element {
  const { user, verification, since, devices } = reader
  const { account } = usePerson()
  const { failure, run } = useAction<TrustFailure>()
  const name = nameOf(user)
  return (
    <div className={styles.reader}>
      <Face name={user === account.user ? account.displayName : name} id={user} size="small" />
      <div className={styles.facts}>
        <div className={styles.head}>
          <span className={styles.name} dir="auto" title={name}>
            {name}
          </span>
          {showsAdmin && <span className={styles.admin}>{words.admin}</span>}
          <VerifiedMark verification={verification} />
        </div>
        <p className={styles.meta}>
          {since === undefined ? words.readsAll : words.readsSince(dateText(since))}
        </p>
        {devices.length === 0 ? (
          <p className={styles.meta}>{words.noDevices}</p>
        ) : (
          <details className={styles.devices}>
            <summary>{words.devices(devices.length)}</summary>
            <ul>
              {devices.map(({ device, name: deviceName, added }) => (
                <li key={device} dir="auto">
                  {words.deviceSince(deviceName, dateText(added))}
                </li>
              ))}
            </ul>
          </details>
        )}
        {verification.kind !== 'self' && (
          <div className={styles.actions}>
            <Button look="link" aria-label={words.compareWith(name)} onClick={() => compare(user)}>
              {words.compare}
            </Button>
            {verification.kind === 'verified' && (
              <Button
                look="link"
                aria-label={words.unverifyOf(name)}
                onClick={() => void run(() => unverify(user))}
              >
                {words.unverify}
              </Button>
            )}
          </div>
        )}
        <Alert>{failure && trustFailureText(failure)}</Alert>
      </div>
    </div>
  )
}
