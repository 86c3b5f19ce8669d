/** The primitives against inputs made to fool them: Project Wycheproof and ed25519-speccheck (tests/vectors/README.md). */
import { describe, expect, test } from 'vitest'
import { hex } from '../../../support/hex.ts'
import { seededPrimitives } from '../../../support/sealed-people.ts'
import { secondPrimitives } from '../../../support/second-primitives.ts'
import speccheck from '../../../vectors/ed25519-speccheck.json' with { type: 'json' }
import ed25519 from '../../../vectors/wycheproof-ed25519.json' with { type: 'json' }
import x25519 from '../../../vectors/wycheproof-x25519.json' with { type: 'json' }
import xchacha from '../../../vectors/wycheproof-xchacha20-poly1305.json' with { type: 'json' }

const ours = seededPrimitives(1)

describe.each([
  ['ours', ours],
  ['the second', secondPrimitives(ours.random)],
] as const)('%s', (_, primitives) => {
  test('[PR2] Wycheproof: Ed25519', () => {
    for (const { id, key, msg, sig, result, comment } of ed25519)
      expect(primitives.verify(hex(key), hex(msg), hex(sig)), `${id} ${comment}`).toBe(result === 'valid')
    expect(ed25519.length).toBe(151)
  })

  test('[PR2] Wycheproof: X25519, and a shared secret of zeros is none', () => {
    for (const { id, public: point, private: secret, shared, comment } of x25519) {
      const zeros = /^0+$/.test(shared)
      expect(primitives.dh(hex(secret), hex(point)), `${id} ${comment}`).toEqual(
        zeros ? undefined : hex(shared),
      )
    }
    expect(x25519.length).toBe(518)
  }, 60_000)

  test('[PR2] Wycheproof: XChaCha20-Poly1305', () => {
    for (const { id, key, nonce, aad, msg, ct, tag, result, comment } of xchacha) {
      const opened = primitives.xOpen(hex(key), hex(nonce), hex(ct + tag), hex(aad))
      expect(opened, `${id} ${comment}`).toEqual(result === 'valid' ? hex(msg) : undefined)
      if (result === 'valid')
        expect(primitives.xSeal(hex(key), hex(nonce), hex(msg), hex(aad)), `${id}`).toEqual(hex(ct + tag))
    }
    expect(xchacha.length).toBe(315)
  })
})

test('[PR3] speccheck: of the twelve cases libsodium takes the fourth alone', () => {
  const taken = speccheck.map(({ message, pub_key: key, signature }) =>
    ours.verify(hex(key), hex(message), hex(signature)),
  )
  expect(taken).toEqual(speccheck.map((__, index) => index === 3))
  expect(taken.length).toBe(12)
})

test('[PR3] speccheck: of its keys those of small or mixed order, or not canonical, are not sound', () => {
  const second = secondPrimitives(ours.random)
  for (const { pub_key: key } of speccheck) expect(ours.isSound(hex(key))).toBe(second.isSound(hex(key)))
})
