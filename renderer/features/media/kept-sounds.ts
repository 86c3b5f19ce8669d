import { createContext, use, useEffect, useMemo } from 'react'
import { createSoundControl, type SoundControl } from './sound-control.ts'

/** The sounds of a conversation: one that was begun goes on while its message is scrolled out of the list, which takes it out of the page. */
export interface KeptSounds {
  /** The one that was left, or a new one; `length`: in seconds, as the sender says. Changes nothing: what is drawn may come to nothing. */
  readonly of: (key: string, length: number | undefined) => SoundControl
  readonly show: (key: string, control: SoundControl) => void
  /** Nothing shows it any more. */
  readonly leave: (key: string, control: SoundControl) => void
  readonly close: () => void
}

/** Each holds its file in memory. */
const mostKept = 8

/** In seconds, where a sound was that was left: whoever comes back to its conversation goes on there. */
const places = new Map<string, number>()
const mostPlaces = 200

function createKeptSounds(): KeptSounds {
  const kept = new Map<string, SoundControl>()
  let isClosed = false
  const end = (key: string, control: SoundControl): void => {
    notePlace(key, control.state.read().at)
    control.close()
  }
  return {
    of: (key, length) => kept.get(key) ?? createSound(length, places.get(key)),
    show: (key, control) => {
      if (kept.get(key) === control) kept.delete(key)
    },
    leave: (key, control) => {
      if (isClosed || !control.isBegun()) return end(key, control)
      const before = kept.get(key) // the same file stood in two messages
      if (before !== undefined) end(key, before)
      kept.set(key, control)
      const [oldest] = kept
      if (kept.size <= mostKept || oldest === undefined) return
      kept.delete(oldest[0])
      end(...oldest)
    },
    close: () => {
      isClosed = true
      for (const each of kept) end(...each)
      kept.clear()
    },
  }
}

function notePlace(key: string, at: number): void {
  places.delete(key)
  if (at > 0) places.set(key, at)
  const [oldest] = places.keys()
  if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest)
}

const createSound = (length: number | undefined, at = 0): SoundControl =>
  createSoundControl({ element: new Audio(), length, at })

/** Of a sound that stands in no conversation yet. */
const own: KeptSounds = {
  of: (_, length) => createSound(length),
  show: () => undefined,
  leave: (_, control) => control.close(),
  close: () => undefined,
}

const SoundsContext = createContext(own)

export const SoundsProvider = SoundsContext.Provider

/** For as long as the conversation is shown. */
export function useKeptSounds(): KeptSounds {
  const sounds = useMemo(() => createKeptSounds(), [])
  useEffect(() => sounds.close, [sounds])
  return sounds
}

/** `duration`: in milliseconds, as the sender says. */
export function useSound(key: string, duration: number | undefined): SoundControl {
  const sounds = use(SoundsContext)
  const control = useMemo(
    () => sounds.of(key, duration === undefined ? undefined : duration / 1_000),
    [sounds, key, duration],
  )
  useEffect(() => {
    sounds.show(key, control)
    return () => sounds.leave(key, control)
  }, [sounds, key, control])
  return control
}
