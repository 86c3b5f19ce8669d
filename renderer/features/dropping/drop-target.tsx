import { type JSX, useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { bringsFiles } from '../../platform/file-drag.ts'
import { DropOverlay } from '../attachments/late.ts'

interface DropTargetProps {
  readonly add: (files: ReadonlyArray<File>) => void
  /** Else what is dropped is not announced; why it is not taken is said by `add`. */
  readonly isAllowed: boolean
  /** Of the conversation; undefined in a thread. */
  readonly title: string | undefined
}

/** Takes the files that are dropped anywhere in the pane it stands in: the nearest element with `data-takes-files`. */
export function DropTarget({ add, isAllowed, title }: DropTargetProps): JSX.Element {
  const here = useRef<HTMLSpanElement>(null)
  const [over, setOver] = useState<Element>()
  const take = useEffectEvent(add)
  useEffect(() => {
    const pane = here.current?.closest<HTMLElement>('[data-takes-files]')
    if (!pane) return undefined
    const ending = new AbortController()
    const { signal } = ending
    const onDragOver = (event: DragEvent): void => {
      if (!isTaken(event)) return setOver(undefined)
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
      setOver(pane)
    }
    const onDragLeave = ({ relatedTarget }: DragEvent): void => {
      if (!(relatedTarget instanceof Node && pane.contains(relatedTarget))) setOver(undefined)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(undefined)
      if (!isTaken(event)) return
      event.preventDefault()
      take([...(event.dataTransfer?.files ?? [])])
    }
    pane.addEventListener('dragover', onDragOver, { signal })
    pane.addEventListener('dragleave', onDragLeave, { signal })
    pane.addEventListener('drop', onDrop, { signal })
    // Held files leave by an event at what they are over. That may be gone from the page by then; while they are held there is no pointer.
    window.addEventListener('pointermove', () => setOver(undefined), { signal })
    return () => ending.abort()
  }, [])
  return (
    <>
      <span ref={here} hidden />
      {over !== undefined && isAllowed && createPortal(<DropOverlay title={title} />, over)}
    </>
  )
}

/** A question of the pane stands in it, and before it. */
const isTaken = (event: DragEvent): boolean =>
  bringsFiles(event) && !(event.target instanceof Element && event.target.closest('dialog') !== null)
