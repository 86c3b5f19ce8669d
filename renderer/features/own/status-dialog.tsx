import { type JSX, useState } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import styles from './own.module.css'
import { endAt, endOf, ends } from './until.ts'
import { words } from './words.ts'

const statuses = ['auto', 'online', 'away', 'busy', 'invisible'] as const
type Chosen = (typeof statuses)[number]
const allEnds = ['none', ...ends, 'custom'] as const

/** How others see this person, and for how long. */
export function StatusDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { clock } = usePage()
  const { own } = usePerson()
  const { status: current } = useReadable(own.state).choices
  const [status, setStatus] = useState<Chosen>(current?.status ?? 'auto')
  const [end, setEnd] = useState<(typeof allEnds)[number]>('none')
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const save = (): void => {
    const now = clock.now()
    const at = end === 'custom' ? endAt(typed, now) : undefined
    if (status !== 'auto' && end === 'custom' && at === undefined) return setWrong(true)
    const until = end === 'none' || end === 'custom' ? at : endOf(end, now)
    own.change({ status: status === 'auto' ? undefined : { status, until } })
    onClose()
  }
  return (
    <Dialog title={words.status} onClose={onClose}>
      <div className={styles.section}>
        <Choices
          legend={words.status}
          isLegendHidden
          all={statuses}
          chosen={status}
          choose={setStatus}
          name={(each) => words.statuses[each]}
        />
        <p className={styles.note}>{words.about[status]}</p>
        {status !== 'auto' && (
          <Choices
            legend={words.until}
            all={allEnds}
            chosen={end}
            choose={setEnd}
            name={(each) =>
              each === 'none' ? words.noEnd : each === 'custom' ? words.custom : words.ends[each]
            }
          />
        )}
        {status !== 'auto' && end === 'custom' && (
          <Field
            label={words.customLabel}
            type="datetime-local"
            value={typed}
            error={isWrong ? words.customWrong : undefined}
            onChange={(event) => {
              setWrong(false)
              setTyped(event.target.value)
            }}
          />
        )}
        <p className={styles.note}>{words.statusNote}</p>
      </div>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button look="primary" onClick={save}>
          {words.save}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
