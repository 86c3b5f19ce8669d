import type { JSX, ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import styles from './entrance.module.css'

interface FormProps {
  readonly send: (form: FormData) => void
  /** With each change of a field. */
  readonly edited?: (form: FormData) => void
  readonly children: ReactNode
}

/** Checks are ours, with words in place, so the browser's own bubbles stay away. Fields keep what was written. */
export function Form({ send, edited, children }: FormProps): JSX.Element {
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        send(new FormData(event.currentTarget))
      }}
      onInput={(event) => edited?.(new FormData(event.currentTarget))}
    >
      {children}
    </form>
  )
}

interface SubmitProps {
  readonly label: string
  readonly busy: boolean
  readonly problem: string | undefined
}

export function Submit({ label, busy, problem }: SubmitProps): JSX.Element {
  return (
    <div className={styles.submit}>
      <Button type="submit" look="primary" aria-disabled={busy}>
        {label}
      </Button>
      <Alert>{problem}</Alert>
    </div>
  )
}

/** A form's text field; empty if it is not there. */
export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
