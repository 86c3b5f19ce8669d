import { type JSX, useState } from 'react'
import type { Millis } from '../../../core/base/clock.ts'
import { statusNow } from '../../../core/engine/personal/own-choices.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { words as accountWords } from '../account/words.ts'
import { fieldText } from '../later/later-times.ts'
import { Form, text } from '../sign-in/form.tsx'
import styles from './own.module.css'
import { setStatusText } from './set-status-text.ts'
import { endAt, endOf, ends } from './until.ts'
import { useOwnSaying } from './use-own-saying.ts'
import { useWhenSeen } from './use-when-seen.ts'
import { words } from './words.ts'

const statuses = ['auto', 'online', 'away', 'busy', 'invisible'] as const
type Chosen = (typeof statuses)[number]
const allEnds = ['none', ...ends, 'custom'] as const
type ChosenEnd = (typeof allEnds)[number]

/** How others see this person, what they say of how they are, and for how long both. */
export function StatusDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const page = usePage()
  const { own } = usePerson()
  const whenSeen = useWhenSeen()
  // Of what is over nothing holds.
  const [current] = useState(statusNow(useReadable(own.state).choices, page.clock.now()))
  // As it was when this was opened: what another device says meanwhile is not taken back by what was never touched here.
  const [before] = useState(useOwnSaying())
  const [status, setStatus] = useState<Chosen>(current?.status ?? 'auto')
  const [says, setSays] = useState(before.status)
  const [held] = useState(current?.until ?? before.until)
  const [end, setEnd] = useState<ChosenEnd>(held === undefined ? 'none' : 'custom')
  const hasEnd = status !== 'auto' || says.trim() !== ''
  const [isWrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, tell] = useState<string>()
  // What is under way ends here: else it would be set after all, with nobody to hear why not.
  const close = (): void => {
    if (!busy) onClose()
  }
  const save = async (form: FormData): Promise<void> => {
    const now = page.clock.now()
    const at = end === 'custom' ? endFrom(text(form, 'end'), held, now) : undefined
    if (hasEnd && end === 'custom' && at === undefined) return setWrong(true)
    // It waits for no network, and holds whatever becomes of the text.
    const until = end === 'none' || end === 'custom' ? at : endOf(end, now)
    own.change({ status: status === 'auto' ? undefined : { status, until } })
    const saying = { status: says.trim(), until: says.trim() === '' ? undefined : until }
    if (saying.status !== before.status || saying.until !== before.until) {
      setBusy(true)
      const refused = await setStatusText(page, saying, before)
      setBusy(false)
      tell(refused)
      if (refused !== undefined) return
    }
    onClose()
  }
  return (
    <Dialog title={words.status} onClose={close}>
      <Form send={(form) => busy || void save(form)}>
        <Field
          label={accountWords.status}
          name="text"
          autoComplete="off"
          dir="auto"
          defaultValue={before.status}
          onChange={(event) => setSays(event.target.value)}
          hint={whenSeen ?? accountWords.statusHint}
        />
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
          <p className={styles.note}>{words.statusNote}</p>
        </div>
        {hasEnd && <UntilChoice {...{ end, held, setEnd, isWrong, setWrong }} />}
        <Alert>{problem}</Alert>
        <DialogActions>
          <Button aria-disabled={busy} onClick={close}>
            {uiWords.cancel}
          </Button>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {words.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}

/** What was not touched ends when it did: the field knows no seconds. */
const endFrom = (typed: string, held: Millis | undefined, now: Millis): Millis | undefined =>
  held !== undefined && typed === fieldText(held) ? held : endAt(typed, now)

interface UntilChoiceProps {
  readonly end: ChosenEnd
  /** As it was. */
  readonly held: Millis | undefined
  readonly setEnd: (end: ChosenEnd) => void
  readonly isWrong: boolean
  readonly setWrong: (isWrong: boolean) => void
}

/** When what was chosen ends. */
function UntilChoice({ end, held, setEnd, isWrong, setWrong }: UntilChoiceProps): JSX.Element {
  return (
    <>
      <Choices
        legend={words.until}
        all={allEnds}
        chosen={end}
        choose={setEnd}
        name={(each) => (each === 'none' ? words.noEnd : each === 'custom' ? words.custom : words.ends[each])}
      />
      {end === 'custom' && (
        <Field
          label={words.customLabel}
          name="end"
          type="datetime-local"
          defaultValue={held === undefined ? undefined : fieldText(held)}
          error={isWrong ? words.customWrong : undefined}
          onChange={() => setWrong(false)}
        />
      )}
    </>
  )
}
