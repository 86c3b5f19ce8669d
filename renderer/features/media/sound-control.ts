/** A sound that is fetched when it is first played, on an element of the page. */
import { type Cell, createCell, type Readable } from '../../../core/base/readable.ts'
import { isMedia } from './is-media.ts'
import { pauseOthers } from './pause-others.ts'

export interface SoundState {
  readonly isPlaying: boolean
  /** In seconds. */
  readonly at: number
  /** In seconds; undefined until it is known. */
  readonly length: number | undefined
  readonly speed: number
  /** It is no sound, or none that is played here. */
  readonly isBroken: boolean
}

export interface SoundControl {
  readonly state: Readable<SoundState>
  /** It was asked to play, or sent to a place. */
  readonly isBegun: () => boolean
  /** `open`: undefined if it could not be had. */
  readonly toggle: (open: () => Promise<Blob | undefined>) => void
  readonly seek: (seconds: number) => void
  readonly setSpeed: (speed: number) => void
  /** Lets go of what was fetched. */
  readonly close: () => void
}

export interface SoundDeps {
  /** It stands in the page from when it has something to play until the control is closed: out of there it would stop, and no other find it. */
  readonly element: HTMLAudioElement
  /** In seconds, as the sender says: shown until the element knows better. */
  readonly length: number | undefined
  /** Where it begins, in seconds. */
  readonly at: number
}

/** Further than any sound goes: whoever is sent there finds out where the end is. */
const beyondTheEnd = 1e9

interface Core extends SoundDeps {
  readonly state: Cell<SoundState>
  url: string | undefined
  /** Recorders write no length into the file: until its end was looked for, what the element tells is no position. */
  isMeasured: boolean
  isLoading: boolean
  isClosed: boolean
}

export function createSoundControl(deps: SoundDeps): SoundControl {
  const { element, length, at } = deps
  const state = createCell<SoundState>({ isPlaying: false, at, length, speed: 1, isBroken: false })
  const core: Core = { ...deps, state, url: undefined, isMeasured: false, isLoading: false, isClosed: false }
  const stop = new AbortController()
  for (const [event, run] of handlersOf(core)) {
    element.addEventListener(event, run, { signal: stop.signal })
  }
  return {
    state,
    isBegun: () => core.isLoading || core.url !== undefined || state.read().at > 0,
    toggle: (open) => {
      if (core.url === undefined) void load(core, open)
      else if (element.paused) play(core)
      else element.pause()
    },
    seek: (seconds) => {
      change(core, { at: seconds })
      if (core.isMeasured) element.currentTime = seconds
    },
    setSpeed: (speed) => {
      change(core, { speed })
      element.playbackRate = speed
    },
    close: () => {
      core.isClosed = true
      stop.abort()
      element.pause()
      element.remove()
      if (core.url !== undefined) URL.revokeObjectURL(core.url)
    },
  }
}

const change = ({ state }: Core, to: Partial<SoundState>): void => state.write({ ...state.read(), ...to })

function play({ element, state }: Core): void {
  element.playbackRate = state.read().speed
  void element.play().catch(() => undefined)
}

async function load(core: Core, open: () => Promise<Blob | undefined>): Promise<void> {
  if (core.isLoading) return
  core.isLoading = true
  const blob = await open()
  core.isLoading = false
  if (blob === undefined || core.isClosed) return
  if (!isMedia(blob)) return change(core, { isBroken: true })
  core.url = URL.createObjectURL(blob)
  document.body.append(core.element)
  core.element.src = core.url
}

/** The length is known, or can be found out. */
function measured(core: Core): void {
  const { element, state } = core
  if (core.isMeasured || Number.isNaN(element.duration)) return
  if (!Number.isFinite(element.duration)) {
    element.currentTime = beyondTheEnd
    return
  }
  core.isMeasured = true
  element.currentTime = Math.min(state.read().at, element.duration)
  change(core, { length: element.duration })
  play(core)
}

function handlersOf(core: Core): ReadonlyArray<readonly [event: string, run: () => void]> {
  const { element } = core
  return [
    ['loadedmetadata', () => measured(core)],
    ['durationchange', () => measured(core)],
    ['timeupdate', () => core.isMeasured && change(core, { at: element.currentTime })],
    [
      'play',
      () => {
        pauseOthers(element)
        change(core, { isPlaying: true })
      },
    ],
    ['pause', () => change(core, { isPlaying: false })],
    [
      'ended',
      () => {
        if (!core.isMeasured) return
        element.currentTime = 0
        change(core, { isPlaying: false, at: 0 })
      },
    ],
    ['error', () => core.url !== undefined && change(core, { isBroken: true })],
  ]
}
