import { type JSX, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type ImageHead, readImageHead } from '../../../core/base/image-head.ts'
import { BlobImage } from '../../ui/blob-image.tsx'
import { Button } from '../../ui/button.tsx'
import { words as mediaWords } from '../media/words.ts'
import styles from './attachments.module.css'
import { headBytes, isBounded, maxPixels } from './bounded-picture.ts'
import { words } from './words.ts'

interface ZoomedImageProps {
  readonly blob: Blob
  readonly name: string
  /** 1: as large as there is room. */
  readonly zoom: number
}

/** Undefined as long as it is being read; null for what is no picture. */
function useHead(blob: Blob): ImageHead | null | undefined {
  const [read, setRead] = useState<{ readonly blob: Blob; readonly head: ImageHead | null }>()
  useEffect(() => {
    let isOver = false
    void blob
      .slice(0, headBytes)
      .arrayBuffer()
      .then((start) => {
        if (!isOver) setRead({ blob, head: readImageHead(new Uint8Array(start)) ?? null })
      })
    return () => {
      isOver = true
    }
  }, [blob])
  return read?.blob === blob ? read.head : undefined
}

/** The picture itself: decoded only if it is one, and small enough for it; still where nothing is to move. */
export function ZoomedImage({ blob, name, zoom }: ZoomedImageProps): JSX.Element {
  const head = useHead(blob)
  const [broken, setBroken] = useState<Blob>()
  const [moving, setMoving] = useState<Blob>()
  if (head === undefined) return <div className={styles.stage} />
  if (head === null || broken === blob) return <Told text={words.noPicture} />
  if (!isBounded(head)) return <Told text={words.hugePicture(Math.round(maxPixels / 1_000_000))} />
  const mustStandStill = document.documentElement.dataset['motion'] === 'reduced'
  const style = zoom === 1 ? undefined : { width: `${zoom * 100}%` }
  return (
    // Who has no mouse scrolls what is larger than its place with the keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={styles.stage} data-zoomed={zoom > 1} tabIndex={zoom > 1 ? 0 : undefined}>
      {head.moves && mustStandStill && moving !== blob ? (
        <>
          <FirstFrame blob={blob} name={name} onError={() => setBroken(blob)} />
          <Button className={styles.moves} onClick={() => setMoving(blob)}>
            {mediaWords.movesStopped}
          </Button>
        </>
      ) : (
        <div className={styles.sized} style={style}>
          <BlobImage blob={blob} alt={name} onError={() => setBroken(blob)} />
        </div>
      )}
    </div>
  )
}

const Told = ({ text }: { readonly text: string }): JSX.Element => (
  <p role="alert" className={styles.stage}>
    {text}
  </p>
)

interface FirstFrameProps {
  readonly blob: Blob
  readonly name: string
  readonly onError: () => void
}

function FirstFrame({ blob, name, onError }: FirstFrameProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    let isOver = false
    createImageBitmap(blob).then(
      (frame) => {
        const drawn = canvas.current
        if (drawn !== null && !isOver) {
          drawn.width = frame.width
          drawn.height = frame.height
          drawn.getContext('2d')?.drawImage(frame, 0, 0)
        }
        frame.close()
      },
      () => !isOver && onError(),
    )
    return () => {
      isOver = true
    }
  }, [blob, onError])
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img would move
  return <canvas ref={canvas} role="img" aria-label={name} />
}
