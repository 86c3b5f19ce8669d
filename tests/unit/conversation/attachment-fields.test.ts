import { describe, expect, test } from 'vitest'
import { Defect } from '../../../core/base/defect.ts'
import { cleanAttachments } from '../../../core/conversation/attachment-fields.ts'
import { decodeOp, encodeOp } from '../../../core/conversation/op-codec.ts'
import { maxThumbnailBytes } from '../../../core/conversation/limits.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { testAttachment, testPost } from '../../support/conversations.ts'
import { fieldsOf, spoilt } from '../../support/spoilt-ops.ts'

const strict = { canonical: true }

/** An attachment as an op holds it. */
function attachmentFields(attachment: Attachment): Record<string, unknown> {
  const fields = fieldsOf(testPost({ attachments: [attachment] })).get('attachments')
  const first: unknown = Array.isArray(fields) ? fields[0] : undefined
  if (typeof first !== 'object' || first === null) throw new Defect('no attachment')
  return { ...first }
}

describe('read', () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['a path', { name: 'a/b' }],
    ['a path of Windows', { name: 'C:\\b' }],
    ['the folder above', { name: '..' }],
    ['a name that is read backwards', { name: 'photo\u202Egpj.exe' }],
    ['a name with what nobody sees', { name: 'a\u200Bb' }],
    ['a name with a line break', { name: 'a\nb' }],
    ['a name too long', { name: 'x'.repeat(256) }],
    ['no name', { name: '' }],
    ['a media type with parameters', { type: 'text/html; charset=utf-8' }],
    ['a media type of one part', { type: 'text' }],
    ['a media type too long', { type: `a/${'b'.repeat(126)}` }],
    ['a size below 0', { size: -1 }],
    ['a size of 2^40 + 1', { size: 2 ** 40 + 1 }],
    ['a hash of 31 bytes', { sha256: new Uint8Array(31) }],
    ['an id of 15 bytes', { id: new Uint8Array(15) }],
    ['an empty thumbnail', { thumbnail: new Uint8Array() }],
    ['a thumbnail of 20 KiB and a byte', { thumbnail: new Uint8Array(20_481) }],
    ['no peaks at all', { peaks: new Uint8Array() }],
    ['65 peaks', { peaks: new Uint8Array(65) }],
    ['a duration of a day and a millisecond', { duration: 86_400_001 }],
    ['a duration of half a millisecond', { duration: 0.5 }],
    ['a seal that is none', { seal: true }],
    ['a seal without a key', { seal: { header: new Uint8Array(24), size: 1 } }],
    [
      'a seal with a key of 33 bytes',
      { seal: { key: new Uint8Array(33), header: new Uint8Array(24), size: 1 } },
    ],
  ])('[OP10] [OP11] an attachment with %s', (_, wrong) => {
    const good = attachmentFields(testAttachment())
    const bytes = spoilt(testPost(), 'attachments', [{ ...good, ...wrong }])
    expect(decodeOp(bytes, strict)).toEqual({
      ok: false,
      failure: { kind: 'bad-field', field: 'attachments' },
    })
  })

  test('[OP4] [OP10] no attachments, eleven, or something else', () => {
    const good = attachmentFields(testAttachment())
    for (const attachments of [[], Array(11).fill(good), good, [1], [[]]])
      expect(decodeOp(spoilt(testPost(), 'attachments', attachments), strict)).toMatchObject({
        failure: { field: 'attachments' },
      })
  })

  test('[OP12] a file needs no text', () => {
    const op = testPost({ text: '', attachments: [testAttachment()] })
    expect(decodeOp(encodeOp(op), strict)).toEqual({ ok: true, value: op })
  })

  test('[OP6] fields of a newer version are passed over', () => {
    const op = testPost({ attachments: [testAttachment()] })
    const good = attachmentFields(testAttachment())
    const longer = spoilt(op, 'attachments', [{ ...good, chapters: 12.5, 'x-of': [1] }])
    expect(decodeOp(longer, strict)).toEqual({ ok: true, value: op })
  })
})

const cleanAttachment = (attachment: Attachment): Attachment => {
  const [cleaned] = cleanAttachments([attachment])
  if (cleaned === undefined) throw new Defect('one for one')
  return cleaned
}

test('[OP10] the pictures of all attachments share one bound', () => {
  const withPicture = (bytes: number): Attachment => testAttachment({ thumbnail: new Uint8Array(bytes) })
  const half = maxThumbnailBytes / 2
  const fitting = testPost({ attachments: [withPicture(half), withPicture(half)] })
  expect(decodeOp(encodeOp(fitting), strict)).toEqual({ ok: true, value: fitting })
  const over = [withPicture(half), withPicture(half + 1), withPicture(half)]
  expect(() => encodeOp(testPost({ attachments: over }))).toThrow('attachments')
  // The writer leaves out what has no room, and no file.
  expect(cleanAttachments(over).map(({ thumbnail }) => thumbnail?.length)).toEqual([half, undefined, half])
})

describe('cleanAttachment', () => {
  test.each([
    ['a path', '../../etc/passwd', '.._.._etc_passwd'],
    ['a line break and a mark that turns the rest round', 'a\nb\u202Egpj.exe', 'a_b_gpj.exe'],
    ['half of an emoji', 'so \uD83D.png', 'so \uFFFD.png'],
    ['nothing', '', 'file'],
    ['the folder above', '..', 'file'],
    ['a long name, of which the ending stays', `${'x'.repeat(300)}.pdf`, `${'x'.repeat(251)}.pdf`],
    ['an emoji cut in two', `${'x'.repeat(238)}😀${'y'.repeat(30)}`, `${'x'.repeat(238)}_${'y'.repeat(16)}`],
  ])('[OP11] %s', (_, name, cleaned) => {
    const attachment = cleanAttachment(testAttachment({ name }))
    expect(attachment.name).toBe(cleaned)
    expect(() => encodeOp(testPost({ attachments: [attachment] }))).not.toThrow()
  })

  test('[OP10] a media type that is none', () => {
    expect(cleanAttachment(testAttachment({ type: 'Text/HTML' })).type).toBe('text/html')
    expect(cleanAttachment(testAttachment({ type: '' })).type).toBe('application/octet-stream')
  })
})
