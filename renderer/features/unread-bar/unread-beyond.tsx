import { ArrowDown, ArrowUp } from 'lucide-react'
import { type JSX, type RefObject, useEffect, useState } from 'react'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { classes } from '../../ui/classes.ts'
import type { Told } from '../unread/told.ts'
import type { ToldOfThreads } from '../unread/use-told.ts'
import styles from './unread-beyond.module.css'
import { words } from './words.ts'

const sides = ['above', 'below'] as const
type Side = (typeof sides)[number]

interface UnreadBeyondProps {
  /** What scrolls; each entry in it has its conversation in `data-conversation`, and that of the threads `data-threads`. */
  readonly list: RefObject<HTMLElement | null>
  readonly unread: ReadonlyMap<ConversationId, Told>
  readonly threads: ToldOfThreads
}

/** At the edges of a list of conversations: what is unread beyond them, and the way there. */
export function UnreadBeyond(props: UnreadBeyondProps): JSX.Element {
  const beyond = useBeyond(props)
  return (
    <div className={styles.frame}>
      <Pill side="above" found={beyond.above} />
      <Pill side="below" found={beyond.below} />
    </div>
  )
}

interface Entry {
  readonly shown: HTMLElement
  readonly count: number
}
/** From above. */
type Beyond = Readonly<Record<Side, ReadonlyArray<Entry>>>

const nothingBeyond: Beyond = { above: [], below: [] }

function useBeyond({ list, unread, threads: { unread: inThreads, alone } }: UnreadBeyondProps): Beyond {
  const [beyond, setBeyond] = useState(nothingBeyond)
  useEffect(() => {
    const root = list.current
    if (root === null) return undefined
    const byId = new Map<string | undefined, Pick<Told, 'count'>>(unread)
    if (inThreads) byId.set(undefined, { count: alone })
    const all = root.querySelectorAll<HTMLElement>('[data-conversation], [data-threads]')
    const entries = [...all].flatMap((shown) => {
      const told = byId.get(shown.dataset['conversation'])
      return told === undefined ? [] : [{ shown, count: told.count }]
    })
    const stops = sides.map((side) =>
      follow(root, side, entries, (found) => setBeyond((before) => ({ ...before, [side]: found }))),
    )
    return () => stops.forEach((stop) => stop())
  }, [list, unread, inThreads, alone])
  return beyond
}

/** Of its height: then its name can be read. */
const half = 0.5

/** What an entry is clear of at an edge: what stands there. The first of all cannot be, and nothing stands there where it is in view. */
const insetOf = ({ dataset }: HTMLElement): number => ('threads' in dataset ? 0 : 36)

/** Tells which are beyond that edge, or behind what stands at it. The root reaches without an end past the other one: what a jump takes from beyond one to beyond the other is noticed too. */
function follow(
  root: HTMLElement,
  side: Side,
  entries: ReadonlyArray<Entry>,
  tell: (found: ReadonlyArray<Entry>) => void,
): () => void {
  const out = new Set<Element>()
  const notice = (seen: ReadonlyArray<IntersectionObserverEntry>): void => {
    for (const { target, intersectionRatio } of seen) {
      if (intersectionRatio < half) out.add(target)
      else out.delete(target)
    }
    tell(entries.filter(({ shown }) => out.has(shown)))
  }
  const observe = (inset: number): IntersectionObserver => {
    const rootMargin = side === 'above' ? `${-inset}px 0px 1000000px` : `1000000px 0px ${-inset}px`
    const observer = new IntersectionObserver(notice, { root, rootMargin, threshold: half })
    for (const { shown } of entries) if (insetOf(shown) === inset) observer.observe(shown)
    return observer
  }
  const observers = [...new Set(entries.map(({ shown }) => insetOf(shown)))].map(observe)
  if (entries.length === 0) tell([])
  return () => observers.forEach((observer) => observer.disconnect())
}

interface PillProps {
  readonly side: Side
  readonly found: ReadonlyArray<Entry>
}

/**
 * Not among what Tab goes to: keys have a way of their own to each that is unread (PS24 in core/sync), which brings it into view, and the
 * focus stays where it is when this goes.
 */
function Pill({ side, found }: PillProps): JSX.Element | null {
  const forYou = found.filter(({ count }) => count > 0)
  const count = forYou.reduce((sum, each) => sum + each.count, 0)
  const said = count > 0 ? forYou : found
  const next = said.at(side === 'above' ? -1 : 0)
  if (next === undefined) return null
  const [Arrow, text] = side === 'above' ? [ArrowUp, words.above] : [ArrowDown, words.below]
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes(styles.pill, styles[side], count > 0 && styles.forYou)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => next.shown.scrollIntoView({ block: 'center' })}
    >
      <Arrow size={14} aria-hidden />
      <span className={styles.text}>{count > 0 ? text.forYou(count) : text.unread(said.length)}</span>
    </button>
  )
}
