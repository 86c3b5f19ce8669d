import { mediaTypeOf } from '../../../core/base/media-type.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { maxDuration } from '../../../core/conversation/limits.ts'
import { maxPixels } from './bounded-picture.ts'
import { drawSmall } from './thumbnail.ts'

/** A video that has shown nothing by then is sent without a picture. */
const patienceMs = 5_000

/** A picture of how a video begins, within `room` bytes, and how long it is; nothing of what this browser cannot play. */
export async function makePoster(
  file: Blob,
  room: number,
): Promise<Pick<Attachment, 'thumbnail' | 'duration'>> {
  const type = mediaTypeOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()))
  if (type === undefined) return {}
  const video = document.createElement('video')
  const url = URL.createObjectURL(new Blob([file], { type }))
  try {
    video.muted = true
    video.preload = 'auto'
    video.src = url
    await reached(video, 'loadeddata')
    const { duration, videoWidth, videoHeight } = video
    if (videoWidth * videoHeight > maxPixels) return {}
    const length = Number.isFinite(duration) ? Math.round(duration * 1_000) : undefined
    const about = length === undefined || length > maxDuration ? {} : { duration: length }
    if (videoWidth === 0) return about // sound alone
    const frame = await createImageBitmap(video)
    try {
      const thumbnail = await drawSmall(frame, room)
      return { ...about, ...(thumbnail && { thumbnail }) }
    } finally {
      frame.close()
    }
  } catch {
    return {} // damaged, or of a kind that is not played here: the file itself can still be sent
  } finally {
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(url)
  }
}

const reached = (video: HTMLVideoElement, event: 'loadeddata'): Promise<void> =>
  new Promise((settle, refuse) => {
    const over = AbortSignal.timeout(patienceMs)
    over.addEventListener('abort', () => refuse(new Error('it shows nothing')))
    video.addEventListener(event, () => settle(), { once: true })
    video.addEventListener('error', () => refuse(new Error('it cannot be played')), { once: true })
  })
