import { type JSX, useEffect, useMemo, useRef } from 'react'
import { imageTypeOf } from '../../../core/base/image-head.ts'

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

interface BlobImageProps {
  readonly blob: Blob
  readonly alt: string
  readonly className?: string | undefined
  readonly onError?: () => void
}

/** A picture that lies in memory. */
export function BlobImage({ blob, alt, className, onError }: BlobImageProps): JSX.Element {
  const image = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const url = URL.createObjectURL(blob)
    if (image.current !== null) image.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [blob])
  return <img ref={image} alt={alt} className={className} draggable={false} onError={onError} />
}
