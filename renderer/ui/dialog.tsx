import { X } from 'lucide-react'
import { type JSX, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './button.tsx'
import { classes } from './classes.ts'
import styles from './dialog.module.css'
import { useModalPlace } from './modals.ts'
import { words } from './words.ts'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** `wide` for what is read rather than answered, `columns` where a list stands beside it, `full` for what is looked at. */
  readonly size?: 'normal' | 'wide' | 'columns' | 'full'
  readonly children: ReactNode
}

/**
 * A modal question, open as long as it is rendered. Escape and the cross ask to close it; what has
 * `data-autofocus` gets the focus first, else the dialog itself.
 */
export function Dialog({ title, onClose, size = 'normal', children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Where nothing is to be answered first it is the dialog, not its cross: that would show its name over what is to be read.
    const first = element?.querySelector<HTMLElement>('[data-autofocus]') ?? element
    first?.focus()
    return () => {
      // What is asked within it goes first: as long as that is open, nothing outside it can take the focus back.
      for (const inner of [...(element?.querySelectorAll('dialog') ?? [])].toReversed()) inner.close()
      element?.close()
    }
  }, [])
  useModalPlace(dialog)
  // A step that takes the place of another one must not leave the focus outside, where no key does anything.
  useLayoutEffect(() => {
    if (dialog.current?.contains(document.activeElement) === false) dialog.current.focus()
  }, [title])
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={classes(styles.dialog, size !== 'normal' && styles[size])}
      aria-labelledby={heading}
      onKeyDown={(event) => {
        // Before the browser does: a second Escape with nothing done in between closes a dialog whatever the page says, and with it
        // what was to be asked about first.
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        if (event.currentTarget.querySelector('[popover=auto]:popover-open') !== null) return // it goes first
        event.preventDefault()
        onClose()
      }}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return // of a question within this one
        event.preventDefault() // the owner closes it by no longer rendering it
        onClose()
      }}
    >
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <IconButton label={words.close} icon={<X size={18} />} size="small" onClick={onClose} />
      </div>
      {children}
    </dialog>
  )
}

/** The buttons at the end of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }): JSX.Element {
  return <div className={styles.actions}>{children}</div>
}
