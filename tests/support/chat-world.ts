/** A chat client over sockets and pages that the test moves by hand. */
import * as v from 'valibot'
import { type ChatClient, type ChatClientDeps, createChatClient } from '../../core/client/chat-client.ts'
import type { ChatSocket } from '../../core/client/line.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export const roomId = 'a'.repeat(32)
const userId = 'b'.repeat(32)
const anyFrame = v.record(v.string(), v.unknown())

export interface HandSocket {
  readonly address: string
  readonly sent: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly open: () => void
  readonly say: (frame: object | string) => void
  readonly lose: (code?: number) => void
}

export interface ChatWorld {
  readonly client: ChatClient
  readonly clock: VirtualClock
  readonly sockets: ReadonlyArray<HandSocket>
  /** The newest one. */
  readonly socket: () => HandSocket
  /** What the relay has: tests change it. */
  readonly page: { messages: ReadonlyArray<object>; more: boolean }
  readonly asked: ReadonlyArray<string>
  /** Lets what was promised happen. */
  readonly settle: () => Promise<void>
}

export const pageMessage = (id: string, text: string, time: number): object => ({
  id: id.repeat(32),
  conversation: roomId,
  author: userId,
  time,
  text,
  edited: false,
  deleted: false,
  reactions: [],
})
export const messageFrame = (id: string, content: string, timestamp: number, more: object = {}): object => ({
  type: 'message',
  roomId,
  messageId: id.repeat(32),
  userId,
  username: 'bob',
  content,
  timestamp,
  edited: false,
  ...more,
})

export function setupChat(given: Partial<ChatClientDeps> = {}): ChatWorld {
  const clock = createVirtualClock()
  const sockets: Array<HandSocket> = []
  const asked: Array<string> = []
  const page: ChatWorld['page'] = { messages: [], more: false }
  const client = createChatClient({
    url: 'http://relay.example/',
    token: () => 'token',
    fetch: async (address) => {
      asked.push(address)
      return { status: 200, arrayBuffer: async () => new TextEncoder().encode(JSON.stringify(page)).buffer }
    },
    openSocket: (address) => {
      const [socket, hand] = createHandSocket(address)
      sockets.push(hand)
      return socket
    },
    clock,
    random: createSeededRandom(7),
    ...given,
  })
  return {
    client,
    clock,
    sockets,
    socket: () => {
      const newest = sockets.at(-1)
      if (newest === undefined) throw new Error('no socket was opened')
      return newest
    },
    page,
    asked,
    settle: async () => {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    },
  }
}

function createHandSocket(address: string): readonly [ChatSocket, HandSocket] {
  const listeners = new Map<
    string,
    Array<(event: { readonly data: unknown; readonly code: number }) => void>
  >()
  const sent: Array<Readonly<Record<string, unknown>>> = []
  const tell = (type: string, event: { readonly data?: unknown; readonly code?: number } = {}): void => {
    for (const listener of listeners.get(type) ?? []) listener({ data: undefined, code: 1006, ...event })
  }
  return [
    {
      addEventListener: (
        type: string,
        listener: (event: { readonly data: unknown; readonly code: number }) => void,
      ) => void listeners.set(type, [...(listeners.get(type) ?? []), listener]),
      send: (text) => void sent.push(v.parse(anyFrame, JSON.parse(text))),
      close: () => tell('close'),
    },
    {
      address,
      sent,
      open: () => tell('open'),
      say: (frame) => tell('message', { data: typeof frame === 'string' ? frame : JSON.stringify(frame) }),
      lose: (code = 1006) => tell('close', { code }),
    },
  ]
}
