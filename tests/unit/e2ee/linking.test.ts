/** Linking over an honest relay and over one that lies at each step. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Defect, orThrow } from '../../../core/base/defect.ts'
import {
  answerLink,
  isLinkCode,
  type LinkStarted,
  maxSecretBytes,
  meetAnswer,
  meetReveal,
  openSecrets,
  sealSecrets,
  secretParts,
  startLink,
} from '../../../core/e2ee/linking.ts'
import { userId } from '../../../core/protocol/ids.ts'
import {
  decodeAnswer,
  decodeCommit,
  decodeReveal,
  decodeSecrets,
  encodeAnswer,
  encodeReveal,
  maxLinkMessageBytes,
} from '../../../core/sealed/link-messages.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'

const primitives = seededPrimitives(6)
const keyPair = (): ReturnType<typeof primitives.signingKey> => primitives.signingKey(primitives.random(32))
const [oldKey, newKey, identity, relayKey] = [keyPair(), keyPair(), keyPair(), keyPair()]
const own = { user: userId('aa'.repeat(16)), identity: identity.publicKey, sign: oldKey.publicKey }
const theirs = { ...own, sign: relayKey.publicKey }
const secrets = new Uint8Array(Buffer.from('seed, epoch keys, pins'))
const begin = (): LinkStarted => startLink(primitives, { sign: newKey.publicKey, name: 'Läptop' })
const failed = (kind: string): object => ({ ok: false, failure: { kind } })

function linked(): {
  readonly started: LinkStarted
  readonly atNew: Parameters<typeof openSecrets>[2]
  readonly atOld: Parameters<typeof sealSecrets>[1]
} {
  const started = begin()
  const answered = orThrow(answerLink(primitives, own, started.commit))
  const atNew = orThrow(meetAnswer(primitives, started, answered.answer))
  return { started, atNew, atOld: orThrow(meetReveal(primitives, answered, started.reveal)) }
}

test('[LK1] over an honest relay both devices have the same code, and the new one gets the secrets', () => {
  const { started, atNew, atOld } = linked()
  expect(atNew.code).toMatch(/^\d{8}$/)
  expect(atOld.code).toBe(atNew.code)
  expect(atOld.device).toMatchObject({ name: 'Läptop', sign: newKey.publicKey })
  expect(atNew.old).toMatchObject(own)
  const messages = orThrow(sealSecrets(primitives, atOld, oldKey, secrets))
  expect(openSecrets(primitives, started, atNew, messages)).toEqual({ ok: true, value: secrets })
})

test('[LK1] the code may be typed with spaces and dashes, and is no other', () => {
  const { atOld } = linked()
  expect(isLinkCode(`${atOld.code.slice(0, 4)} - ${atOld.code.slice(4)}`, atOld)).toBe(true)
  expect(isLinkCode(atOld.code.slice(1), atOld)).toBe(false)
  expect(isLinkCode(String((Number(atOld.code) + 1) % 100_000_000).padStart(8, '0'), atOld)).toBe(false)
})

test('[LK2] a relay that shows the old device other keys than it committed to is found out', () => {
  const started = begin()
  const answered = orThrow(answerLink(primitives, own, started.commit))
  const swapped = startLink(primitives, { sign: relayKey.publicKey, name: 'Läptop' }).reveal
  expect(meetReveal(primitives, answered, swapped)).toEqual(failed('commitment'))
  const renamed = orThrow({ ok: true, value: decodeReveal(started.reveal) } as const)
  if (renamed === undefined) throw new Defect('a reveal')
  expect(meetReveal(primitives, answered, encodeReveal({ ...renamed, name: 'Laptop' }))).toEqual(
    failed('commitment'),
  )
})

test('[LK3] a relay in between that commits to keys of its own gets another code on each side', () => {
  const started = begin()
  const false1 = startLink(primitives, { sign: relayKey.publicKey, name: 'Läptop' })
  const answered = orThrow(answerLink(primitives, own, false1.commit))
  const falseAnswer = orThrow(answerLink(primitives, theirs, started.commit))
  const atNew = orThrow(meetAnswer(primitives, started, falseAnswer.answer))
  const atOld = orThrow(meetReveal(primitives, answered, false1.reveal))
  expect(isLinkCode(atNew.code, atOld)).toBe(false)
})

test('[LK3] every part of every message goes into the code', () => {
  const started = begin()
  const { answer } = orThrow(answerLink(primitives, own, started.commit))
  const { code } = orThrow(meetAnswer(primitives, started, answer))
  const told = decodeAnswer(answer)
  if (told === undefined) throw new Defect('an answer')
  const others = [
    { ...told, user: userId('bb'.repeat(16)) },
    { ...told, identity: relayKey.publicKey },
    { ...told, sign: relayKey.publicKey },
    { ...told, nonce: primitives.random(32) },
  ]
  for (const other of others)
    expect(orThrow(meetAnswer(primitives, started, encodeAnswer(other))).code).not.toBe(code)
  expect(orThrow(meetAnswer(primitives, { ...started, commit: begin().commit }, answer)).code).not.toBe(code)
  expect(orThrow(meetAnswer(primitives, { ...started, reveal: begin().reveal }, answer)).code).not.toBe(code)
})

test('[LK4] a device with a key of small order is not met', () => {
  const small = new Uint8Array(32)
  small[0] = 1
  const started = startLink(primitives, { sign: small, name: '' })
  const answered = orThrow(answerLink(primitives, own, started.commit))
  expect(meetReveal(primitives, answered, started.reveal)).toEqual(failed('bad-key'))
  for (const bad of [
    { ...own, sign: small },
    { ...own, identity: small },
  ])
    expect(
      meetAnswer(primitives, started, orThrow(answerLink(primitives, bad, started.commit)).answer),
    ).toEqual(failed('bad-key'))
})

test('[LK5] secrets are taken from the device that answered, for this linking, whole and in order', () => {
  const { started, atNew, atOld } = linked()
  const open = (messages: ReadonlyArray<Uint8Array>): unknown =>
    openSecrets(primitives, started, atNew, messages)
  expect(open(orThrow(sealSecrets(primitives, atOld, relayKey, secrets)))).toEqual(failed('secrets'))
  expect(open(orThrow(sealSecrets(primitives, linked().atOld, oldKey, secrets)))).toEqual(failed('secrets'))
  expect(
    openSecrets(
      primitives,
      { ...started, secret: primitives.random(32) },
      atNew,
      orThrow(sealSecrets(primitives, atOld, oldKey, secrets)),
    ),
  ).toEqual(failed('secrets'))
  expect(open([])).toEqual(failed('secrets'))
  const long = primitives.random(1_200_000)
  const parts = orThrow(sealSecrets(primitives, atOld, oldKey, long))
  expect(parts.map(({ length }) => length <= maxLinkMessageBytes)).toEqual([true, true])
  expect(secretParts(parts[0] ?? long)).toBe(2)
  expect(open(parts)).toEqual({ ok: true, value: long })
  expect(open(parts.slice(0, 1))).toEqual(failed('secrets'))
  expect(open(parts.toReversed())).toEqual(failed('secrets'))
  expect(open([...parts, ...parts])).toEqual(failed('secrets'))
})

test('[LK5] what does not fit into the mailbox is not sealed', () => {
  expect(sealSecrets(primitives, linked().atOld, oldKey, new Uint8Array(maxSecretBytes + 1))).toMatchObject(
    failed('too-long'),
  )
})

test('[LK6] no bytes make a reader of messages throw, and none is read as another', () => {
  const started = begin()
  const { answer } = orThrow(answerLink(primitives, own, started.commit))
  const readers = [decodeCommit, decodeAnswer, decodeReveal, decodeSecrets]
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 260 }), fc.integer({ min: 1, max: 4 }), (bytes, kind) => {
      const message = Uint8Array.of(kind, ...bytes)
      for (const [index, read] of readers.entries())
        if (read(message) !== undefined) expect(index + 1).toBe(kind)
    }),
  )
  expect(meetAnswer(primitives, started, started.reveal)).toEqual(failed('unreadable'))
  expect(meetAnswer(primitives, started, answer.subarray(1))).toEqual(failed('unreadable'))
  expect(answerLink(primitives, own, answer)).toEqual(failed('unreadable'))
  expect(
    meetReveal(
      primitives,
      orThrow(answerLink(primitives, own, started.commit)),
      Uint8Array.of(...started.reveal, 0xff),
    ),
  ).toEqual(failed('unreadable'))
  expect(() => startLink(primitives, { sign: newKey.publicKey, name: 'x'.repeat(65) })).toThrow(Defect)
})
