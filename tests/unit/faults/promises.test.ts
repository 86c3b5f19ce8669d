import { describe, expect, test } from 'vitest'
import type { SeenMessage } from '../../faults/device-messages.ts'
import {
  type Change,
  complaintsAbout,
  createPromises,
  type Fate,
  type Promises,
} from '../../faults/promises.ts'

const user = 'a'.repeat(32)

function promised(fate: Fate, ...changes: ReadonlyArray<Pick<Change, 'kind' | 'fate'>>): Promises {
  const promises = createPromises()
  const where = { conversation: 0, device: 0 }
  const id = fate === 'kept' ? 'one' : undefined
  promises.posts.push({ kind: 'post', ...where, text: 'message 0', fate, id })
  for (const target of promises.posts) {
    for (const each of changes) promises.changes.push({ ...where, target, user, emoji: '👍', ...each })
  }
  return promises
}

const shown = (more: Partial<SeenMessage> = {}): SeenMessage => ({
  id: 'one',
  author: user,
  at: { time: 1, counter: 0 },
  clamped: false,
  text: 'message 0',
  edited: false,
  redacted: false,
  reactions: [],
  delivery: 'relay',
  ...more,
})
const edited = shown({ text: 'message 0 (edited)', edited: true })
const redacted = shown({ text: '', redacted: true })
const reacted = shown({ reactions: [{ emoji: '👍', users: [user] }] })

describe('what is as promised', () => {
  test.each<readonly [string, Promises, ReadonlyArray<SeenMessage>]>([
    ['a kept message', promised('kept'), [shown()]],
    ['one whose fate nobody knows, there', promised('unknown'), [shown()]],
    ['one whose fate nobody knows, not there', promised('unknown'), []],
    ['a refused one that is not there', promised('refused'), []],
    ['a kept edit', promised('kept', { kind: 'edit', fate: 'kept' }), [edited]],
    ['an edit of unknown fate', promised('kept', { kind: 'edit', fate: 'unknown' }), [shown()]],
    ['a kept redaction', promised('kept', { kind: 'redact', fate: 'kept' }), [redacted]],
    ['a kept reaction', promised('kept', { kind: 'react', fate: 'kept' }), [reacted]],
  ])('%s', (_, promises, seen) => {
    expect(complaintsAbout(promises, 0, seen)).toEqual([])
  })
})

describe('what is not', () => {
  test.each<readonly [RegExp, Promises, ReadonlyArray<SeenMessage>]>([
    [/^lost/, promised('kept'), []],
    [/^doubled/, promised('kept'), [shown(), shown({ id: 'two' })]],
    [/^doubled/, promised('unknown'), [shown(), shown({ id: 'two' })]],
    [/^doubled/, promised('kept'), [shown(), shown()]],
    [/^refused and yet there/, promised('refused'), [shown()]],
    [/^nobody wrote/, promised('kept'), [shown(), shown({ id: 'two', text: 'else' })]],
    [/^not on the relay/, promised('kept'), [shown({ delivery: 'queued' })]],
    [/^edit lost/, promised('kept', { kind: 'edit', fate: 'kept' }), [shown()]],
    [/^another text/, promised('kept', { kind: 'edit', fate: 'refused' }), [edited]],
    [/^not redacted/, promised('kept', { kind: 'redact', fate: 'kept' }), [shown()]],
    [/^redacted by nobody/, promised('kept'), [redacted]],
    [/^reaction lost/, promised('kept', { kind: 'react', fate: 'kept' }), [shown()]],
    [/^refused and yet there/, promised('kept', { kind: 'react', fate: 'refused' }), [reacted]],
  ])('%s', (complaint, promises, seen) => {
    expect(complaintsAbout(promises, 0, seen)).toContainEqual(expect.stringMatching(complaint))
  })
})

test('[CR94] what is deleted where it was written may be gone without a trace; what another device deletes may not', () => {
  expect(complaintsAbout(promised('kept', { kind: 'redact', fate: 'kept' }), 0, [])).toEqual([])
  expect(complaintsAbout(promised('kept', { kind: 'redact', fate: 'refused' }), 0, [])).toHaveLength(1)
  const elsewhere = promised('kept', { kind: 'redact', fate: 'kept' })
  const changes = elsewhere.changes.map((change) => ({ ...change, device: 1 }))
  expect(complaintsAbout({ ...elsewhere, changes }, 0, [])).toHaveLength(1)
})
