/** The bridge over WebSockets, for the browser shell: the counterpart of `browser-page/bridge.mjs`. */
import * as v from 'valibot'
import type { WebSocket } from 'ws'
import { Defect } from '../../core/base/defect.ts'
import { answerBridge } from '../../core/bridge/answer.ts'
import { callChannel, eventChannel } from '../../core/bridge/channels.ts'
import type { BridgeEventName, BridgeEvents } from '../../core/bridge/contract.ts'
import type { BridgeAt } from '../seats/seats.ts'
import { decodeMessage, encodeMessage } from '../browser-page/messages.mjs'

const callSchema = v.strictObject({
  id: v.pipe(v.number(), v.safeInteger()),
  channel: v.literal(callChannel),
  args: v.strictTuple([v.unknown(), v.unknown(), v.unknown()]),
})
type Call = v.InferOutput<typeof callSchema>

export interface SocketBridge {
  /** Answers what comes in over a socket that has proved that it is our page's. */
  readonly serve: (socket: WebSocket, bridgeAt: BridgeAt) => void
  readonly tell: <Name extends BridgeEventName>(name: Name, event: BridgeEvents[Name], seat?: number) => void
}

/** `report` hears of bugs, never of a person's input. */
export function createSocketBridge(report: (line: string) => void): SocketBridge {
  const sockets = new Set<WebSocket>()

  const answer = async (
    bridgeAt: BridgeAt,
    id: number,
    ...[name, input, seat]: Call['args']
  ): Promise<Uint8Array> => {
    try {
      return encodeMessage({ id, value: await answerBridge(bridgeAt(seat), name, input) })
    } catch (error) {
      const text = error instanceof Error ? error.message : 'failed'
      report(`bridge: ${text}`)
      // Only a Defect's words are known to hold nothing of a person's.
      return encodeMessage({ id, error: error instanceof Defect ? text : 'failed' })
    }
  }

  return {
    serve: (socket, bridgeAt) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.terminate())
      socket.on('message', (data) => {
        const call = readCall(data)
        if (call === undefined) return socket.close(badMessage)
        void answer(bridgeAt, call.id, ...call.args).then((reply) => socket.send(reply))
      })
    },
    tell: (name, event, seat) => {
      const args = seat === undefined ? [name, event] : [name, event, seat]
      const message = encodeMessage({ channel: eventChannel, args })
      for (const socket of sockets) socket.send(message)
    },
  }
}

/** "Invalid frame payload data", RFC 6455. */
const badMessage = 1007

function readCall(data: WebSocket.RawData): Call | undefined {
  try {
    if (!Buffer.isBuffer(data)) return undefined
    const call = v.safeParse(callSchema, decodeMessage(data))
    return call.success ? call.output : undefined
  } catch {
    return undefined
  }
}
