import { expect, test } from 'vitest'
import { createCell } from '../../../../../core/base/readable.ts'
import { ok } from '../../../../../core/base/result.ts'
import { maxTextLength } from '../../../../../core/conversation/limits.ts'
import type { ConnectionState } from '../../../../../core/engine/engine.ts'
import {
  createMessageLimit,
  lengthNote,
  type MessageLimitDeps,
} from '../../../../../renderer/features/composer/message-limit.ts'

const state = (kind: 'online' | 'connecting'): ConnectionState => ({ kind, queued: 0, syncedAt: undefined })

function setup(answers: ReadonlyArray<number | undefined>, kept?: string) {
  const storage = new Map(kept === undefined ? [] : [['composer.longest', kept]])
  let asked = 0
  const call = async () => {
    const maxMessageLength = answers[asked++]
    return ok({
      signUp: 'open',
      needsPassphrase: false,
      ...(maxMessageLength !== undefined && { maxMessageLength }),
    })
  }
  const remembered = {
    read: (key: string) => storage.get(key),
    write: (key: string, value: string) => void storage.set(key, value),
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is asked one thing alone
  const limit = createMessageLimit({ bridge: { call } as unknown as MessageLimitDeps['bridge'], remembered })
  return { limit, storage, asked: () => asked }
}

test('[MO9] how long a message may be is asked each time the relay is reached, and known without it', async () => {
  const { limit, storage, asked } = setup([500, undefined])
  expect(limit.longest.read()).toBe(maxTextLength)
  const connection = createCell(state('connecting'))
  const stop = limit.follow(connection)
  expect(asked()).toBe(0)
  connection.write(state('online'))
  await expect.poll(() => limit.longest.read()).toBe(500)
  connection.write({ ...state('online'), queued: 1 })
  expect(asked()).toBe(1)
  const offline = setup([], storage.get('composer.longest'))
  expect(offline.limit.longest.read()).toBe(500)
  // The limit was lifted meanwhile.
  connection.write(state('connecting'))
  connection.write(state('online'))
  await expect.poll(() => limit.longest.read()).toBe(maxTextLength)
  stop()
  connection.write(state('connecting'))
  connection.write(state('online'))
  expect(asked()).toBe(2)
})

test('[MO9] what makes no sense allows what the protocol allows', () => {
  for (const kept of ['', '0', '-5', 'x', '1.5', '99999', 'Infinity', 'NaN', '{}'])
    expect(setup([], kept).limit.longest.read()).toBe(maxTextLength)
})

test('[MO9] what is said while one writes: nothing, then how much is left, then how much is too much', () => {
  const note = (length: number, longest: number) => lengthNote('x'.repeat(length), longest)
  expect(note(0, 20)).toBeUndefined()
  expect(note(15, 20)).toBeUndefined()
  expect(note(16, 20)).toEqual({ kind: 'near', left: 4 })
  expect(note(20, 20)).toEqual({ kind: 'near', left: 0 })
  expect(note(21, 20)).toEqual({ kind: 'over', by: 1 })
  expect(lengthNote(`  ${'x'.repeat(20)}\n`, 20)).toEqual({ kind: 'near', left: 0 })
  expect(note(16_183, maxTextLength)).toBeUndefined()
  expect(note(16_184, maxTextLength)).toEqual({ kind: 'near', left: 200 })
})
