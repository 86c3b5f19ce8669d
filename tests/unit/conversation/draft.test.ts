import { describe, expect, test } from 'vitest'
import { cleanDraft, draftToOp, type OpDraft } from '../../../core/conversation/draft.ts'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { alice, testAttachment, testHlc, testOpId, testPost } from '../../support/conversations.ts'

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
    [
      'an edit with too many mentions',
      { kind: 'edit', target, text: 'x', mentions: Array(51).fill(alice) },
      { kind: 'too-long', length: 51, limit: 50 },
    ],
    [
      'too many files',
      { kind: 'post', text: 'x', attachments: Array(11).fill(testAttachment()) },
      { kind: 'too-long', length: 11, limit: 10 },
    ],
    ['[OP12] no text and no files', { kind: 'post', text: '', attachments: [] }, { kind: 'empty' }],
    ['an empty mask', { kind: 'mask', target, replacement: ' ' }, { kind: 'empty' }],
    ['a name too long', { kind: 'meta', name: 'x'.repeat(65) }, { kind: 'too-long', length: 65, limit: 64 }],
    [
      'a topic too long',
      { kind: 'meta', topic: 'x'.repeat(251) },
      { kind: 'too-long', length: 251, limit: 250 },
    ],
    ['naming nothing', { kind: 'meta' }, { kind: 'empty' }],
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
    [
      'no mentions in an edit',
      { kind: 'edit', target, text: 'x', mentions: [] },
      { kind: 'edit', target, text: 'x' },
    ],
    [
      '[OP12] a file without text',
      { kind: 'post', text: ' ', attachments: [testAttachment()] },
      { kind: 'post', text: '', attachments: [testAttachment()] },
    ],
    [
      '[OP11] the path of a file',
      { kind: 'post', text: 'x', attachments: [testAttachment({ name: 'a/b' })] },
      { kind: 'post', text: 'x', attachments: [testAttachment({ name: 'a_b' })] },
    ],
    [
      '[OP4] never and at once',
      { kind: 'post', text: 'x', expiresAfter: 0.2 },
      { kind: 'post', text: 'x', expiresAfter: 1 },
    ],
    [
      '[OP4] centuries',
      { kind: 'post', text: 'x', expiresAfter: 1e12 },
      { kind: 'post', text: 'x', expiresAfter: 31_536_000 },
    ],
    [
      '[RE15] blanks for a name take it away',
      { kind: 'meta', name: ' ', topic: ' Food ' },
      { kind: 'meta', name: '', topic: 'Food' },
    ],
    ['[OP5] a cut-off emoji as icon', { kind: 'meta', icon: '\uD83D' }, { kind: 'meta', icon: '\uFFFD' }],
    [
      '[OP5] a mask with a byte order mark',
      { kind: 'mask', target, replacement: '\uFEFFx' },
      { kind: 'mask', target, replacement: 'x' },
    ],
    ['a pin', { kind: 'pin', target, on: true }, { kind: 'pin', target, on: true }],
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

test('[RE16] a read position is that of the message', () => {
  expect(draftToOp({ kind: 'read', target, thread: testOpId(5) }, head, testHlc(3))).toEqual({
    kind: 'read',
    upTo: target,
    upToAt: testHlc(3),
    thread: testOpId(5),
    ...head,
  })
})
