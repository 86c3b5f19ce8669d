import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { allowedFor, useConversation } from './conversation-context.tsx'
import { latinKey } from '../keys/keymap.ts'
import { useSaving } from '../personal/use-personal.ts'
import type { MenuPlace } from './message-menu.tsx'
import { keyOf, type Row } from './rows.ts'

export interface RowWalk {
  /** Index of the row that Tab reaches: the one last focused, or the newest. */
  readonly active: number
  readonly setActive: (key: string) => void
  /** Makes a row the active one and gives it the focus. */
  readonly focusRow: (key: string) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

interface RowWalkDeps {
  readonly log: RefObject<HTMLElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
  readonly rows: ReadonlyArray<Row>
  readonly pick: (place: MenuPlace) => void
}

/** Arrow keys, Home and End walk the messages; E, R, T, P, F, U, S, + and Delete act on the one in focus. */
export function useRowWalk({ log, list, rows, pick }: RowWalkDeps): RowWalk {
  const conversation = useConversation()
  const saving = useSaving(conversation.workspace, conversation.model.id)
  const [activeKey, setActive] = useState<string>()
  const focusNext = useRef(false)
  const found = activeKey === undefined ? -1 : rows.findLastIndex((row) => keyOf(row.message) === activeKey)
  const active = found === -1 ? rows.length - 1 : found

  useLayoutEffect(() => {
    if (!focusNext.current || activeKey === undefined) return
    focusNext.current = false
    focusIn(log.current, activeKey)
  }, [log, activeKey])

  const walk = (index: number): void => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))]
    if (row === undefined || row === rows[active]) return
    focusNext.current = true
    setActive(keyOf(row.message))
    list.current?.scrollToIndex(Math.max(0, Math.min(index, rows.length - 1)), { align: 'nearest' })
  }

  const act = (key: string, article: HTMLElement): boolean => {
    const row = rows[active]
    if (row === undefined) return false
    const { message } = row
    const allowed = allowedFor(message, conversation)
    const { actions } = conversation
    if (key === 't' && allowed.thread) actions.openThread(message)
    else if (key === 'p' && allowed.pin) actions.pin(message, message.pinned === undefined)
    else if (key === 'f' && allowed.keep) actions.forward(message)
    else if (key === 'l' && allowed.keep) actions.copyLink(message)
    else if (key === 'u' && allowed.markUnread) actions.markUnread(message)
    else if (key === 'r' && allowed.answer) actions.reply(message)
    else if (key === '+' && allowed.answer) pick({ message, anchor: article.getBoundingClientRect() })
    else if (key === 's' && allowed.keep) saving.toggle(message)
    else if (key === 'e' && allowed.change) actions.edit(message)
    else if ((key === 'delete' || key === 'backspace') && allowed.remove) actions.remove(message)
    else return false
    return true
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { target, key } = event
    const article = target instanceof HTMLElement ? articleOf(target) : undefined
    if (article === undefined) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = destination(key, active, rows.length)
    if (to !== undefined) walk(to)
    else if (!act(latinKey(event), article)) return
    event.preventDefault()
  }

  const focusRow = useCallback(
    (key: string) => {
      focusNext.current = true
      setActive(key)
      focusIn(log.current, key) // it may be the active one
    },
    [log],
  )
  return { active, setActive: useCallback((key: string) => setActive(key), []), focusRow, onKeyDown }
}

const focusIn = (log: HTMLElement | null, key: string): void =>
  log?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus({ preventScroll: true })

/** The message that keys on `target` are meant for: links and buttons in it have no use for those keys, boxes over it do. */
function articleOf(target: HTMLElement): HTMLElement | undefined {
  if (target.dataset['key'] !== undefined) return target
  if (!target.matches('a, button') || target.closest('[popover]') !== null) return undefined
  return target.closest<HTMLElement>('[data-key]') ?? undefined
}

function destination(key: string, active: number, count: number): number | undefined {
  if (key === 'ArrowUp') return active - 1
  if (key === 'ArrowDown') return active + 1
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}
