import { Film, Play } from 'lucide-react'
import { type JSX, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Thumbnail } from '../attachments/thumbnail-image.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { durationText } from './duration-text.ts'
import { isMedia } from './is-media.ts'
import styles from './media.module.css'
import { pauseOthers } from './pause-others.ts'
import { words } from './words.ts'

interface VideoPlayerProps {
  readonly name: string
  readonly poster: Uint8Array | undefined
  /** Milliseconds, as the sender says. */
  readonly duration: number | undefined
  /** Undefined if it could not be had; why is said elsewhere. */
  readonly open: () => Promise<Blob | undefined>
  readonly tabIndex: 0 | -1
}

/** A video in a box that has its size from the first: fetched when it is played, never by itself. */
export function VideoPlayer({ name, poster, duration, open, tabIndex }: VideoPlayerProps): JSX.Element {
  const [blob, setBlob] = useState<Blob>()
  const [isBroken, setBroken] = useState(false)
  if (isBroken) {
    return (
      <p role="alert" className={styles.broken}>
        {words.unplayable}
      </p>
    )
  }
  if (blob !== undefined) return <Playing blob={blob} name={name} onBroken={() => setBroken(true)} />
  return (
    <button
      type="button"
      className={styles.poster}
      tabIndex={tabIndex}
      onClick={() =>
        void open().then((opened) => (opened && !isMedia(opened) ? setBroken(true) : setBlob(opened)))
      }
    >
      {/* Not a label of the button: that would keep its length, which is seen, from being read out. */}
      <VisuallyHidden>{words.play(name)}</VisuallyHidden>
      {poster === undefined ? (
        <Film size={32} aria-hidden />
      ) : (
        <Thumbnail bytes={poster} className={styles.still} />
      )}
      <span className={styles.playSign} aria-hidden>
        <Play size={22} />
      </span>
      {duration !== undefined && <span className={styles.length}>{durationText(duration)}</span>}
    </button>
  )
}

interface PlayingProps {
  readonly blob: Blob
  readonly name: string
  readonly onBroken: () => void
}

function Playing({ blob, name, onBroken }: PlayingProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null)
  useLayoutEffect(() => {
    const url = URL.createObjectURL(blob)
    if (video.current !== null) video.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [blob])
  useEffect(() => {
    video.current?.focus()
    void video.current?.play().catch(() => undefined) // asked for by the press that fetched it
  }, [])
  return (
    // What people filmed has no captions.
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- see above
    <video
      ref={video}
      className={styles.video}
      controls
      playsInline
      disablePictureInPicture
      controlsList="nodownload noremoteplayback"
      aria-label={name}
      onPlay={() => pauseOthers(video.current)}
      onError={onBroken}
      onKeyDown={(event) => event.stopPropagation()} // arrows are the player's, not the list's
    />
  )
}
