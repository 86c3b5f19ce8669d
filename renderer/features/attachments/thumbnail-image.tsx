import { type JSX, useMemo } from 'react'
import { imageTypeOf } from '../../../core/base/image-head.ts'
import { BlobImage } from '../../ui/blob-image.tsx'

interface ThumbnailProps {
  readonly bytes: Uint8Array
  readonly className: string | undefined
}

/** The small picture of a message; nothing if its bytes are none. What it shows is said beside it. */
export function Thumbnail({ bytes, className }: ThumbnailProps): JSX.Element | null {
  const blob = useMemo(() => {
    const type = imageTypeOf(bytes)
    return type && new Blob([new Uint8Array(bytes)], { type })
  }, [bytes])
  return blob === undefined ? null : <BlobImage blob={blob} alt="" className={className} />
}
