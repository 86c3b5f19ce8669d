import sodium from 'libsodium-wrappers-sumo'
import { beforeAll, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { Fetch } from '../../../core/client/api.ts'
import { largestFile, maxPieceBytes } from '../../../core/protocol/files-api.ts'
import { messageFrame, roomId, setupChat } from '../../support/chat-world.ts'
import { sealTestFile } from '../../support/sealed-file.ts'

beforeAll(() => sodium.ready)

const json = (status: number, body?: object) => ({
  status,
  arrayBuffer: async () => new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)).buffer,
})
const problem = (status: number, code: string) => json(status, { type: 'x', title: code, status, code })

/** What of a relay is there for files; `fault` is asked before each request, with its method and how many came before. */
function setupRelay(
  fault: (method: string, count: number) => ReturnType<typeof json> | undefined = () => undefined,
) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const asked: Array<string> = []
  const fetch: Fetch = async (address, { method, body }) => {
    const count = asked.push(method) - 1
    const faulty = fault(method, count)
    if (faulty !== undefined) return faulty
    const [, id = ''] = /files\/(\w+)/.exec(address) ?? []
    const there = files.get(id) ?? new Uint8Array()
    if (method === 'PUT') return json(200, { offset: there.length, finished: false })
    if (method === 'PATCH' && body instanceof Uint8Array) {
      files.set(id, new Uint8Array(Buffer.concat([there, body])))
      return json(200, { offset: there.length + body.length })
    }
    if (method === 'POST') return json(204)
    return files.has(id)
      ? { status: 200, arrayBuffer: async () => Uint8Array.from(there).buffer }
      : problem(404, 'not-found')
  }
  return { fetch, files, asked }
}

test('[CC9] a file is sealed, goes up in pieces, and is opened as it was', async () => {
  const { fetch, files, asked } = setupRelay()
  const { client } = setupChat({ fetch, sodium })
  const bytes = new Uint8Array(maxPieceBytes + 1_000).map((_, index) => index % 249)
  const sent = orThrow(await client.join(roomId).attach({ name: 'chart.bin', type: 'image/png', bytes }))
  expect(sent).toMatchObject({ name: 'chart.bin', type: 'image/png', size: bytes.length })
  expect(asked.slice(0, 4)).toEqual(['PUT', 'PATCH', 'PATCH', 'POST'])
  const lying = Buffer.from(files.get(sent.id) ?? new Uint8Array())
  expect(lying.includes(Buffer.from(bytes.subarray(0, 64)))).toBe(false)
  expect(orThrow(await client.open(sent))).toEqual(bytes)
})

test('[CC9] an upload that was cut goes on where it was; one that is refused for good says so', async () => {
  let cuts = 0
  const { fetch, files, asked } = setupRelay((method, count) => {
    if (method === 'PATCH' && count === 2) throw new TypeError('cut off')
    return cuts++ === 3 ? problem(503, 'unavailable') : undefined
  })
  const { client, clock, settle } = setupChat({ fetch, sodium })
  const bytes = new Uint8Array(maxPieceBytes + 1_000).fill(3)
  const sending = client.join(roomId).attach({ name: 'a', type: 'text/plain', bytes })
  for (let turn = 0; turn < 5; turn++) {
    await settle()
    clock.advance(30_000)
  }
  const sent = orThrow(await sending)
  expect(asked.filter((method) => method === 'PATCH')).toHaveLength(4) // two of them in vain
  expect(files.get(sent.id)?.length).toBe(sent.seal?.size)
  const full = setupChat({ fetch: setupRelay(() => problem(403, 'file-quota')).fetch, sodium })
  const small = { name: 'a', type: 'text/plain', bytes: new Uint8Array(3) }
  expect(await full.client.join(roomId).attach(small)).toMatchObject({ failure: { code: 'file-quota' } })
  const huge = { ...small, bytes: new Uint8Array(largestFile + 1) }
  expect(await full.client.join(roomId).attach(huge)).toMatchObject({ failure: { code: 'file-too-large' } })
  expect(await setupChat().client.join(roomId).attach(small)).toMatchObject({
    failure: { code: 'no-sodium' },
  })
})

test('[CC9] what is not the file that the message names is not handed out', async () => {
  const { fetch, files } = setupRelay()
  const { client } = setupChat({ fetch, sodium })
  const [file, other] = [await sealTestFile('mine'), await sealTestFile('another')]
  const { id } = file.attachment
  expect(await client.open(file.named)).toMatchObject({ failure: { code: 'not-found' } })
  files.set(id, Uint8Array.from(other.sealed))
  expect(await client.open(file.named)).toMatchObject({ failure: { code: 'file-damaged' } })
  files.set(id, Uint8Array.from(file.sealed))
  expect(new TextDecoder().decode(orThrow(await client.open(file.named)))).toBe('mine')
  for (const lie of [
    { ...file.named, ...(other.named.seal && { seal: other.named.seal }) },
    { ...file.named, size: 5_000 },
    { ...file.named, id: '../../etc/passwd' },
    { ...file.named, sha256: 'x' },
  ])
    expect(await client.open(lie)).toMatchObject({ failure: { code: 'file-damaged' } })
})

test('[CC10] what a message brings along is sent and shown, and it goes when its time is over', async () => {
  const world = setupChat()
  const room = world.client.join(roomId)
  await world.settle()
  world.socket().open()
  world.socket().say({ type: 'room_joined', roomId, name: 'plans', memberCount: 2 })
  await world.settle()
  const { named } = await sealTestFile('a chart')
  const [start, mentions] = [world.clock.now(), ['c'.repeat(32)]]
  const clientId = orThrow(room.send('see', { attachments: [named], mentions, expiresAfter: 10 }))
  expect(world.socket().sent.at(-1)).toMatchObject({ attachments: [named], mentions, expiresAfter: 10 })
  const brought = { attachments: [named], mentions, expires: start + 10_000 }
  expect(room.messages.read()).toMatchObject([{ delivery: 'queued', alsoInChannel: false, ...brought }])
  world.clock.advance(15_000) // it waits, and begins to end when the relay has it
  expect(room.messages.read()).toHaveLength(1)
  const expires = world.clock.now() + 86_400_000 * 30
  world.socket().say(messageFrame('1', 'see', 1, { clientId, ...brought, expires }))
  world.socket().say(messageFrame('2', 'stays', 2, { thread: '1'.repeat(32), alsoInChannel: true }))
  expect(room.messages.read()).toMatchObject([{ expires, attachments: [named] }, { alsoInChannel: true }])
  world.clock.advance(86_400_000 * 30 - 1)
  expect(room.messages.read()).toHaveLength(2)
  world.clock.advance(1)
  expect(room.messages.read().map(({ text }) => text)).toEqual(['stays'])
  world.client.close()
  expect(world.clock.pending()).toBe(0)
})
