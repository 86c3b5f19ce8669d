import { ArrowDown } from 'lucide-react'
import { type JSX, memo, useMemo, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import { Announcer } from './announcer.tsx'
import { useConversation } from './conversation-context.tsx'
import { TopDay } from './day-mark.tsx'
import { EmptyConversation, ListEdge, OpeningConversation } from './list-edge.tsx'
import styles from './message-list.module.css'
import type { MenuPlace } from './message-menu.tsx'
import { MessageRow } from './message-row.tsx'
import { QuestNote } from './quest-note.tsx'
import { keyOf } from './rows.ts'
import { firstRowFor } from './first-rows.ts'
import { edgeHeight } from './list-edge-height.ts'
import { useMessageScroll } from './use-message-scroll.ts'
import { useQuest } from './use-quest.ts'
import { useRowWalk } from './use-row-walk.ts'
import { useSteppedRows } from './use-stepped-rows.ts'
import { useTopDay } from './use-top-day.ts'
import type { EmptyTexts } from './subject.ts'
import { useTrustLines } from './use-trust-lines.ts'
import { MessageMenu, UnreadBar } from './late.ts'
import { words } from './words.ts'

/**
 * Pixels beyond the edges whose rows are there and measured. More than a window goes by at once (Page Up without
 * animation), so that heights that differ from the estimate are known before they come into view and nothing moves.
 */
const measuredAhead = 1_000

/** CSS pixels of header and composer at their lowest. */
const aroundList = 140

/** Mount it anew for another conversation (`key`): its place, focus and counts belong to one. */
export const MessageList = memo(function MessageList({ texts }: { readonly texts: EmptyTexts }): JSX.Element {
  const { model, self, workspace, events } = useConversation()
  const { rows, prepends } = useSteppedRows(model.rows)
  const before = useSlice(model.open.view, (view) => view.before)
  const opening = useSlice(model.open.view, (view) => view.opening)
  const timers = useSlice(model.open.view, (view) => view.timers)
  const lines = useTrustLines(events, timers, rows, before)
  const newAbove = useReadable(model.newAbove)
  const log = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const [menu, setMenu] = useState<MenuPlace>()
  const [picked, setPicking] = useState<MenuPlace>()
  const picking = picked && { key: keyOf(picked.message), anchor: picked.anchor }
  const scroll = useMessageScroll({ log, list, model, rows, prepends, self })
  const topDay = useTopDay(rows)
  const look = (): void => {
    if (list.current === null) return
    topDay.look(list.current)
    scroll.look(list.current)
  }
  const { active, setActive, focusRow, onKeyDown } = useRowWalk({ log, list, rows, pick: setPicking })
  const { quest, sought } = useQuest({ model, rows, goToRow: scroll.goToRow, focusRow })
  const [placed, setPlaced] = useState(() => model.readingPlace() !== undefined)
  const first = useMemo(() => firstRowFor(window.innerHeight - aroundList, rows), [rows])
  const kept = useMemo(
    () => keptOf(active, placed ? rows.length : first, rows.length),
    [active, placed, first, rows],
  )

  return (
    <div className={styles.pane}>
      <div className={styles.notes}>
        {newAbove !== undefined && <UnreadBar model={model} above={newAbove} />}
        <QuestNote quest={quest} onClose={model.endQuest} />
      </div>
      {/* Arrow keys and letters act on the message in focus, wherever in the list it is. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above */}
      <div
        ref={log}
        role="log"
        aria-label={model.root === undefined ? words.messages : words.replies}
        // Rows come and go as one scrolls; what is new is told by the announcer alone.
        aria-live="off"
        className={styles.log}
        onKeyDown={onKeyDown}
      >
        {rows.length === 0 && opening && <OpeningConversation />}
        {rows.length === 0 && !opening && (
          <EmptyConversation
            texts={texts}
            unreachable={before === 'unreachable'}
            events={lines.after}
            workspace={workspace}
          />
        )}
        {rows.length > 0 && (
          <>
            {topDay.day !== undefined && <TopDay ref={topDay.label} day={topDay.day} />}
            <div className={styles.filler} />
            <ListEdge before={before} beginning={texts.beginning} retry={() => void model.open.loadOlder()} />
            <Virtualizer
              ref={list}
              data={rows}
              shift={prepends}
              startMargin={edgeHeight}
              bufferSize={placed ? measuredAhead : 0}
              keepMounted={kept}
              onScroll={() => {
                scroll.moved()
                look()
              }}
              onScrollEnd={look}
              onResize={() => {
                setPlaced(true)
                scroll.resized()
                look()
              }}
            >
              {(row, index) => (
                <MessageRow
                  key={keyOf(row.message)}
                  row={row}
                  eventsBefore={lines.before.get(index)}
                  eventsAfter={index === rows.length - 1 ? lines.atEnd : undefined}
                  active={index === active}
                  sought={keyOf(row.message) === sought}
                  picking={picking?.key === keyOf(row.message) ? picking.anchor : undefined}
                  setActive={setActive}
                  setPicking={setPicking}
                  openMenu={setMenu}
                />
              )}
            </Virtualizer>
          </>
        )}
      </div>
      {(scroll.away || scroll.missed > 0) && (
        <button type="button" className={styles.jump} onClick={scroll.jumpToLatest}>
          <ArrowDown size={16} aria-hidden />
          {scroll.missed === 0 ? words.jump : words.newMessages(scroll.missed)}
        </button>
      )}
      {menu !== undefined && (
        <MessageMenu place={menu} pick={setPicking} onClose={() => setMenu(undefined)} />
      )}
      <Announcer rows={rows} />
    </div>
  )
})

/** The active row, and those from `first` on. */
function keptOf(active: number, first: number, count: number): ReadonlyArray<number> {
  const newest = Array.from({ length: count - first }, (_, index) => first + index)
  return active === -1 || active >= first ? newest : [active, ...newest]
}
