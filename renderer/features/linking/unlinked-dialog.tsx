import { FileKey2, MonitorSmartphone, RotateCcw } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { RestoreDialog } from '../recovery/restore-dialog.tsx'
import type { RecoveryModel } from '../recovery/recovery-model.ts'
import { AnewDialog } from './anew-dialog.tsx'
import styles from './linking.module.css'
import type { LinkingModel } from './linking-model.ts'
import { RequestDialog } from './request-dialog.tsx'
import { words } from './words.ts'

interface UnlinkedDialogProps {
  readonly linking: LinkingModel
  readonly recovery: RecoveryModel
  readonly onClose: () => void
}

type Way = 'choice' | 'device' | 'code' | 'anew'

/** A device without the keys of its account, and the three ways to get some. */
export function UnlinkedDialog({ linking, recovery, onClose }: UnlinkedDialogProps): JSX.Element {
  const [way, setWay] = useState<Way>('choice')
  const linked = useReadable(linking.linked)
  // Back to the choice while there is still something to choose.
  const back = (): void => (linked === true ? onClose() : setWay('choice'))
  switch (way) {
    case 'choice':
      return <Choice linking={linking} choose={setWay} onClose={onClose} />
    case 'device':
      return <RequestDialog model={linking} onClose={back} />
    case 'code':
      return <RestoreDialog model={recovery} onClose={back} />
    case 'anew':
      return <AnewDialog model={linking} onClose={back} onDone={onClose} />
  }
}

interface ChoiceProps {
  readonly linking: LinkingModel
  readonly choose: (way: Way) => void
  readonly onClose: () => void
}

function Choice({ linking, choose, onClose }: ChoiceProps): JSX.Element {
  const { devices, recovery } = useReadable(linking.ways)
  // It has keys, out of a backup, and the list of devices does not take it.
  const hasKeys = useReadable(linking.linked) === undefined
  return (
    <Dialog title={words.unlinkedTitle} onClose={onClose}>
      <div className={styles.step}>
        <p>{hasKeys ? words.refusedText : words.unlinkedText}</p>
        <ul className={styles.ways}>
          <WayEntry
            icon={<MonitorSmartphone size={20} aria-hidden />}
            name={words.fromDevice}
            text={devices === 0 ? words.fromNoDevice : words.fromDeviceText(devices)}
            open={devices > 0}
            isFirst
            choose={() => choose('device')}
          />
          <WayEntry
            icon={<FileKey2 size={20} aria-hidden />}
            name={words.fromCode}
            text={recovery ? words.fromCodeText : words.fromNoCode}
            open={recovery}
            isFirst={devices === 0}
            choose={() => choose('code')}
          />
          <WayEntry
            icon={<RotateCcw size={20} aria-hidden />}
            name={words.anew}
            text={words.anewText}
            open
            choose={() => choose('anew')}
          />
        </ul>
        <DialogActions>
          <Button onClick={onClose}>{words.later}</Button>
        </DialogActions>
      </div>
    </Dialog>
  )
}

interface WayEntryProps {
  readonly icon: ReactNode
  readonly name: string
  readonly text: string
  readonly open: boolean
  /** The best of them: it has the focus where it is one. The last is never where a hasty Enter goes. */
  readonly isFirst?: boolean
  readonly choose: () => void
}

function WayEntry({ icon, name, text, open, isFirst = false, choose }: WayEntryProps): JSX.Element {
  return (
    <li>
      <button
        type="button"
        className={styles.way}
        disabled={!open}
        data-autofocus={isFirst && open ? true : undefined}
        onClick={choose}
      >
        {icon}
        <span className={styles.wayText}>
          <span className={styles.wayName}>{name}</span>
          <span className={styles.hint}>{text}</span>
        </span>
      </button>
    </li>
  )
}
