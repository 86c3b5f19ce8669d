import { type JSX, useState } from 'react'
import type { Attachment } from '../../../core/conversation/op.ts'
import { AudioPlayer } from '../media/audio-player.tsx'
import { VideoPlayer } from '../media/video-player.tsx'
import { words as mediaWords } from '../media/words.ts'
import styles from './attachments.module.css'
import { fileKind } from './file-name.ts'
import { Thumbnail } from './thumbnail-image.tsx'
import { words } from './words.ts'
import { ImageViewer } from './late.ts'

interface FilePreviewProps {
  readonly attachment: Attachment
  readonly tabIndex: 0 | -1
  /** Undefined if it could not be had; why is said beside it. */
  readonly fetch: () => Promise<Blob | undefined>
}

/** It has a picture in its place. */
export function isSeen({ name, type, thumbnail }: Attachment): boolean {
  const kind = fileKind(name, type)
  return kind === 'video' || (kind !== 'audio' && thumbnail !== undefined)
}

/** What is seen or heard of a file in its place. A sound and a video are such by name and type, and play if they are. */
export function FilePreview({ attachment, tabIndex, fetch }: FilePreviewProps): JSX.Element | null {
  const { id, name, type, thumbnail, duration, peaks } = attachment
  const kind = fileKind(name, type)
  if (kind === 'audio') {
    const called = peaks === undefined ? name : mediaWords.voice
    return (
      <AudioPlayer id={id} name={called} duration={duration} peaks={peaks} open={fetch} tabIndex={tabIndex} />
    )
  }
  if (kind === 'video') {
    return <VideoPlayer name={name} poster={thumbnail} duration={duration} open={fetch} tabIndex={tabIndex} />
  }
  return thumbnail === undefined ? null : (
    <PicturePreview attachment={attachment} thumbnail={thumbnail} tabIndex={tabIndex} fetch={fetch} />
  )
}

interface PicturePreviewProps extends FilePreviewProps {
  readonly thumbnail: Uint8Array
}

function PicturePreview({ attachment, thumbnail, tabIndex, fetch }: PicturePreviewProps): JSX.Element {
  const [shown, setShown] = useState<Blob>()
  return (
    <>
      <button
        type="button"
        className={styles.picture}
        aria-label={words.open(attachment.name)}
        tabIndex={tabIndex}
        onClick={() => void fetch().then(setShown)}
      >
        <Thumbnail bytes={thumbnail} className={styles.large} />
      </button>
      {shown !== undefined && (
        <ImageViewer first={attachment} blob={shown} onClose={() => setShown(undefined)} />
      )}
    </>
  )
}
