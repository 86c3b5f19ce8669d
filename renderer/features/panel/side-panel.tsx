import { type JSX, useCallback, useInsertionEffect, useLayoutEffect, useRef } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { OpenPanel } from './late.ts'
import type { OpenPanelProps } from './open-panel.tsx'
import type { PanelProps } from './panel-props.ts'

/** Beside the messages, or in their place where there is no room for both. Escape closes it; the focus then goes back to where it was. */
export function SidePanel(props: Omit<PanelProps, 'panel'>): JSX.Element | null {
  const panel = useReadable(props.model.panel)
  const leave = useFocusBack(panel !== undefined)
  if (panel === undefined) return null
  const key = panel.kind === 'thread' ? panel.root : panel.kind
  return <OpenPanel key={key} {...props} panel={panel} onLeave={leave} />
}

/**
 * Where the focus was before the first panel opened gets it back after the last one has closed, if that had it. What returns is told
 * whether a panel that goes had it. Messages that a panel covered take no focus before it is gone.
 */
function useFocusBack(isOpen: boolean): OpenPanelProps['onLeave'] {
  const before = useRef<Element>(null)
  const hadFocus = useRef(false)
  // Before the composer of a thread takes it, which it does as soon as it is there.
  useInsertionEffect(() => {
    if (isOpen) before.current = document.activeElement
  }, [isOpen])
  useLayoutEffect(() => {
    if (!isOpen && hadFocus.current && before.current instanceof HTMLElement) before.current.focus()
  }, [isOpen])
  return useCallback((had, from) => {
    hadFocus.current = had
    before.current = from ?? before.current
  }, [])
}
