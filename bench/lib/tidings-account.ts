/** Accounts of a relay for benchmarks, and the socket of a program outside a browser. */
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { paths, sessionAnswer, type SessionAnswer } from '../../core/protocol/api.ts'
import { deviceId, type DeviceId, randomId } from '../../core/protocol/ids.ts'
import { subprotocol } from '../../core/protocol/limits.ts'
import type { ConnectRelay } from '../../core/sync/relay-socket.ts'
import { systemRandom } from '../../main/system.ts'

export interface BenchPerson {
  readonly device: DeviceId
  readonly session: SessionAnswer
}

export async function callRelay<Schema extends v.GenericSchema>(
  url: string,
  body: object,
  token: string | undefined,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`)
  return v.parse(schema, text === '' ? undefined : JSON.parse(text))
}

export async function signUpAt(relay: string, username: string): Promise<BenchPerson> {
  const device = randomId(deviceId, systemRandom)
  const password = 'correct horse battery staple'
  const body = { username, displayName: username, password, device: { id: device, name: 'bench' } }
  return { device, session: await callRelay(relay + paths.register, body, undefined, sessionAnswer) }
}

export const connectNode: ConnectRelay = (address, events) => {
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

/** Resolves once `look` finds something, which it is asked after each change. */
export function found<Value>(
  source: { readonly listen: (listener: () => void) => () => void },
  look: () => Value | undefined,
): Promise<Value> {
  return new Promise((resolve) => {
    const ask = (): void => {
      const value = look()
      if (value === undefined) return
      stop()
      resolve(value)
    }
    const stop = source.listen(ask)
    ask()
  })
}
