/** Certificates for tests, made when they are needed: an authority that nobody has ever heard of, and servers that it vouches for. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { onTestFinished } from 'vitest'
import { type KeyObject, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export interface Certificate {
  readonly cert: string
  readonly key: string
}

export interface Authority {
  readonly cert: string
  /** For `127.0.0.1` and these names, good from `from` until `until`. */
  readonly vouchFor: (
    names: ReadonlyArray<string>,
    validity?: { readonly from: Date; readonly until: Date },
  ) => Certificate
}

const day = 86_400_000
const now = (): { readonly from: Date; readonly until: Date } => ({
  from: new Date(Date.now() - day),
  until: new Date(Date.now() + day),
})

/** X.509 (RFC 5280) with Ed25519 keys would not do for all of TLS: P-256 does. */
export function createAuthority(name = 'Nobody’s Authority'): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issue = (subject: string, key: KeyObject, extensions: Buffer, validity = now()): string =>
    pem(
      'CERTIFICATE',
      signed(bodyOf({ issuer: name, subject, key, extensions, ...validity }), own.privateKey),
    )
  return {
    cert: issue(name, own.publicKey, isAuthority),
    vouchFor: (names, validity) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      return {
        cert: issue(names[0] ?? 'server', pair.publicKey, namesOf(names), validity),
        key: String(pair.privateKey.export({ format: 'pem', type: 'pkcs8' })),
      }
    },
  }
}

/** This process believes it, beside the system's own, until the test is over. */
export function trust({ cert }: Authority): void {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, cert])
  onTestFinished(() => setDefaultCACertificates(before))
}

// DER: tag, length, content (X.690).
function tlv(tag: number, ...parts: ReadonlyArray<Buffer>): Buffer {
  const content = Buffer.concat(parts)
  const short = content.length < 128
  const size = Buffer.from([content.length >> 8, content.length & 0xff])
  return Buffer.concat([
    Buffer.from([tag]),
    short ? size.subarray(1) : Buffer.concat([Buffer.of(0x82), size]),
    content,
  ])
}
const sequence = (...parts: ReadonlyArray<Buffer>): Buffer => tlv(0x30, ...parts)
const octets = (content: Buffer): Buffer => tlv(0x04, content)
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'))
const yes = tlv(0x01, Buffer.of(0xff))

const commonName = oid('550403')
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const basicConstraints = oid('551d13')
const subjectAltName = oid('551d11')

const nameOf = (text: string): Buffer =>
  sequence(tlv(0x31, sequence(commonName, tlv(0x0c, Buffer.from(text)))))
const timeOf = (date: Date): Buffer =>
  tlv(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`))
const isAuthority = sequence(basicConstraints, yes, octets(sequence(yes)))
const namesOf = (names: ReadonlyArray<string>): Buffer =>
  sequence(
    subjectAltName,
    octets(
      sequence(tlv(0x87, Buffer.of(127, 0, 0, 1)), ...names.map((name) => tlv(0x82, Buffer.from(name)))),
    ),
  )

function bodyOf(of: {
  readonly issuer: string
  readonly subject: string
  readonly key: KeyObject
  readonly extensions: Buffer
  readonly from: Date
  readonly until: Date
}): Buffer {
  const version3 = tlv(0xa0, tlv(0x02, Buffer.of(2)))
  const serial = tlv(0x02, Buffer.concat([Buffer.of(1), randomBytes(15)]))
  const key = of.key.export({ format: 'der', type: 'spki' })
  return sequence(
    version3,
    serial,
    ecdsaWithSha256,
    nameOf(of.issuer),
    sequence(timeOf(of.from), timeOf(of.until)),
    nameOf(of.subject),
    key,
    tlv(0xa3, sequence(of.extensions)),
  )
}

const signed = (body: Buffer, key: KeyObject): Buffer =>
  sequence(body, ecdsaWithSha256, tlv(0x03, Buffer.of(0), sign('sha256', body, key)))

const pem = (kind: string, der: Buffer): string =>
  `-----BEGIN ${kind}-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END ${kind}-----\n`
