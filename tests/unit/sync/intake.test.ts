import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import type { LogState } from '../../../core/protocol/frame.ts'
import { emptyHead } from '../../../core/protocol/log.ts'
import { createIntake, type Intake } from '../../../core/sync/intake.ts'
import type { WorkFrame } from '../../../core/sync/relay-session.ts'
import { settled } from '../../support/devices.ts'
import { testConversation } from '../../support/test-conversation.ts'

interface Setup {
  readonly intake: Intake
  /** What was dealt with and paid for, in order. */
  readonly seen: Array<string>
  /** Ends the breath that is being taken. */
  readonly goOn: () => Promise<void>
}

function setup(): Setup {
  const seen: Array<string> = []
  let breath: () => void = () => undefined
  const intake = createIntake({
    breathe: () => new Promise((resolve) => (breath = resolve)),
    deal: (frame, pay) => {
      seen.push(frame.kind === 'logs' ? `${frame.logs.length} logs` : frame.kind)
      pay()
    },
  })
  const goOn = async (): Promise<void> => {
    breath()
    await settled()
  }
  return { intake, seen, goOn }
}

const log = (number: number): LogState => ({
  conversation: testConversation(number),
  seq: 0,
  head: emptyHead,
  newestSegment: -1,
  nextCounter: 0,
  marked: 0,
  resumed: false,
  sealed: false,
  time: millis(0),
})
const logs = (count: number): WorkFrame => ({
  kind: 'logs',
  logs: Array.from({ length: count }, (_, each) => log(each)),
})
const entries: WorkFrame = { kind: 'entries', conversation: testConversation(1), entries: [] }
const directory: WorkFrame = { kind: 'directory', version: 1, changes: [] }

test('[CR77] a list of logs is dealt with 32 at a time, and paid for with the last of them', async () => {
  const { intake, seen, goOn } = setup()
  intake.take(logs(80), () => void seen.push('paid'))
  expect(seen).toEqual([])
  await goOn()
  expect(seen).toEqual(['32 logs'])
  await goOn()
  expect(seen).toEqual(['32 logs', '32 logs'])
  await goOn()
  expect(seen).toEqual(['32 logs', '32 logs', '16 logs', 'paid'])
  expect(intake.isBusy()).toBe(false)
})

test('[CR78] what comes behind a list waits for all of it', async () => {
  const { intake, seen, goOn } = setup()
  intake.take(logs(40), () => undefined)
  intake.take(entries, () => undefined)
  intake.take(directory, () => undefined)
  await goOn()
  expect(seen).toEqual(['32 logs'])
  expect(intake.isBusy()).toBe(true)
  await goOn()
  expect(seen).toEqual(['32 logs', '8 logs', 'entries', 'directory'])
  intake.take(entries, () => undefined)
  expect(seen.at(-1)).toBe('entries') // at once, with nothing before it
})

test('[CR78] what is being dealt with does not wait any more', () => {
  const busy: Array<boolean> = []
  const intake = createIntake({
    breathe: async () => undefined,
    deal: () => void busy.push(intake.isBusy()),
  })
  for (const frame of [entries, directory]) intake.take(frame, () => undefined)
  expect(busy).toEqual([false, false])
})

test('[CR78] what waits when the connection ends is forgotten; what the next one brings is not', async () => {
  const { intake, seen, goOn } = setup()
  intake.take(logs(80), () => void seen.push('paid'))
  intake.take(directory, () => undefined)
  await goOn()
  intake.linkDown()
  intake.take(logs(2), () => undefined)
  await goOn()
  expect(seen).toEqual(['32 logs', '2 logs'])
  expect(intake.isBusy()).toBe(false)
})
