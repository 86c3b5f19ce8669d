import { describe, expect, test } from 'vitest'
import { cleanDraft, draftToOp, type OpDraft } from '../../../core/conversation/draft.ts'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { alice, testHlc, testOpId, testPost } from '../../support/conversations.ts'

const target = testOpId(1)
const head = { id: testOpId(9), at: testHlc(9), by: alice }

describe('cleanDraft', () => {
  test.each<readonly [string, OpDraft, unknown]>([
    ['an empty text', { kind: 'post', text: '' }, { kind: 'empty' }],
    ['blanks', { kind: 'edit', target, text: ' \n\t ' }, { kind: 'empty' }],
    ['an empty emoji', { kind: 'react', target, emoji: '', on: true }, { kind: 'empty' }],
    [
      'a text one unit too long',
      { kind: 'post', text: 'x'.repeat(16_385) },
      { kind: 'too-long', length: 16_385, limit: 16_384 },
    ],
    [
      'too many mentions',
      { kind: 'post', text: 'x', mentions: Array(51).fill(alice) },
      { kind: 'too-long', length: 51, limit: 50 },
    ],
    [
      'a reason too long',
      { kind: 'redact', target, reason: 'x'.repeat(501) },
      { kind: 'too-long', length: 501, limit: 500 },
    ],
  ])('%s is refused', (_, draft, failure) => {
    expect(cleanDraft(draft)).toEqual({ ok: false, failure })
  })

  test.each<readonly [string, OpDraft, OpDraft]>([
    ['[OP5] a cut-off emoji', { kind: 'post', text: 'so \uD83D' }, { kind: 'post', text: 'so \uFFFD' }],
    [
      '[OP5] a byte order mark in front',
      { kind: 'post', text: '\uFEFFhello' },
      { kind: 'post', text: 'hello' },
    ],
    ['no mentions', { kind: 'post', text: 'x', mentions: [] }, { kind: 'post', text: 'x' }],
    ['no reason', { kind: 'redact', target, reason: '' }, { kind: 'redact', target }],
    ['blanks around text', { kind: 'post', text: '  code' }, { kind: 'post', text: '  code' }],
  ])('%s', (_, draft, cleaned) => {
    expect(orThrow(cleanDraft(draft))).toEqual(cleaned)
    expect(() => encodeOp(draftToOp(cleaned, head, testHlc(0)))).not.toThrow()
  })
})

test('a redaction remembers where the message stood', () => {
  expect(draftToOp({ kind: 'redact', target }, head, testHlc(3))).toEqual({
    kind: 'redact',
    target,
    ...head,
    targetAt: testHlc(3),
  })
  expect(draftToOp({ kind: 'post', text: 'hi' }, head, testHlc(3))).toEqual(testPost({ ...head, text: 'hi' }))
})
