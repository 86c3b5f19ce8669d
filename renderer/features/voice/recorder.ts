/** Recording a voice message: asked for, under way, done or given up. */
import { type Clock, type Millis, millis } from '../../../core/base/clock.ts'
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Microphone, MicrophoneFailure, OpenMicrophone } from '../../platform/microphone.ts'
import { toPeaks } from './peaks.ts'

export interface Recording {
  readonly blob: Blob
  /** In milliseconds. */
  readonly duration: number
  readonly peaks: Uint8Array<ArrayBuffer>
}

export type RecorderState =
  | { readonly kind: 'idle'; readonly failure: MicrophoneFailure | undefined }
  | { readonly kind: 'asking' }
  /** `level`: how loud it is just now, 0 to 1. */
  | { readonly kind: 'recording'; readonly elapsed: Millis; readonly level: number }

export interface Recorder {
  readonly state: Readable<RecorderState>
  /** Asks for the microphone, which is when the system asks the person. `done` is called once it is finished. */
  readonly begin: (done: (recording: Recording) => void) => Promise<void>
  /** Keeps what was said. */
  readonly finish: () => Promise<void>
  /** Nothing of it stays. */
  readonly cancel: () => void
  /** The person is elsewhere: what was said is kept, and the microphone is off. */
  readonly leave: () => void
}

export interface RecorderDeps {
  readonly microphone: Microphone
  readonly clock: Clock
}

/** Ten minutes: 2 or 3 MB. What was said until then is kept. @internal */
export const longestRecording = millis(600_000)
const stepMs = millis(100)

interface Session {
  readonly open: OpenMicrophone
  readonly since: Millis
  readonly levels: Array<number>
  readonly done: (recording: Recording) => void
  stopLooking: () => void
}

export function createRecorder({ microphone, clock }: RecorderDeps): Recorder {
  const idle = { kind: 'idle', failure: undefined } as const
  const state = createCell<RecorderState>(idle)
  let session: Session | undefined
  /** Which question is the newest: an answer to an older one is let go. */
  let question = 0

  const look = (): void => {
    if (session === undefined) return
    const elapsed = millis(clock.now() - session.since)
    const level = session.open.level()
    session.levels.push(level)
    state.write({ kind: 'recording', elapsed, level })
    if (elapsed >= longestRecording) void finish()
    else session.stopLooking = clock.after(stepMs, look)
  }
  const finish = async (): Promise<void> => {
    const ended = session
    session = undefined
    if (ended === undefined) return
    ended.stopLooking()
    const duration = Math.min(longestRecording, Math.max(0, clock.now() - ended.since))
    const blob = await ended.open.finish()
    state.write(idle)
    if (blob.size > 0) ended.done({ blob, duration, peaks: toPeaks(ended.levels) })
  }
  const cancel = (): void => {
    question++
    session?.stopLooking()
    session?.open.cancel()
    session = undefined
    state.write(idle)
  }
  return {
    state,
    begin: async (done) => {
      if (state.read().kind !== 'idle') return
      const asked = ++question
      state.write({ kind: 'asking' })
      const opened = await microphone.open()
      if (asked !== question) {
        if (opened.ok) opened.value.cancel()
        return
      }
      if (!opened.ok) return state.write({ kind: 'idle', failure: opened.failure })
      const open = opened.value
      session = { open, since: clock.now(), levels: [], done, stopLooking: () => undefined }
      open.whenEnded(() => {
        if (session?.open === open) void finish() // it was unplugged: what was said is kept
      })
      look()
    },
    finish,
    cancel,
    leave: () => {
      if (session === undefined) cancel()
      else void finish()
    },
  }
}
