import { type JSX, useId } from 'react'
import type { QuietWeek } from '../../../core/engine/personal/own-choices.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { weekdayName } from '../../ui/times.ts'
import styles from './own.module.css'
import { endOf, ends } from './until.ts'
import { endText, words } from './words.ts'

const usualWeek: QuietWeek = { days: [1, 2, 3, 4, 5], from: 19 * 60, to: 8 * 60 }

export function QuietDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  return (
    <Dialog title={words.quiet} onClose={onClose}>
      <QuietChoice />
    </Dialog>
  )
}

/** When nothing is to disturb: now for a while, and every week. Counts at once. */
export function QuietChoice(): JSX.Element {
  const { clock } = usePage()
  const { own } = usePerson()
  const { choices, isQuiet } = useReadable(own.state)
  const now = clock.now()
  const until = choices.quietUntil !== undefined && choices.quietUntil > now ? choices.quietUntil : undefined
  return (
    <div className={styles.section}>
      <p className={styles.note}>{words.quietNote}</p>
      <output className={styles.state}>
        {until !== undefined
          ? words.quietUntil(endText(until, now))
          : isQuiet
            ? words.quietWeekNow
            : words.quietOff}
      </output>
      <div className={styles.buttons}>
        {ends.map((end) => (
          <Button key={end} onClick={() => own.change({ quietUntil: endOf(end, clock.now()) })}>
            {words.quietFor[end]}
          </Button>
        ))}
        {until !== undefined && (
          <Button onClick={() => own.change({ quietUntil: undefined })}>{words.quietEnd}</Button>
        )}
      </div>
      <WeekChoice week={choices.week} change={(week) => own.change({ week })} />
    </div>
  )
}

interface WeekChoiceProps {
  readonly week: QuietWeek | undefined
  readonly change: (week: QuietWeek | undefined) => void
}

function WeekChoice({ week, change }: WeekChoiceProps): JSX.Element {
  const id = useId()
  return (
    <>
      <label className={styles.check} htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={week !== undefined}
          onChange={(event) => change(event.target.checked ? usualWeek : undefined)}
        />
        <span>{words.weekOn}</span>
      </label>
      {week !== undefined && (
        <>
          <div className={styles.times}>
            <TimeField
              label={words.weekFrom}
              value={week.from}
              change={(from) => change({ ...week, from })}
            />
            <TimeField label={words.weekTo} value={week.to} change={(to) => change({ ...week, to })} />
          </div>
          {week.to <= week.from && <p className={styles.note}>{words.weekNextDay}</p>}
          <fieldset className={styles.days}>
            <legend className={styles.legend}>{words.weekDays}</legend>
            {monday.map((day) => (
              <label key={day} className={styles.check}>
                <input
                  type="checkbox"
                  aria-label={weekdayName(day, 'long')}
                  checked={week.days.includes(day)}
                  onChange={(event) =>
                    change({ ...week, days: withDay(week.days, day, event.target.checked) })
                  }
                />
                <span aria-hidden>{weekdayName(day, 'short')}</span>
              </label>
            ))}
          </fieldset>
        </>
      )}
    </>
  )
}

/** From Monday on. */
const monday = [1, 2, 3, 4, 5, 6, 0] as const

const withDay = (days: ReadonlyArray<number>, day: number, on: boolean): ReadonlyArray<number> => [
  ...days.filter((each) => each !== day),
  ...(on ? [day] : []),
]

interface TimeFieldProps {
  readonly label: string
  /** Minutes since midnight. */
  readonly value: number
  readonly change: (value: number) => void
}

function TimeField({ label, value, change }: TimeFieldProps): JSX.Element {
  const text = `${String(Math.trunc(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
  return (
    <Field
      label={label}
      type="time"
      value={text}
      onChange={(event) => {
        const [hour, minute] = event.target.value.split(':').map(Number)
        if (hour !== undefined && minute !== undefined) change(hour * 60 + minute) // else half typed
      }}
    />
  )
}
