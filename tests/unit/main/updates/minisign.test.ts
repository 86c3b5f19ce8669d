import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { sealingReady } from '../../../../main/sealing/sealing.ts'
import { type PublicKey, readPublicKey, verifyMinisign } from '../../../../main/updates/minisign.ts'
import { createPublisher } from '../../../support/publisher.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

/** Made by minisign 0.11. */
const frozen = {
  key: 'untrusted comment: minisign public key 98D1641A52AC7B19\nRWQZe6xSGmTRmOELTDSng3iJe+NkkseJAHLBa2UzqXUPMkTu4bygqYZr\n',
  message: 'version: 1.2.4\n',
  comment: 'tidings-desktop file:latest-linux.yml version:1.2.4 time:1793608800',
  signature: `untrusted comment: signature from minisign secret key
RUQZe6xSGmTRmB18yZkJijvGS/o13vItr2sDZAAPQifY6q9CnlIWz9nADOsdPymUeWyteli9bD0lEq9l1k+MPolL7Yi4Z9GurwM=
trusted comment: tidings-desktop file:latest-linux.yml version:1.2.4 time:1793608800
jYKw5r8iShbVQV3oqAKLrXIXmObptBjS4piTPamWuV0gquEwcVpI/tRlkJZzyE9RAQ4pfA2jIrHY8X+kDzS8CQ==
`,
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const keysOf = (text: string): ReadonlyArray<PublicKey> => {
  const key = readPublicKey(text)
  return key === undefined ? [] : [key]
}
const verify = (signature: string, message = frozen.message, key = frozen.key) =>
  verifyMinisign(keysOf(key), bytes(signature), bytes(message))

beforeAll(() => sealingReady)

describe('what minisign signed', () => {
  test('[UP1] a signature of the tool is read, and its trusted comment handed out', () => {
    expect(verify(frozen.signature)).toEqual({ ok: true, value: frozen.comment })
  })

  test('[UP1] the real tool and this one agree, both ways', (context) => {
    const tool = (process.env['PATH'] ?? '')
      .split(path.delimiter)
      .map((folder) => path.join(folder, 'minisign'))
      .find((file) => existsSync(file))
    if (tool === undefined) return context.skip('no minisign here')
    const folder = temporaryFolder()
    const at = (name: string): string => path.join(folder, name)
    const call = (...args: Array<string>) => execFileSync(tool, args, { stdio: 'pipe' })
    call('-G', '-W', '-p', at('key.pub'), '-s', at('key.sec'))
    writeFileSync(at('latest.yml'), frozen.message)
    call('-S', '-s', at('key.sec'), '-m', at('latest.yml'), '-t', 'of ours')
    const [key, signature] = [
      readFileSync(at('key.pub'), 'utf8'),
      readFileSync(at('latest.yml.minisig'), 'utf8'),
    ]
    expect(verify(signature, frozen.message, key)).toEqual({ ok: true, value: 'of ours' })
    call('-S', '-l', '-s', at('key.sec'), '-m', at('latest.yml'))
    const legacy = readFileSync(at('latest.yml.minisig'), 'utf8')
    expect(verify(legacy, frozen.message, key), 'without the hash').toMatchObject({
      failure: { kind: 'unsigned' },
    })

    const publisher = createPublisher()
    writeFileSync(at('latest.yml.minisig'), publisher.sign(bytes(frozen.message), 'of theirs'))
    expect(() => call('-V', '-P', publisher.publicKey, '-m', at('latest.yml'))).not.toThrow()
  })

  test('[UP1] another key, even under the same id, is another publisher or no signature', () => {
    const other = createPublisher()
    expect(verify(frozen.signature, frozen.message, other.publicKey)).toMatchObject({
      failure: { kind: 'other-publisher' },
    })
    const sameId = createPublisher(Buffer.from(keysOf(frozen.key)[0]?.id ?? []))
    expect(verify(frozen.signature, frozen.message, sameId.publicKey)).toMatchObject({
      failure: { kind: 'changed' },
    })
    expect(verifyMinisign([], bytes(frozen.signature), bytes(frozen.message))).toMatchObject({
      failure: { kind: 'other-publisher' },
    })
  })

  test('[UP1] a changed byte anywhere, of the file or of its signature, is refused', () => {
    const signature = bytes(frozen.signature)
    const start = frozen.signature.indexOf('\n') + 1 // the first line is nobody's word
    fc.assert(
      fc.property(
        fc.integer({ min: start, max: signature.length - 2 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const changed = signature.slice()
          changed[at] = (changed[at] ?? 0) ^ by
          expect(verifyMinisign(keysOf(frozen.key), changed, bytes(frozen.message)).ok).toBe(false)
        },
      ),
    )
    for (const at of [0, 5, frozen.message.length - 1]) {
      const changed = bytes(frozen.message)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(verifyMinisign(keysOf(frozen.key), signature, changed)).toMatchObject({
        failure: { kind: 'changed' },
      })
    }
  })

  test('[UP1] what is no signature at all is refused, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (garbage) => {
        expect(verifyMinisign(keysOf(frozen.key), garbage, bytes(frozen.message)).ok).toBe(false)
      }),
    )
    const lines = frozen.signature.split('\n')
    const torn = lines.slice(0, 2).join('\n')
    const twice = frozen.signature + frozen.signature
    const long = frozen.signature.replace('signature from', 'x'.repeat(5_000))
    for (const each of ['', torn, twice, long, frozen.signature.replaceAll('=', '')])
      expect(verify(each)).toMatchObject({ failure: { kind: 'unsigned' } })
    for (const each of ['', 'RWQ', frozen.signature]) expect(readPublicKey(each)).toBeUndefined()
  })
})
