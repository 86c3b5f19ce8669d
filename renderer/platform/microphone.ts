/** The microphone of this machine, opened when somebody wants to record and closed when they are done. */
import { fail, ok, type Result } from '../../core/base/result.ts'

export interface MicrophoneFailure {
  /** The person or the system said no; there is none; another program has it. */
  readonly kind: 'refused' | 'missing' | 'busy'
}

export interface OpenMicrophone {
  /** How loud it is just now, 0 to 1. */
  readonly level: () => number
  /** Everything that was heard, as WebM with Opus; the microphone is closed. */
  readonly finish: () => Promise<Blob>
  readonly cancel: () => void
  /** It is gone: unplugged, or taken back by the person. */
  readonly whenEnded: (listener: () => void) => void
}

export interface Microphone {
  readonly open: () => Promise<Result<OpenMicrophone, MicrophoneFailure>>
}

const type = 'audio/webm;codecs=opus'

export const createMicrophone = (): Microphone => ({
  open: async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: false })
      return ok(record(stream))
    } catch (error) {
      return fail({ kind: failureOf(error) })
    }
  },
})

function failureOf(error: unknown): MicrophoneFailure['kind'] {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing'
}

function record(stream: MediaStream): OpenMicrophone {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const parts: Array<Blob> = []
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 32_000 })
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  recorder.start(1_000)
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop()
    void context.close()
  }
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples)
      const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
      return Math.min(1, loudness * 4) // speech is far from the loudest that there is
    },
    finish: () =>
      new Promise((settle) => {
        const end = (): void => {
          close()
          settle(new Blob(parts, { type: 'audio/webm' }))
        }
        if (recorder.state === 'inactive') return end()
        recorder.addEventListener('stop', end, { once: true })
        recorder.stop()
      }),
    cancel: () => {
      if (recorder.state !== 'inactive') recorder.stop()
      close()
    },
    whenEnded: (listener) => {
      for (const track of stream.getTracks()) track.addEventListener('ended', listener)
    },
  }
}
