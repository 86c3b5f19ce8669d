import { X } from 'lucide-react'
import { type JSX, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { createCell } from '../../core/base/readable.ts'
import { useReadable } from '../engine/use-readable.ts'
import { Button, IconButton } from './button.tsx'
import { useModals } from './modals.ts'
import styles from './toast-region.module.css'
import type { Toasts } from './toasts.ts'
import { words } from './words.ts'

const none = createCell<ReadonlyArray<HTMLElement>>([])

/** Where toasts appear, over a dialog that is open too: read out as they come, reached by Tab, and there until the person has left them. */
export function ToastRegion({ toasts }: { readonly toasts: Toasts }): JSX.Element {
  const shown = useReadable(toasts.shown)
  const modal = useReadable(useModals() ?? none).at(-1)
  useEffect(() => () => toasts.hold(false), [toasts]) // what goes from under the pointer does not hear it leave
  // Within a dialog it is no place of its own to go to.
  const Frame = modal === undefined ? 'section' : 'div'
  const region = (
    <Frame
      className={styles.region}
      aria-label={modal === undefined ? words.toasts : undefined}
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
    </Frame>
  )
  return modal === undefined ? region : createPortal(region, modal)
}
