/** Two people with the real engine, each with a journal on the disk, over the relay at the URL given.  URL FOLDER */
import { randomBytes } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { Defect, orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import {
  channelAnswer,
  paths,
  sessionAnswer,
  type SessionAnswer,
  workspaceAnswer,
} from '../../core/protocol/api.ts'
import { type ConversationId, deviceId, type DeviceId, randomId } from '../../core/protocol/ids.ts'
import { subprotocol } from '../../core/protocol/limits.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import type { ConnectRelay } from '../../core/sync/relay-socket.ts'
import { createJournal } from '../../main/journal/journal.ts'
import { systemClock, systemRandom } from '../../main/system.ts'
import { serveChain } from './chain-load.ts'

const [url = '', folder = ''] = process.argv.slice(2)

async function call<Schema extends v.GenericSchema>(
  address: string,
  body: object,
  token: string | undefined,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  const response = await fetch(url + address, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${address}: ${response.status} ${text}`)
  return v.parse(schema, text === '' ? undefined : JSON.parse(text))
}

interface Person {
  readonly device: DeviceId
  readonly session: SessionAnswer
}

async function signUp(username: string): Promise<Person> {
  const device = randomId(deviceId, systemRandom)
  const password = 'correct horse battery staple'
  const body = { username, displayName: username, password, device: { id: device, name: 'bench' } }
  return { device, session: await call(paths.register, body, undefined, sessionAnswer) }
}

const connect: ConnectRelay = (address, events) => {
  const socket = new WebSocket(address, subprotocol, { perMessageDeflate: false })
  socket.binaryType = 'nodebuffer'
  socket.on('open', events.opened)
  socket.on('message', (data) => {
    if (Buffer.isBuffer(data)) events.received(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  })
  socket.on('error', () => {}) // close follows
  socket.on('close', events.closed)
  const send = (frame: Uint8Array): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(frame)
  }
  return { send, close: () => socket.close() }
}

async function startEngine({ device, session }: Person): Promise<Engine> {
  const outbox = createJournal({
    file: path.join(folder, `${session.user.username}.journal`),
    key: new Uint8Array(randomBytes(32)),
    random: systemRandom,
    openFile: (file) => open(file, 'r+'),
    report: (damage) => console.error(damage),
    compactFrom: 1_048_576,
  })
  const store = createMemoryStore()
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return orThrow(
    await createEngine({
      account: { user: session.user.id, device, relay: url.replace('http', 'ws') + paths.sync },
      clock: systemClock,
      random: systemRandom,
      store,
      openIndex: openMemoryIndex({ store, clock: systemClock, breathe }),
      outbox,
      connect,
      accessToken: async () => ok(session.accessToken),
      report: (report) => console.error(report),
    }),
  )
}

/** Once the directory knows the channel and its newest screen is there. */
async function enter(engine: Engine, channel: ConversationId): Promise<OpenConversation> {
  const opened = await new Promise<OpenConversation>((resolve) => {
    const look = (): void => {
      const conversation = engine.open(channel)
      if (conversation === undefined) return
      stop()
      resolve(conversation)
    }
    const stop = engine.directory.listen(look)
    look()
  })
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (opened.view.read().opening) return
      stop()
      resolve()
    }
    const stop = opened.view.listen(look)
    look()
  })
  return opened
}

const people = [await signUp('ada'), await signUp('bob')] as const
const [ada, bob] = people
const token = ada.session.accessToken
const { id: workspace } = await call(paths.workspaces, { name: 'Bench' }, token, workspaceAnswer)
const { id: channel } = await call(paths.channels(workspace), { name: 'bench' }, token, channelAnswer)
await call(paths.join(workspace), {}, bob.session.accessToken, v.undefined())
const rooms = [
  await enter(await startEngine(ada), channel),
  await enter(await startEngine(bob), channel),
] as const

await serveChain({
  post: (person, text) => {
    void rooms[person].post(text).then((posted) => {
      if (!posted.ok) throw new Defect(`a post failed: ${JSON.stringify(posted.failure)}`)
    })
  },
  onSeen: (listener) => {
    for (const [person, room] of rooms.entries()) {
      const self = people[person]?.session.user.id
      const seen = new Set<string>()
      room.view.listen(() => {
        // New messages stand near the end: nobody here was away.
        for (const { id, author, text } of room.view.read().messages.slice(-500).toReversed()) {
          if (author === self || seen.has(id)) continue
          seen.add(id)
          listener(text)
        }
      })
    }
  },
})
process.exit(0)
