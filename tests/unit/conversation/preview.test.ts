import { describe, expect, test } from 'vitest'
import { cleanDraft } from '../../../core/conversation/draft.ts'
import type { LinkPreview } from '../../../core/conversation/op.ts'
import { decodeOp, encodeOp } from '../../../core/conversation/op-codec.ts'
import { cleanPreview } from '../../../core/conversation/preview-fields.ts'
import { reduce } from '../../../core/conversation/reducer.ts'
import {
  alice,
  bob,
  placed,
  testMask,
  testOpId,
  testPost,
  testRedact,
  testUser,
} from '../../support/conversations.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const preview: LinkPreview = { url: 'https://example.org/a', title: 'A page', picture: Uint8Array.of(1, 2) }
const encode = (spoilt: Partial<Record<keyof LinkPreview, unknown>>) => () =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a hostile device would write
  encodeOp(testPost({ preview: { ...preview, ...spoilt } as LinkPreview }))

describe('[OP14] a preview', () => {
  test('comes back as it was written', () => {
    const post = testPost({ preview: { ...preview, description: 'What it is about 👩‍🚀 שלום' } })
    expect(decodeOp(encodeOp(post), { canonical: true })).toEqual({ ok: true, value: post })
  })

  test('at its bounds still fits with all else that a message may hold', () => {
    const mentions = Array.from({ length: 50 }, (_, number) => testUser(number))
    const full = {
      url: `https://example.org/${'x'.repeat(2_028)}`,
      title: '\uFFFF'.repeat(200),
      description: '\uFFFF'.repeat(300),
      picture: new Uint8Array(8_192),
    }
    const post = testPost({
      text: '\uFFFF'.repeat(16_384),
      mentions,
      preview: full,
      expiresAfter: 31_536_000,
    })
    const room = 32_000 // what ten attachments with long names and thumbnails take
    expect(encodeOp(post).length).toBeLessThan(98_304 - room)
  })

  test.each([
    ['of another kind of address', { url: 'http://example.org/' }],
    ['that runs', { url: 'javascript:alert(1)' }],
    ['with a user before the host', { url: 'https://bank.example@evil.example/' }],
    ['with a port', { url: 'https://example.org:8443/' }],
    ['in letters that look like others', { url: 'https://ехample.org/' }],
    ['with a space', { url: 'https://example.org/a b' }],
    ['that is too long', { url: `https://example.org/${'x'.repeat(2_029)}` }],
    ['without a title', { title: '' }],
    ['with a title that turns the line', { title: 'safe \u202Egro.live' }],
    ['with a title of two lines', { title: 'one\ntwo' }],
    ['with a null byte', { title: 'one\u0000two' }],
    ['with too long a title', { title: 'x'.repeat(201) }],
    ['with too long a description', { description: 'x'.repeat(301) }],
    ['with a description that hides something', { description: 'a\u2066b' }],
    ['with too large a picture', { picture: new Uint8Array(8_193) }],
    ['with an empty picture', { picture: new Uint8Array() }],
  ] as ReadonlyArray<readonly [string, Partial<Record<keyof LinkPreview, unknown>>]>)(
    '%s is refused',
    (_, spoilt) => {
      expect(encode(spoilt)).toThrow('preview')
    },
  )

  test('is cleaned before it is sent', () => {
    expect(cleanPreview({ ...preview, title: ' \u202Eone\n two\u0000 ', description: '\u2066' })).toEqual({
      ...preview,
      title: 'one two',
    })
    const zalgo = cleanPreview({ ...preview, title: `a${'\u0301'.repeat(10_000)}b` })
    expect(zalgo?.title).toBe(`a${'\u0301'.repeat(4)}`)
    const long = cleanPreview({ ...preview, title: '👍'.repeat(50_000), description: 'x'.repeat(100_000) })
    expect(long?.title.length).toBeLessThanOrEqual(200)
    expect(long?.description).toHaveLength(300)
    expect(encode({ ...long })).not.toThrow()
    expect(cleanPreview({ ...preview, picture: new Uint8Array(8_193) })).not.toHaveProperty('picture')
    expect(cleanPreview({ ...preview, title: '\u202E' })).toBeUndefined()
    expect(cleanPreview({ ...preview, url: 'http://example.org/' })).toBeUndefined()
  })

  test('that cannot be had goes, and the message is sent', () => {
    const drafted = cleanDraft({ kind: 'post', text: 'x', preview: { ...preview, title: '' } })
    expect(drafted).toEqual({ ok: true, value: { kind: 'post', text: 'x' } })
  })
})

test('[RE21] a preview goes with a mask and with a redaction', () => {
  const context = { segment: 0, isModerator: (user: unknown) => user === bob, clock: createVirtualClock() }
  const post = testPost({ preview, by: alice })
  expect(reduce(placed(post), context)).toMatchObject([{ preview }])
  const mask = testMask({ id: testOpId(7), by: bob, replacement: 'gone' })
  for (const change of [mask, testRedact()])
    expect(reduce(placed(post, change), context)[0]).not.toHaveProperty('preview')
})
