import { X } from 'lucide-react'
import { type JSX, useEffect } from 'react'
import { useReadable } from '../engine/use-readable.ts'
import { Button, IconButton } from './button.tsx'
import styles from './toast-region.module.css'
import type { Toasts } from './toasts.ts'
import { words } from './words.ts'

/** Where toasts appear: read out as they come, reached by Tab, and there until the person has left them. */
export function ToastRegion({ toasts }: { readonly toasts: Toasts }): JSX.Element {
  const shown = useReadable(toasts.shown)
  useEffect(() => () => toasts.hold(false), [toasts]) // what goes from under the pointer does not hear it leave
  return (
    // It hears only that somebody points at it or is in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <section
      className={styles.region}
      aria-label={words.toasts}
      onPointerEnter={() => toasts.hold(true)}
      onPointerLeave={() => toasts.hold(false)}
      onFocus={() => toasts.hold(true)}
      onBlur={() => toasts.hold(false)}
    >
      <ul aria-live="polite" className={styles.list}>
        {shown.map(({ id, text, undo, dismiss }) => (
          <li key={id} className={styles.toast}>
            <span className={styles.text}>{text}</span>
            {undo !== undefined && (
              <Button look="link" onClick={undo}>
                {words.undo}
              </Button>
            )}
            <IconButton size="small" label={words.dismiss} icon={<X size={15} />} onClick={dismiss} />
          </li>
        ))}
      </ul>
    </section>
  )
}
