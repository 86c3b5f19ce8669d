import { type JSX, useMemo } from 'react'
import { readImageHead } from '../../../core/base/image-head.ts'
import { BlobImage } from '../../ui/blob-image.tsx'

interface ThumbnailProps {
  readonly bytes: Uint8Array
  readonly className: string | undefined
}

/** Apps make them of 320 pixels at most. What says that it is larger was made to fill the memory of who sees it. */
const longestSide = 1_024

/**
 * The small picture of a message; nothing if its bytes are none, if it would unfold to a large one, or if it moves: a
 * list must stand still. What it shows is said beside it.
 */
export function Thumbnail({ bytes, className }: ThumbnailProps): JSX.Element | null {
  const blob = useMemo(() => stillOf(bytes), [bytes])
  return blob === undefined ? null : <BlobImage blob={blob} alt="" className={className} />
}

/** @internal */
export function stillOf(bytes: Uint8Array): Blob | undefined {
  const head = readImageHead(bytes)
  if (head === undefined || head.moves || Math.max(head.width, head.height) > longestSide) return undefined
  return new Blob([new Uint8Array(bytes)], { type: head.type })
}
