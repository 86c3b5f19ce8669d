import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { Message } from '../../../core/conversation/message.ts'
import { nothingShown, showMessages } from '../../../core/engine/shown-messages.ts'
import { alice, testHlc, testOpId } from '../../support/conversations.ts'

const message = (number: number, text = 'text'): Message => ({
  id: testOpId(number),
  segment: 0,
  author: alice,
  at: testHlc(number),
  text,
  edited: false,
  redacted: false,
  reactions: [],
})

/** Any change of a list: some messages go, some come, some become other objects. */
const lists = fc.array(fc.uniqueArray(fc.tuple(fc.nat(30), fc.nat(2)), { selector: ([number]) => number }), {
  minLength: 1,
  maxLength: 6,
})

test('[CR61] the result is as if made anew, and whatever did not change is the same object', () => {
  const pool = new Map<string, Message>()
  const pooled = (number: number, version: number): Message => {
    const key = `${number} ${version}`
    const made = pool.get(key) ?? message(number, `version ${version}`)
    pool.set(key, made)
    return made
  }
  fc.assert(
    fc.property(lists, (versions) => {
      let shown = nothingShown
      for (const version of versions) {
        const source = version.toSorted(([left], [right]) => left - right).map((each) => pooled(...each))
        const known = new Map(shown.source.map((each, index) => [each, shown.messages[index]]))
        shown = showMessages(shown, source, new Set(), (each) => ({ ...each, delivery: { kind: 'relay' } }))
        expect(shown.messages).toEqual(source.map((each) => ({ ...each, delivery: { kind: 'relay' } })))
        for (const [index, each] of source.entries()) {
          if (known.has(each)) expect(shown.messages[index]).toBe(known.get(each))
        }
      }
    }),
  )
})

test('[CR61] without a change nothing is made', () => {
  const source = [message(1), message(2)]
  const shown = showMessages(nothingShown, source, new Set(), (each) => each)
  const unexpected = (): ShownMessage => {
    throw new Error('not to be called')
  }
  expect(showMessages(shown, source, new Set(), unexpected)).toBe(shown)
  expect(showMessages(shown, source, new Set([testOpId(9)]), unexpected)).toBe(shown)
})

test('a message that moved is shown anew, the others stay', () => {
  const source = [message(1), message(2), message(3)]
  const shown = showMessages(nothingShown, source, new Set(), (each) => ({
    ...each,
    delivery: { kind: 'queued' },
  }))
  const moved = showMessages(shown, source, new Set([testOpId(2)]), (each) => ({
    ...each,
    delivery: { kind: 'relay' },
  }))
  expect(moved.messages.map(({ delivery }) => delivery?.kind)).toEqual(['queued', 'relay', 'queued'])
  expect(moved.messages[0]).toBe(shown.messages[0])
  expect(moved.messages[2]).toBe(shown.messages[2])
})
