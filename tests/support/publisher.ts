/** Signs releases as `minisign` does, with keys of its own: for tests that need many, and false ones. */
import { createHash, randomBytes } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'
import { orThrow } from '../../core/base/defect.ts'
import { fail, ok } from '../../core/base/result.ts'
import { type PublicKey, readPublicKey } from '../../main/updates/minisign.ts'

await sodium.ready

export interface Publisher {
  /** As it stands in a file of the tool's. */
  readonly publicKey: string
  readonly key: PublicKey
  readonly sign: (message: Uint8Array, comment: string) => Uint8Array<ArrayBuffer>
}

export function createPublisher(id = randomBytes(8)): Publisher {
  const pair = sodium.crypto_sign_keypair()
  const publicKey = Buffer.concat([Buffer.from('Ed'), id, pair.publicKey]).toString('base64')
  const read = readPublicKey(publicKey)
  return {
    publicKey,
    key: orThrow(read === undefined ? fail({ kind: 'no key' }) : ok(read)),
    sign: (message, comment) => {
      const hash = sodium.crypto_generichash(64, message, null)
      const signature = sodium.crypto_sign_detached(hash, pair.privateKey)
      const both = Buffer.concat([signature, Buffer.from(comment)])
      const lines = [
        'untrusted comment: signature of a test',
        Buffer.concat([Buffer.from('ED'), id, signature]).toString('base64'),
        `trusted comment: ${comment}`,
        Buffer.from(sodium.crypto_sign_detached(both, pair.privateKey)).toString('base64'),
      ]
      return Uint8Array.from(Buffer.from(`${lines.join('\n')}\n`))
    },
  }
}

export interface ReleaseOrder {
  readonly publisher: Publisher
  readonly version: string
  /** Of the description. */
  readonly file: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly packageName: string
  readonly packageBytes: Uint8Array
  readonly stagingPercentage?: number
  readonly comment?: string
}

/** The files of a release by name, as they lie on a server. */
export function makeRelease(order: ReleaseOrder): Map<string, Uint8Array> {
  const { publisher, version, file, at, packageName, packageBytes, stagingPercentage } = order
  const sha512 = createHash('sha512').update(packageBytes).digest('base64')
  const description = Buffer.from(
    [
      `version: ${version}`,
      'files:',
      `  - url: ${packageName}`,
      `    sha512: ${sha512}`,
      `    size: ${packageBytes.length}`,
      `path: ${packageName}`,
      `sha512: ${sha512}`,
      ...(stagingPercentage === undefined ? [] : [`stagingPercentage: ${stagingPercentage}`]),
      "releaseDate: '2026-11-02T09:00:00.000Z'",
      '',
    ].join('\n'),
  )
  const comment =
    order.comment ?? `tidings-desktop file:${file} version:${version} time:${Math.floor(at / 1_000)}`
  return new Map<string, Uint8Array>([
    [file, description],
    [`${file}.minisig`, publisher.sign(description, comment)],
    [packageName, packageBytes],
  ])
}
