import { type RefObject, useEffect, useRef, useState } from 'react'
import { isMedia } from './is-media.ts'
import { pauseOthers } from './pause-others.ts'

export interface Sound {
  readonly audio: RefObject<HTMLAudioElement | null>
  readonly isPlaying: boolean
  /** In seconds. */
  readonly at: number
  /** In seconds; undefined until it is known. */
  readonly length: number | undefined
  readonly isBroken: boolean
  readonly toggle: () => void
  readonly seek: (seconds: number) => void
  /** For the element. */
  readonly events: {
    readonly onLoadedMetadata: () => void
    readonly onDurationChange: () => void
    readonly onTimeUpdate: () => void
    readonly onPlay: () => void
    readonly onPause: () => void
    readonly onEnded: () => void
    readonly onError: () => void
  }
}

/** Further than any sound goes: whoever is sent there finds out where the end is. */
const beyondTheEnd = 1e9

/**
 * A sound that is fetched when it is first played. `duration`, in milliseconds, is what the sender says: shown until the
 * element knows better.
 */
export function useSound(
  open: () => Promise<Blob | undefined>,
  duration: number | undefined,
  speed: number,
): Sound {
  const audio = useRef<HTMLAudioElement>(null)
  const url = useRef<string>(undefined)
  /** Recorders write no length into the file: until its end was looked for, what the element tells is no position. */
  const isMeasured = useRef(false)
  const wanted = useRef<{ at: number } | undefined>(undefined)
  const [at, setAt] = useState(0)
  const [length, setLength] = useState(duration === undefined ? undefined : duration / 1_000)
  const [isPlaying, setPlaying] = useState(false)
  const [isBroken, setBroken] = useState(false)
  useEffect(
    () => () => {
      if (url.current !== undefined) URL.revokeObjectURL(url.current)
    },
    [],
  )
  useEffect(() => {
    if (audio.current !== null) audio.current.playbackRate = speed
  }, [speed])

  const begin = (element: HTMLAudioElement): void => {
    isMeasured.current = true
    setLength(element.duration)
    element.currentTime = Math.min(wanted.current?.at ?? 0, element.duration)
    element.playbackRate = speed
    void element.play().catch(() => undefined)
  }
  const measured = (): void => {
    const element = audio.current
    if (element === null || isMeasured.current || Number.isNaN(element.duration)) return
    if (Number.isFinite(element.duration)) begin(element)
    else element.currentTime = beyondTheEnd
  }
  const load = async (): Promise<void> => {
    wanted.current = { at }
    const blob = await open()
    const element = audio.current
    if (blob === undefined || element === null) return
    if (!isMedia(blob)) return setBroken(true)
    url.current = URL.createObjectURL(blob)
    element.src = url.current
  }
  const toggle = (): void => {
    const element = audio.current
    if (element === null) return
    if (url.current === undefined) void load()
    else if (element.paused) void element.play().catch(() => undefined)
    else element.pause()
  }
  return {
    audio,
    isPlaying,
    at,
    length,
    isBroken,
    toggle,
    seek: (seconds) => {
      setAt(seconds)
      if (audio.current !== null && isMeasured.current) audio.current.currentTime = seconds
    },
    events: {
      onLoadedMetadata: measured,
      onDurationChange: measured,
      onTimeUpdate: () => {
        if (isMeasured.current) setAt(audio.current?.currentTime ?? 0)
      },
      onPlay: () => {
        pauseOthers(audio.current)
        setPlaying(true)
      },
      onPause: () => setPlaying(false),
      onEnded: () => {
        if (!isMeasured.current) return
        setPlaying(false)
        setAt(0)
        if (audio.current !== null) audio.current.currentTime = 0
      },
      onError: () => setBroken(true),
    },
  }
}
