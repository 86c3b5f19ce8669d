import { type JSX, useLayoutEffect, useRef } from 'react'

interface BlobImageProps {
  readonly blob: Blob
  readonly alt: string
  readonly className?: string | undefined
  readonly onError?: () => void
}

/** A picture that lies in memory. */
export function BlobImage({ blob, alt, className, onError }: BlobImageProps): JSX.Element {
  const image = useRef<HTMLImageElement>(null)
  useLayoutEffect(() => {
    const url = URL.createObjectURL(blob)
    if (image.current !== null) image.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [blob])
  return <img ref={image} alt={alt} className={className} draggable={false} onError={onError} />
}
