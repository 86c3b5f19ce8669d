/** The primitives against the vectors of their own documents. */
import { argon2id } from '@noble/hashes/argon2.js'
import { describe, expect, test } from 'vitest'
import { hkdfExpand, hkdfExtract } from '../../../../core/e2ee/hkdf.ts'
import { setupRecipient, setupSender } from '../../../../core/e2ee/hpke.ts'
import { leastCost, stretchPassphrase } from '../../../../main/vault/passphrase.ts'
import { hex, toHex } from '../../../support/hex.ts'
import { seededPrimitives } from '../../../support/sealed-people.ts'
import { secondPrimitives } from '../../../support/second-primitives.ts'

const ours = seededPrimitives(1)
const both = [
  ['ours', ours],
  ['the second', secondPrimitives(ours.random)],
] as const
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

describe.each(both)('%s', (_, primitives) => {
  test.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
        '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
        '18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
  ])('[PR1] RFC 8032 section 7.1: the key %s', (seed, publicKey, message, signature) => {
    const key = primitives.signingKey(hex(seed))
    expect(toHex(key.publicKey)).toBe(publicKey)
    expect(toHex(primitives.sign(key, hex(message)))).toBe(signature)
    expect(primitives.verify(key.publicKey, hex(message), hex(signature))).toBe(true)
    expect(primitives.isSound(key.publicKey)).toBe(true)
  })

  test('[PR1] RFC 7748 section 5.2 and 6.1', () => {
    const pairs = [
      [
        'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
        'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
        'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
      ],
      [
        '4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d',
        'e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493',
        '95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957',
      ],
    ] as const
    for (const [scalar, point, product] of pairs)
      expect(primitives.dh(hex(scalar), hex(point))).toEqual(hex(product))

    const bob = hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb')
    const alice = hex('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a')
    expect(primitives.dh(bob, alice)).toEqual(
      hex('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742'),
    )
    expect(toHex(primitives.dhPublicKey(bob))).toBe(
      'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
    )
  })

  test('[PR1] RFC 7748 section 5.2: a thousand times', () => {
    let [scalar, point] = [hex('09' + '00'.repeat(31)), hex('09' + '00'.repeat(31))]
    const rounds = primitives === ours ? 1_000 : 1
    for (let round = 0; round < rounds; round++) {
      const product = primitives.dh(scalar, point)
      if (product === undefined) throw new Error('no point of small order here')
      point = scalar
      scalar = new Uint8Array(product)
    }
    expect(toHex(scalar)).toBe(
      rounds === 1
        ? '422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079'
        : '684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51',
    )
  })

  test.each([
    [
      '0b'.repeat(22),
      '000102030405060708090a0b0c',
      'f0f1f2f3f4f5f6f7f8f9',
      '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5',
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    ],
    [
      '0b'.repeat(22),
      '',
      '',
      '19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04',
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    ],
  ])('[PR1] RFC 5869: of %s with the salt "%s"', (secret, salt, info, extracted, expanded) => {
    const key = hkdfExtract(primitives, hex(salt), hex(secret))
    expect(toHex(key)).toBe(extracted)
    expect(toHex(hkdfExpand(primitives, key, hex(info), 42))).toBe(expanded)
  })

  const sunscreen = ascii(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  )
  const key = hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f')
  const associated = hex('50515253c0c1c2c3c4c5c6c7')

  test('[PR1] RFC 8439 section 2.8.2', () => {
    const nonce = hex('070000004041424344454647')
    const sealed = hex(
      `d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b
       1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc
       3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691`,
    )
    expect(primitives.aeadSeal(key, nonce, sunscreen, associated)).toEqual(sealed)
    expect(primitives.aeadOpen(key, nonce, sealed, associated)).toEqual(sunscreen)
  })

  test('[PR1] draft-irtf-cfrg-xchacha-03 appendix A.3.1', () => {
    const nonce = hex('404142434445464748494a4b4c4d4e4f5051525354555657')
    const sealed = hex(
      `bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39
       ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9
       21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49`,
    )
    expect(primitives.xSeal(key, nonce, sunscreen, associated)).toEqual(sealed)
    expect(primitives.xOpen(key, nonce, sealed, associated)).toEqual(sunscreen)
  })

  test('[PR1] RFC 9180 appendix A.2.1', () => {
    const info = hex('4f6465206f6e2061204772656369616e2055726e')
    const ephemeral = hex('f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600')
    const recipient = hex('8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb')
    const fixed = { ...primitives, random: () => ephemeral.slice() }
    const sender = setupSender(fixed, primitives.dhPublicKey(recipient), info)
    expect(toHex(primitives.dhPublicKey(recipient))).toBe(
      '4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a',
    )
    expect(toHex(sender?.enc ?? ephemeral)).toBe(
      '1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a',
    )
    const opener = setupRecipient(primitives, recipient, sender?.enc ?? ephemeral, info)
    const plain = hex('4265617574792069732074727574682c20747275746820626561757479')
    const sealed = [
      '1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28',
      '6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e85285337cc95ba5f59992dc98c',
    ]
    for (const [place, expected] of sealed.entries()) {
      const count = ascii(`Count-${place}`)
      expect(toHex(sender?.context.seal(plain, count) ?? plain)).toBe(expected)
      expect(opener?.open(hex(expected), count)).toEqual(plain)
    }
  })
})

test('[PR1] RFC 9106 section 5.3, and what the vault stretches passphrases with makes the same of the same', async () => {
  const vector = argon2id(hex('01'.repeat(32)), hex('02'.repeat(16)), {
    t: 3,
    m: 32,
    p: 4,
    key: hex('03'.repeat(8)),
    personalization: hex('04'.repeat(12)),
  })
  expect(toHex(vector)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')

  const salt = hex('02'.repeat(16))
  const second = argon2id(ascii('correct horse'), salt, { t: leastCost.passes, m: leastCost.memoryKiB, p: 1 })
  expect(toHex(await stretchPassphrase('correct horse', salt, leastCost))).toBe(toHex(second))
})
