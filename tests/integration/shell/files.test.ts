/** The files of an account between a page, main and a real relay. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { concatBytes } from '../../../core/base/bytes.ts'
import { orThrow } from '../../../core/base/defect.ts'
import type { SealedFile } from '../../../core/bridge/files-contract.ts'
import { largestFile } from '../../../core/protocol/files-api.ts'
import type { AttachmentId } from '../../../core/protocol/ids.ts'
import type { Files } from '../../../main/files/files.ts'
import type { Fetch } from '../../../main/sign-in/relay-api.ts'
import { attach, naming, random, setupFiles, uploaded } from '../../support/account-files.ts'
import { newFileId, sha256 } from '../../support/file-client.ts'

async function readAll(
  files: Files,
  file: SealedFile & { readonly size: number },
): Promise<Uint8Array | object> {
  const ticket = await files.fetch(file)
  if (!ticket.ok) return ticket.failure
  const parts: Uint8Array[] = []
  for (let at = 0; ;) {
    const part = orThrow(await files.read(ticket.value, at))
    if (part.length === 0) return concatBytes(...parts)
    parts.push(part)
    at += part.length
  }
}

test('[FI11][FI13] a file goes from one person to another, and lies plain nowhere on the way', async () => {
  const { ada, bob, channel, open, relay } = await setupFiles()
  const [own, others] = [open(ada), open(bob)]
  const bytes = concatBytes(
    new TextEncoder().encode('a secret that is easy to find'),
    random.bytes(1_400_000),
  )
  const sealed = await attach(own.files, channel, bytes)
  expect(await own.files.transfers()).toEqual([]) // nothing goes up before it is sent
  orThrow(await own.files.send([sealed.id]))
  await uploaded(own.files)
  const got = await readAll(others.files, { ...sealed, size: bytes.length })
  expect(got instanceof Uint8Array && sha256(got)).toBe(sha256(bytes))
  for (const folder of [own.folder, others.folder, path.join(relay.folder, 'files')]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const lying = readFileSync(path.join(entry.parentPath, entry.name))
      expect(lying.includes('easy to find')).toBe(false)
      expect(lying.includes(Buffer.from(sealed.seal.key))).toBe(false)
    }
  }
  // Once it was here, it opens without a network.
  await relay.close().catch(() => undefined)
  expect(await readAll(others.files, { ...sealed, size: bytes.length })).toHaveLength(bytes.length)
})

test('[FI12] what was sent while the relay was away goes up when it is back, over a restart of the app', async () => {
  const { ada, channel, open, onRelay } = await setupFiles()
  const away: Fetch = () => Promise.reject(new TypeError('no network'))
  const offline = open(ada, { fetch: away })
  const bytes = random.bytes(300_000)
  const sealed = await attach(offline.files, channel, bytes)
  orThrow(await offline.files.send([sealed.id]))
  await expect.poll(offline.told).toMatchObject([{ id: sealed.id, direction: 'up', done: 0 }])
  await offline.files.close()
  const again = open(ada, { folder: offline.folder, entries: [naming(sealed)] })
  await again.files.transfers()
  await uploaded(again.files)
  expect(sha256((await onRelay.fetch(sealed.id)).bytes)).toBe(Buffer.from(sealed.sha256).toString('hex'))
})

test('[FI5][FI12] an upload that is cut again and again is resumed, and no piece is sent that was answered', async () => {
  const { ada, channel, open, onRelay } = await setupFiles()
  let pieces = 0
  const shaky: Fetch = async (url, options) => {
    if (options.method !== 'PATCH') return fetch(url, options)
    pieces++
    if (pieces % 3 === 1) throw new TypeError('cut before it went')
    const answer = await fetch(url, options)
    if (pieces % 3 === 2) throw new TypeError('cut before the answer came')
    return answer
  }
  const { files } = open(ada, { fetch: shaky })
  const sealed = await attach(files, channel, random.bytes(1_500_000))
  orThrow(await files.send([sealed.id]))
  await uploaded(files)
  expect((await onRelay.fetch(sealed.id)).bytes.length).toBe(sealed.seal.size)
  expect(pieces).toBeLessThanOrEqual(3 * 3)
})

test('[FI14] a file that is cut short, too long, another, or not sealed as agreed is refused with the reason', async () => {
  const { ada, bob, channel, open, onRelay } = await setupFiles()
  const [own, others] = [open(ada), open(bob)]
  const bytes = random.bytes(200_000)
  const sealed = await attach(own.files, channel, bytes)
  orThrow(await own.files.send([sealed.id]))
  await uploaded(own.files)
  const lying = (await onRelay.fetch(sealed.id)).bytes
  const swapped = Uint8Array.from(lying)
  swapped[70_000] = (swapped[70_000] ?? 0) ^ 1
  const message = { ...sealed, size: bytes.length }
  for (const [given, why] of [
    [lying.subarray(0, -1), 'truncated'],
    [concatBytes(lying, Uint8Array.of(1)), 'extended'],
    [swapped, 'swapped'],
  ] as const) {
    const id = newFileId()
    await onRelay.put(id, channel, given)
    expect(await readAll(others.files, { ...message, id })).toEqual({ kind: 'refused', why })
  }
  const other = newFileId()
  await onRelay.put(other, channel, lying) // the right bytes under another id: sealed for this one alone
  expect(await readAll(others.files, { ...message, id: other })).toEqual({
    kind: 'refused',
    why: 'malformed',
  })
  expect(await readAll(others.files, { ...message, size: 100 })).toEqual({
    kind: 'refused',
    why: 'malformed',
  })
  expect(await readAll(others.files, { ...message, size: 2 ** 40 })).toMatchObject({ kind: 'too-large' })
  expect(await readAll(others.files, { ...message, id: newFileId() })).toEqual({ kind: 'not-there' })
  expect(readdirSync(others.folder).filter((name) => !name.includes('.'))).toEqual([])
})

test('[FI14] what lies spoilt on the own disk is fetched anew', async () => {
  const { ada, bob, channel, open } = await setupFiles()
  const [own, others] = [open(ada), open(bob)]
  const bytes = random.bytes(100_000)
  const sealed = await attach(own.files, channel, bytes)
  orThrow(await own.files.send([sealed.id]))
  await uploaded(own.files)
  const message = { ...sealed, size: bytes.length }
  await readAll(others.files, message)
  writeFileSync(path.join(others.folder, sealed.id), random.bytes(sealed.seal.size))
  expect(await readAll(others.files, message)).toEqual(bytes)
})

test('[FI11] a file that the relay or this app finds too large is refused with the bound', async () => {
  const { ada, channel, open } = await setupFiles({ MAX_FILE_MIB: '1' })
  const { files } = open(ada)
  expect(await files.begin(channel, largestFile + 1)).toEqual({
    ok: false,
    failure: { kind: 'too-large', limit: largestFile },
  })
  const sealed = await attach(files, channel, random.bytes(1_300_000))
  orThrow(await files.send([sealed.id]))
  await expect
    .poll(() => files.transfers())
    .toMatchObject([{ id: sealed.id, failure: { kind: 'too-large', limit: 1_048_576 } }])
})

test('[FI11] pieces that skip, overlap or go past the end end the file', async () => {
  const { ada, channel, open } = await setupFiles()
  const { files, folder } = open(ada)
  for (const [at, length] of [
    [50, 100],
    [200, 100],
    [100, 901],
  ] as const) {
    const id = orThrow(await files.begin(channel, 1_000))
    orThrow(await files.write(id, 0, random.bytes(100)))
    expect(await files.write(id, at, random.bytes(length))).toMatchObject({ ok: false })
    expect(await files.finish(id)).toEqual({ ok: false, failure: { kind: 'cancelled' } })
  }
  const short = orThrow(await files.begin(channel, 1_000))
  expect(await files.finish(short)).toMatchObject({ ok: false })
  expect(await files.send([short])).toEqual({ ok: false, failure: { kind: 'cancelled' } })
  expect(readdirSync(folder)).toEqual([])
})

test('[FI12] what is given up is taken from the relay too, and goes up no more', async () => {
  const { ada, channel, open, onRelay } = await setupFiles()
  const stop: { id?: AttachmentId } = {}
  const { files } = open(ada, {
    fetch: async (url, options) => {
      const answer = await fetch(url, options)
      if (options.method === 'PATCH' && stop.id !== undefined) await files.drop(stop.id)
      return answer
    },
  })
  const sealed = await attach(files, channel, random.bytes(1_200_000))
  stop.id = sealed.id
  orThrow(await files.send([sealed.id]))
  await uploaded(files)
  await expect
    .poll(async () => (await onRelay.start(sealed.id, channel, sealed.seal.size)).body)
    .toEqual({ offset: 0, finished: false })
})
