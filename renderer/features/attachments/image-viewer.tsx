import { ChevronLeft, ChevronRight, Download, ZoomIn, ZoomOut } from 'lucide-react'
import { type JSX, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { FileFailure } from '../../../core/bridge/files-contract.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import type { ConversationView } from '../../../core/engine/engine.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { saveFile } from '../../platform/save-file.ts'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { readingKey } from '../../ui/direction.ts'
import { useConversation } from '../conversation/conversation-context.tsx'
import styles from './attachments.module.css'
import { picturesIn } from './conversation-images.ts'
import { fileFailureText, words } from './words.ts'
import { ZoomedImage } from './zoomed-image.tsx'

interface ImageViewerProps {
  /** What it begins with, and its bytes. */
  readonly first: Attachment
  readonly blob: Blob
  readonly onClose: () => void
}

type Shown = { readonly blob: Blob } | { readonly failure: FileFailure } | undefined

const zoomSteps = [1, 1.5, 2, 3, 4, 6, 8] as const

/** A picture as large as the window lets it be, and from there to the others of the conversation. */
export function ImageViewer({ first, blob, onClose }: ImageViewerProps): JSX.Element {
  const { files } = usePage()
  const { model } = useConversation()
  const messages = useSlice(model.open.view, (view) => view.messages)
  const before = useSlice(model.open.view, (view) => view.before)
  const [current, setCurrent] = useState(first)
  const [shown, setShown] = useState<Shown>({ blob })
  const [zoom, setZoom] = useState(0)
  const [isSeeking, setSeeking] = useState(false)
  const wanted = useRef(first)
  const pictures = picturesIn(messages)
  const at = pictures.findIndex(({ id }) => id === current.id)
  const previous = pictures[at - 1]
  const isFirst = at < 0 || (at === 0 && before === 'beginning')
  const show = async (next: Attachment): Promise<void> => {
    wanted.current = next
    setSeeking(false)
    setCurrent(next)
    setShown(undefined)
    setZoom(0)
    const opened = await files.open(next)
    if (wanted.current === next) setShown(opened.ok ? { blob: opened.value } : { failure: opened.failure })
  }
  useEffect(() => {
    if (!isSeeking) return
    if (previous !== undefined) void show(previous)
    else if (isFirst) setSeeking(false)
    else if (before === 'more') void model.open.loadOlder()
    // oxlint-disable-next-line react/exhaustive-deps -- goes on with what has come
  }, [isSeeking, previous, before, messages])
  const go = (by: 1 | -1): void => {
    const next = pictures[at + by]
    if (next !== undefined) void show(next)
    else if (by < 0 && !isFirst) {
      setSeeking(true) // there may be others further back
      if (before === 'unreachable') void model.open.loadOlder()
    }
  }
  const zoomBy = (by: 1 | -1): void => setZoom((now) => Math.min(zoomSteps.length - 1, Math.max(0, now + by)))
  const isLast = at < 0 || at === pictures.length - 1
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation() // the message under it has keys of its own
    const key = readingKey(event.key)
    if (key === '+' || key === '=') zoomBy(1)
    else if (key === '-') zoomBy(-1)
    else if (key === '0') setZoom(0)
    else if (zoom === 0 && key === 'ArrowLeft') go(-1)
    else if (zoom === 0 && key === 'ArrowRight') go(1)
    else return
    event.preventDefault()
  }
  return (
    // Keys are heard from whatever has the focus in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- see above
    <div className={styles.front} onKeyDown={onKeyDown}>
      <Dialog title={current.name} onClose={onClose} size="full">
        <div className={styles.viewer}>
          <Picture shown={shown} name={current.name} zoom={zoomSteps[zoom] ?? 1} />
          <div className={styles.viewerActions}>
            <IconButton
              label={words.previousPicture}
              icon={<ChevronLeft size={18} className={styles.turning} />}
              aria-disabled={isFirst}
              onClick={() => go(-1)}
            />
            <output className={styles.fact}>
              {isSeeking ? seekingText(before) : at >= 0 && words.pictureOf(at + 1, pictures.length)}
            </output>
            <IconButton
              label={words.nextPicture}
              icon={<ChevronRight size={18} className={styles.turning} />}
              aria-disabled={isLast}
              onClick={() => go(1)}
            />
            <IconButton
              label={words.zoomOut}
              icon={<ZoomOut size={18} />}
              aria-disabled={zoom === 0}
              onClick={() => zoomBy(-1)}
            />
            <IconButton
              label={words.zoomIn}
              icon={<ZoomIn size={18} />}
              aria-disabled={zoom === zoomSteps.length - 1}
              onClick={() => zoomBy(1)}
            />
            <IconButton
              data-autofocus
              label={words.saveHere}
              icon={<Download size={18} />}
              aria-disabled={!(shown && 'blob' in shown)}
              onClick={() => shown && 'blob' in shown && saveFile(current.name, shown.blob)}
            />
          </div>
        </div>
      </Dialog>
    </div>
  )
}

const seekingText = (before: ConversationView['before']): string =>
  before === 'unreachable' ? fileFailureText({ kind: 'unreachable' }) : words.fetchingPicture

interface PictureProps {
  readonly shown: Shown
  readonly name: string
  readonly zoom: number
}

function Picture({ shown, name, zoom }: PictureProps): JSX.Element {
  if (shown === undefined) return <p className={styles.stage}>{words.fetchingPicture}</p>
  if ('failure' in shown) {
    return (
      <p role="alert" className={styles.stage}>
        {fileFailureText(shown.failure)}
      </p>
    )
  }
  return <ZoomedImage blob={shown.blob} name={name} zoom={zoom} />
}
