import { type JSX, type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import { maxPictureSide } from '../../../core/protocol/pictures-api.ts'
import { Button } from '../../ui/button.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { type Crop, maxZoom, moved, wholeCrop } from './crop.ts'
import styles from './faces.module.css'
import { drawSquare } from './make-picture.ts'
import { words } from './words.ts'

interface CropperProps {
  readonly picture: ImageBitmap
  readonly busy: boolean
  readonly use: (crop: Crop) => void
  readonly cancel: () => void
}

const step = 0.05
const zoomStep = 0.25

/** Which square of a picture is to be shown: by dragging, by keys, by the slider. */
export function Cropper({ picture, busy, use, cancel }: CropperProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [crop, setCrop] = useState(wholeCrop)
  useLayoutEffect(() => {
    if (canvas.current !== null) drawSquare(canvas.current, picture, crop)
  }, [picture, crop])
  useLayoutEffect(() => canvas.current?.focus(), [])
  const move = (right: number, down: number): void => setCrop((now) => moved(picture, now, right, down))
  const zoomTo = (zoom: number): void =>
    setCrop((now) => moved(picture, { ...now, zoom: Math.min(maxZoom, Math.max(1, zoom)) }, 0, 0))
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event
    if (key === 'ArrowLeft') move(-step, 0)
    else if (key === 'ArrowRight') move(step, 0)
    else if (key === 'ArrowUp') move(0, -step)
    else if (key === 'ArrowDown') move(0, step)
    else if (key === '+' || key === '=') zoomTo(crop.zoom + zoomStep)
    else if (key === '-') zoomTo(crop.zoom - zoomStep)
    else return
    event.preventDefault()
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons !== 1) return
    const { width, height } = event.currentTarget.getBoundingClientRect()
    move(-event.movementX / width, -event.movementY / height)
  }
  return (
    <div className={styles.cropper}>
      <canvas
        ref={canvas}
        className={styles.stage}
        width={maxPictureSide}
        height={maxPictureSide}
        // oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- it has keys of its own, as an application has
        role="application"
        aria-label={words.stage}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
      />
      <label className={styles.zoom}>
        {words.zoom}
        <input
          type="range"
          min={1}
          max={maxZoom}
          step={0.05}
          value={crop.zoom}
          onChange={(event) => zoomTo(event.currentTarget.valueAsNumber)}
        />
      </label>
      <div className={styles.buttons}>
        <Button onClick={cancel}>{uiWords.cancel}</Button>
        <Button look="primary" aria-disabled={busy} onClick={() => use(crop)}>
          {words.use}
        </Button>
      </div>
    </div>
  )
}
