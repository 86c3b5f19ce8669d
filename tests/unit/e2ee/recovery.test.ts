import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Defect, orThrow } from '../../../core/base/defect.ts'
import {
  judgeBackup,
  maxRecoveryBytes,
  openRecovery,
  sealRecovery,
} from '../../../core/e2ee/recovery-blob.ts'
import { formatRecoveryCode, parseRecoveryCode, recoveryCodeBytes } from '../../../core/e2ee/recovery-code.ts'
import { userId } from '../../../core/protocol/ids.ts'
import { anyBytesOf } from '../../support/arbitrary-sealed.ts'
import { anyMutated } from '../../support/mutated.ts'
import { hex } from '../../support/hex.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'

const primitives = seededPrimitives(4)
const code = primitives.random(recoveryCodeBytes)
const user = userId('aa'.repeat(16))
const contents = new Uint8Array(Buffer.from('identity, epoch keys, lists'))
const blob = orThrow(sealRecovery(primitives, code, { user, version: 3, contents }))
const failed = (failure: object): object => ({ ok: false, failure })
const parse = (typed: string): ReturnType<typeof parseRecoveryCode> => parseRecoveryCode(primitives, typed)

test('[RV1] a code is nine groups of four, and read back as it was', () => {
  fc.assert(
    fc.property(anyBytesOf(20), (bytes) => {
      const text = formatRecoveryCode(primitives, bytes)
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(parse(text)).toEqual({ ok: true, value: bytes })
    }),
  )
  expect(formatRecoveryCode(primitives, hex('00'.repeat(20))).slice(0, 39)).toBe(
    '0000-0000-0000-0000-0000-0000-0000-0000',
  )
  expect(formatRecoveryCode(primitives, hex('ff'.repeat(20))).slice(0, 39)).toBe(
    'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ',
  )
  expect(formatRecoveryCode(primitives, hex('00443214c74254b635cf84653a56d7c675be77df')).slice(0, 39)).toBe(
    '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ',
  )
  expect(() => formatRecoveryCode(primitives, new Uint8Array(19))).toThrow(Defect)
})

test('[RV2] it may be typed in any case, with spaces and dashes anywhere, O for 0, I and L for 1', () => {
  fc.assert(
    fc.property(
      anyBytesOf(20),
      fc.array(fc.tuple(fc.nat({ max: 44 }), fc.constantFrom(' ', '-', '–', '\n', '\t')), { maxLength: 8 }),
      (bytes, gaps) => {
        let typed = formatRecoveryCode(primitives, bytes)
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .toLowerCase()
        expect(parse(typed.replaceAll('l', 'I').replaceAll('-', ''))).toEqual({ ok: true, value: bytes })
        for (const [at, gap] of gaps) typed = typed.slice(0, at) + gap + typed.slice(at)
        expect(parse(typed)).toEqual({ ok: true, value: bytes })
      },
    ),
  )
})

test('[RV3] what is no code says why: a character, the length, or a slip', () => {
  const text = formatRecoveryCode(primitives, code)
  expect(parse(text.replace(/^./, 'U'))).toEqual(failed({ kind: 'character', found: 'U' }))
  expect(parse(`${text}!`)).toEqual(failed({ kind: 'character', found: '!' }))
  expect(parse(text.slice(1))).toEqual(failed({ kind: 'length', found: 35 }))
  expect(parse(`${text}0`)).toEqual(failed({ kind: 'length', found: 37 }))
  expect(parse('')).toEqual(failed({ kind: 'length', found: 0 }))
})

test('[RV3] one digit wrong, or two neighbours exchanged, is a slip', () => {
  const text = formatRecoveryCode(primitives, code).replaceAll('-', '')
  for (let place = 0; place < text.length; place++) {
    const other = text[place] === '7' ? '8' : '7'
    expect(parse(text.slice(0, place) + other + text.slice(place + 1)), `${place}`).toEqual(
      failed({ kind: 'check' }),
    )
    const swapped =
      text.slice(0, place) + (text[place + 1] ?? '') + (text[place] ?? '') + text.slice(place + 2)
    if (swapped !== text) expect(parse(swapped), `${place}`).toEqual(failed({ kind: 'check' }))
  }
})

test('[RV4] a backup is opened by its code as it was', () => {
  expect(openRecovery(primitives, code, user, blob)).toEqual({
    ok: true,
    value: { user, version: 3, contents },
  })
})

test('[RV5] another code, another user, another format and a changed byte are told apart', () => {
  expect(openRecovery(primitives, primitives.random(20), user, blob)).toEqual(failed({ kind: 'wrong-code' }))
  expect(openRecovery(primitives, code, userId('bb'.repeat(16)), blob)).toEqual(
    failed({ kind: 'other-user' }),
  )
  expect(openRecovery(primitives, code, user, Uint8Array.of(2, ...blob.subarray(1)))).toEqual(
    failed({ kind: 'newer-format', found: 2 }),
  )
  expect(openRecovery(primitives, code, user, Uint8Array.of(0, ...blob.subarray(1)))).toEqual(
    failed({ kind: 'not-a-backup' }),
  )
  expect(openRecovery(primitives, code, user, blob.subarray(0, 40))).toEqual(failed({ kind: 'not-a-backup' }))
  const flipped = (at: number): Uint8Array => blob.map((byte, index) => (index === at ? byte ^ 1 : byte))
  for (const at of [24, 40, 57, blob.length - 1])
    expect(openRecovery(primitives, code, user, flipped(at)), `${at}`).toEqual(failed({ kind: 'damaged' }))
})

test('[RV5] no bytes make the opening throw, and no mutated backup opens', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), anyMutated(fc.constant(blob))), (bytes) => {
      if (Buffer.compare(bytes, blob) !== 0)
        expect(openRecovery(primitives, code, user, bytes).ok).toBe(false)
    }),
    { numRuns: 1_000 },
  )
})

test('[RV6] the newest, an older and a replaced backup are told apart by what the lists name', () => {
  const older = orThrow(sealRecovery(primitives, code, { user, version: 2, contents }))
  const named = [null, primitives.sha256(older), primitives.sha256(blob)]
  expect(judgeBackup(primitives, blob, named)).toBe('current')
  expect(judgeBackup(primitives, older, named)).toBe('old')
  expect(
    judgeBackup(primitives, orThrow(sealRecovery(primitives, code, { user, version: 3, contents })), named),
  ).toBe('replaced')
  expect(judgeBackup(primitives, blob, [])).toBe('replaced')
})

test('[RV7] a backup over its limit is not made', () => {
  expect(
    sealRecovery(primitives, code, { user, version: 3, contents: new Uint8Array(maxRecoveryBytes) }),
  ).toMatchObject(failed({ kind: 'too-long' }))
})
