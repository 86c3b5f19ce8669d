import { type JSX, type ReactNode, useEffect, useRef, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { useModalPlace } from '../../ui/modals.ts'
import { clampWidth, ResizeHandle, usualWidth } from '../sidebar/resize-handle.tsx'
import { words } from '../sidebar/words.ts'
import styles from './side-pane.module.css'

const widthKey = 'sidebar-width'
const railWidth = 56

interface SidePaneProps {
  /** The window is too small for two panes: this one is a drawer. */
  readonly narrow: boolean
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Rail and sidebar: beside the conversation where there is room, else a drawer over it. */
export function SidePane({ narrow, open, onClose, children }: SidePaneProps): JSX.Element {
  return narrow ? (
    <Drawer open={open} onClose={onClose}>
      {children}
    </Drawer>
  ) : (
    <FixedPane>{children}</FixedPane>
  )
}

function FixedPane({ children }: { readonly children: ReactNode }): JSX.Element {
  const { remembered } = usePage()
  const [width, setWidth] = useState(() => clampWidth(Number(remembered.read(widthKey) ?? usualWidth)))
  return (
    <aside className={styles.pane} aria-label={words.sidePane} style={{ width: railWidth + width }}>
      {children}
      <ResizeHandle
        width={width}
        before={railWidth}
        setWidth={(next) => {
          setWidth(next)
          remembered.write(widthKey, String(next))
        }}
      />
    </aside>
  )
}

function Drawer({ open, onClose, children }: Omit<SidePaneProps, 'narrow'>): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  useModalPlace(dialog, open)
  return (
    // The dialog itself hears Escape; a press beside it is for the mouse alone.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above
    <dialog
      ref={dialog}
      className={styles.drawer}
      aria-label={words.conversations}
      onClose={onClose}
      onClick={(event) => {
        // A press on the dialog itself is one beside its content: on the backdrop.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles.content}>{children}</div>
    </dialog>
  )
}
