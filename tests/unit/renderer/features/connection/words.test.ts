import { expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import { connectionShortText, connectionText } from '../../../../../renderer/features/connection/words.ts'

const state = (queued: number): { queued: number; syncedAt: undefined } => ({ queued, syncedAt: undefined })

test('all is well in two words, and offline says that one may go on', () => {
  expect(connectionText({ kind: 'online', ...state(0) }, '14:05')).toBe('In sync')
  const offline = { kind: 'offline', retryAt: millis(0) } as const
  expect(connectionText({ ...offline, ...state(3) }, '14:05')).toBe(
    'Offline. You can keep writing; 3 messages wait.',
  )
  expect(connectionText({ ...offline, ...state(1) }, '14:05')).toBe(
    'Offline. You can keep writing; 1 message waits.',
  )
  expect(connectionText({ ...offline, ...state(0) }, '14:05')).toBe(
    'Offline. You can keep writing. In sync as of 14:05.',
  )
  expect(connectionText({ ...offline, ...state(0) }, undefined)).toBe('Offline. You can keep writing.')
  expect(connectionShortText({ ...offline, ...state(1200) })).toBe('Offline · 1,200 wait')
})

test('what the server has refused is not said to be on its way', () => {
  const online = { kind: 'online', ...state(3) } as const
  expect(connectionText(online, undefined)).toBe('Sending 3 messages')
  expect(connectionText({ ...online, stuck: 2 }, undefined)).toBe('Sending 1 message')
  expect(connectionText({ ...online, stuck: 3 }, undefined)).toBe('3 not sent')
  expect(connectionShortText({ ...online, stuck: 3 })).toBe('3 not sent')
})

test('[MG10] a change of a channel that waits is not called a message', () => {
  const offline = { kind: 'offline', retryAt: millis(0), ...state(2) } as const
  expect(connectionText({ ...offline, edits: 1 }, '14:05')).toBe('Offline · 2 wait')
  expect(connectionText({ kind: 'online', ...state(1), edits: 1 }, '14:05')).toBe('Sending 1')
})
