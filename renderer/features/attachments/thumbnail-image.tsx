import { type JSX, useEffect, useState } from 'react'
import { imageTypeOf } from './image-type.ts'

interface ThumbnailProps {
  readonly bytes: Uint8Array
  readonly className: string | undefined
}

/** The small picture of a message; nothing if its bytes are none. What it shows is said beside it. */
export function Thumbnail({ bytes, className }: ThumbnailProps): JSX.Element | null {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const type = imageTypeOf(bytes)
    if (type === undefined) return undefined
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes])
  return url === undefined ? null : <img src={url} alt="" className={className} draggable={false} />
}
