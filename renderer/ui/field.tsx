import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type JSX, type ReactNode, useId } from 'react'
import styles from './field.module.css'

interface FieldProps extends Omit<ComponentProps<'input'>, 'id' | 'className'> {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with the value, in words. */
  readonly error?: string | undefined
}

/** A labelled line of input. Hint and error take the same line, so that nothing moves when one replaces the other. */
export function Field({ label, hint, error, ...rest }: FieldProps): JSX.Element {
  const id = useId()
  const note = `${id}note`
  const described = error !== undefined || hint !== undefined
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        aria-invalid={error !== undefined}
        aria-describedby={described ? note : undefined}
        {...rest}
      />
      {described && (
        <div id={note} className={styles.hint}>
          {error === undefined ? hint : <ErrorLine>{error}</ErrorLine>}
        </div>
      )}
    </div>
  )
}

/** One line that says what went wrong. */
function ErrorLine({ children }: { readonly children: ReactNode }): JSX.Element {
  return (
    <div className={styles.error}>
      <CircleAlert size={14} aria-hidden />
      <span>{children}</span>
    </div>
  )
}

/** A place that is always there and speaks up when a failure is put into it. */
export function Alert({ children }: { readonly children: ReactNode }): JSX.Element {
  return (
    <div role="alert" className={styles.alert}>
      {children !== undefined && children !== '' && <ErrorLine>{children}</ErrorLine>}
    </div>
  )
}
