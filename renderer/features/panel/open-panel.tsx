import { ArrowLeft, X } from 'lucide-react'
import { type JSX, type RefObject, useId, useLayoutEffect, useRef } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { words as uiWords } from '../../ui/words.ts'
import type { ConversationModel, Panel } from '../conversation/conversation-model.ts'
import { titleOf } from '../conversation/subject.ts'
import { panelKinds } from './panel-kinds.tsx'
import type { PanelProps } from './panel-props.ts'
import styles from './side-panel.module.css'
import { words } from './words.ts'

export interface OpenPanelProps extends PanelProps {
  /** `from`: where the focus was when the panel came to cover it, if it did. */
  readonly onLeave: (hadFocus: boolean, from: HTMLElement | undefined) => void
}

export function OpenPanel({ onLeave, ...props }: OpenPanelProps): JSX.Element {
  const { panel, model, subject } = props
  const heading = useId()
  const box = useRef<HTMLElement>(null)
  useFocusWithin(box, onLeave)
  useGivesWay(box, model)
  const close = (): void => model.showPanel(undefined)
  return (
    // Escape is heard from whatever has the focus in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <aside
      ref={box}
      className={styles.panel}
      aria-labelledby={heading}
      data-takes-files
      onKeyDown={(event) => {
        // What an input method composes is ended by it, and is no wish to leave.
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.keyCode === 229) return
        if (event.defaultPrevented || isInFront(event.target)) return
        event.preventDefault()
        close()
      }}
    >
      <header className={styles.head}>
        <IconButton
          className={styles.back}
          label={words.backTo(titleOf(subject))}
          icon={<ArrowLeft size={18} />}
          size="small"
          data-panel-close
          onClick={close}
        />
        <h2 id={heading}>{panelKinds[panel.kind].title}</h2>
        {partOf('Action', panel, props)}
        <IconButton
          className={styles.close}
          label={uiWords.close}
          icon={<X size={18} />}
          size="small"
          data-panel-close
          onClick={close}
        />
      </header>
      {partOf('Content', panel, props)}
    </aside>
  )
}

/** What stands before the panel, a menu or a question, closes before it does. */
const isInFront = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[popover], dialog') !== null

function partOf(part: 'Action' | 'Content', panel: Panel, props: PanelProps): JSX.Element | undefined {
  // Each kind has the parts for its own panels; the compiler cannot see that through the lookup.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const Part = panelKinds[panel.kind][part] as ((props: PanelProps) => JSX.Element) | undefined
  return Part && <Part {...props} />
}

/** The focus comes in when it opens, unless something in it took it; and when a window that narrows has it cover what had it. */
function useFocusWithin(box: RefObject<HTMLElement | null>, onLeave: OpenPanelProps['onLeave']): void {
  useLayoutEffect(() => {
    const element = box.current
    const end = element === null ? undefined : followCover(element)
    const frame = requestAnimationFrame(() => {
      if (element !== null && !element.contains(document.activeElement)) focusWithin(element)
    })
    return () => {
      cancelAnimationFrame(frame)
      onLeave(element?.contains(document.activeElement) === true, end?.())
    }
  }, [box, onLeave])
}

function focusWithin(panel: HTMLElement): void {
  // Of the two that close it one is shown.
  const first = [...panel.querySelectorAll<HTMLElement>('textarea, [data-panel-close]')]
    .toSorted((left, right) => Number(right.matches('textarea')) - Number(left.matches('textarea')))
    .find((each) => each.checkVisibility())
  first?.focus()
}

/**
 * What a panel comes to cover can have the focus no longer, and would leave it to nothing; nor can the one of the two that close it
 * which goes then. Beside the panel again, what was covered gets it back, unless the person has gone elsewhere meanwhile. The returned
 * function ends it, and says what is covered and had it.
 */
function followCover(panel: HTMLElement): () => HTMLElement | undefined {
  const stage = panel.parentElement
  let from: HTMLElement | undefined
  let covered = isCovering(panel)
  let last: unknown = document.activeElement
  const heard = ({ target }: FocusEvent): void => void (last = target)
  const turn = (): void => {
    if (isCovering(panel) === covered) return
    covered = !covered
    // What can have it no longer has lost it already, or is about to.
    const focused = document.activeElement === document.body ? last : document.activeElement
    if (!(focused instanceof HTMLElement) || isInFront(focused)) return
    if (covered && panel.previousElementSibling?.contains(focused) === true) {
      from = focused
      return focusWithin(panel)
    }
    const back = covered ? undefined : from
    if (!covered) from = undefined
    if (!panel.contains(focused)) return
    back?.focus()
    if (!isSomewhere()) focusWithin(panel)
  }
  const sizes = new ResizeObserver(turn)
  if (stage !== null) sizes.observe(stage)
  document.addEventListener('focusin', heard)
  return () => {
    sizes.disconnect()
    document.removeEventListener('focusin', heard)
    return from
  }
}

const isSomewhere = (): boolean =>
  document.activeElement !== document.body && document.activeElement?.checkVisibility() === true

const isCovering = (panel: Element): boolean => getComputedStyle(panel).position === 'absolute'

/** Where it covers the messages it makes way for one of them that the person wants to see. */
function useGivesWay(box: RefObject<HTMLElement | null>, model: ConversationModel): void {
  const quest = useReadable(model.quest)
  useLayoutEffect(() => {
    const isUnderWay = quest?.kind === 'seeking' || quest?.kind === 'there'
    if (!isUnderWay || box.current === null) return
    if (isCovering(box.current)) model.showPanel(undefined)
  }, [box, model, quest])
}
