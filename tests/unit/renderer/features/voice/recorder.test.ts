import { expect, test } from 'vitest'
import { fail, ok, type Result } from '../../../../../core/base/result.ts'
import {
  createRecorder,
  longestRecording,
  type Recording,
} from '../../../../../renderer/features/voice/recorder.ts'
import type { MicrophoneFailure, OpenMicrophone } from '../../../../../renderer/platform/microphone.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

function setup(answer: Result<true, MicrophoneFailure> = ok(true)) {
  const clock = createVirtualClock()
  const log: Array<string> = []
  let loudness = 0.5
  let ended: () => void = () => undefined
  const open: OpenMicrophone = {
    level: () => loudness,
    finish: async () => {
      log.push('finished')
      return new Blob(['voice'])
    },
    cancel: () => void log.push('cancelled'),
    whenEnded: (listener) => {
      ended = listener
    },
  }
  const recorder = createRecorder({
    clock,
    microphone: {
      open: async () => {
        log.push('asked')
        return answer.ok ? ok(open) : answer
      },
    },
  })
  const done: Array<Recording> = []
  return {
    clock,
    log,
    recorder,
    done,
    begin: () => recorder.begin((recording) => done.push(recording)),
    speak: (level: number) => {
      loudness = level
    },
    unplug: () => ended(),
  }
}
const turn = (): Promise<void> => new Promise((settle) => setImmediate(settle))

test('the microphone is asked for when somebody records, and told how long and how loud it is', async () => {
  const { clock, log, recorder, done, begin, speak } = setup()
  expect(log).toEqual([])
  await begin()
  expect(log).toEqual(['asked'])
  speak(1)
  clock.advance(500)
  expect(recorder.state.read()).toEqual({ kind: 'recording', elapsed: 500, level: 1 })
  await recorder.finish()
  expect(recorder.state.read()).toEqual({ kind: 'idle', failure: undefined })
  expect(done).toMatchObject([{ duration: 500 }])
  expect([...(done[0]?.peaks ?? [])]).toEqual([128, 255, 255, 255, 255, 255])
  expect(clock.pending()).toBe(0)
})

test('what is discarded is gone, while it is asked for too', async () => {
  const { log, recorder, done, begin, clock } = setup()
  const begun = begin()
  recorder.cancel()
  await begun
  expect(log).toEqual(['asked', 'cancelled'])
  await begin()
  recorder.cancel()
  await recorder.finish()
  expect(log).toEqual(['asked', 'cancelled', 'asked', 'cancelled'])
  expect(done).toEqual([])
  expect(clock.pending()).toBe(0)
})

test.each(['refused', 'missing', 'busy'] as const)(
  'a microphone that is %s is told, and can be tried again',
  async (kind) => {
    const { recorder, begin, log } = setup(fail({ kind }))
    await begin()
    expect(recorder.state.read()).toEqual({ kind: 'idle', failure: { kind } })
    await begin()
    expect(log).toEqual(['asked', 'asked'])
  },
)

test('it ends by itself when it is as long as it may be, or the microphone is gone: what was said is kept', async () => {
  const { clock, recorder, done, begin, unplug } = setup()
  await begin()
  clock.advance(longestRecording + 5_000)
  await turn()
  expect(recorder.state.read().kind).toBe('idle')
  expect(done).toMatchObject([{ duration: longestRecording }])
  expect(done[0]?.peaks).toHaveLength(64)
  await begin()
  clock.advance(700)
  unplug()
  await turn()
  expect(done).toMatchObject([{}, { duration: 700 }])
})

test('pressed twice it records once', async () => {
  const { log, begin } = setup()
  await Promise.all([begin(), begin()])
  expect(log).toEqual(['asked'])
})
