import { X } from 'lucide-react'
import { type JSX, useId, useLayoutEffect, useRef } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { words as uiWords } from '../../ui/words.ts'
import type { Panel } from '../conversation/conversation-model.ts'
import { panelKinds } from './panel-kinds.tsx'
import type { PanelProps } from './panel-props.ts'
import styles from './side-panel.module.css'

/** Beside the messages, or over them where there is no room. Escape closes it; the focus then goes back to where it was. */
export function SidePanel(props: Omit<PanelProps, 'panel'>): JSX.Element | null {
  const panel = useReadable(props.model.panel)
  if (panel === undefined) return null
  const key = panel.kind === 'thread' ? panel.root : panel.kind
  return <OpenPanel key={key} {...props} panel={panel} />
}

function OpenPanel(props: PanelProps): JSX.Element {
  const { panel, model } = props
  const heading = useId()
  const box = useRef<HTMLElement>(null)
  useFocusWithin(box)
  return (
    // Escape is heard from whatever has the focus in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <aside
      ref={box}
      className={styles.panel}
      aria-labelledby={heading}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isInFront(event.target)) return
        event.preventDefault()
        model.showPanel(undefined)
      }}
    >
      <header className={styles.head}>
        <h2 id={heading}>{panelKinds[panel.kind].title}</h2>
        <IconButton
          label={uiWords.close}
          icon={<X size={18} />}
          size="small"
          data-panel-close
          onClick={() => model.showPanel(undefined)}
        />
      </header>
      {contentOf(panel, props)}
    </aside>
  )
}

/** What stands before the panel, a menu or a question, closes before it does. */
const isInFront = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[popover], dialog') !== null

function contentOf(panel: Panel, props: PanelProps): JSX.Element {
  // Each kind has the content for its own panels; the compiler cannot see that through the lookup.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const Content = panelKinds[panel.kind].Content as (props: PanelProps) => JSX.Element
  return <Content {...props} />
}

/** The focus comes in when it opens, unless something in it took it, and goes back when it closes. */
function useFocusWithin(box: React.RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = box.current
    const before = document.activeElement
    const frame = requestAnimationFrame(() => {
      if (element !== null && !element.contains(document.activeElement))
        element.querySelector<HTMLElement>('textarea, [data-panel-close]')?.focus()
    })
    return () => {
      cancelAnimationFrame(frame)
      const isIn = element?.contains(document.activeElement) === true
      if (isIn && before instanceof HTMLElement) before.focus()
    }
  }, [box])
}
