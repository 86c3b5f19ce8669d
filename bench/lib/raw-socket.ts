/**
 * A WebSocket client that costs next to nothing: a load generator that is busy itself would measure itself. Binary frames
 * alone, masked with zeros, as the standard allows.
 */
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

export interface RawSocket {
  readonly send: (payload: Uint8Array) => void
  /** Sends so many bytes of a message that is longer. */
  readonly begin: (bytes: number) => void
  readonly destroy: () => void
  readonly isClosed: () => boolean
}

const opcodes = { binary: 2, close: 8, ping: 9, pong: 10 }

/** Resolves when the upgrade is done. `onMessage` gets a view that is good until it returns. */
export function openRawSocket(
  url: URL,
  subprotocol: string | undefined,
  onMessage: (payload: Buffer) => void,
): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    let rest: Buffer | undefined
    let isOpen = false
    let isClosed = false
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    const raw: RawSocket = {
      send: (payload) => void socket.write(maskedFrame(opcodes.binary, payload)),
      begin: (bytes) =>
        void socket.write(maskedFrame(opcodes.binary, new Uint8Array(bytes + 1)).subarray(0, -1)),
      destroy: () => socket.destroy(),
      isClosed: () => isClosed,
    }
    const receive = (chunk: Buffer): void => {
      let input = rest === undefined ? chunk : Buffer.concat([rest, chunk])
      rest = undefined
      if (!isOpen) {
        const end = input.indexOf('\r\n\r\n')
        if (end === -1) return void (rest = input)
        if (input.toString('latin1', 9, 12) !== '101') return void socket.destroy(new Error('refused'))
        isOpen = true
        resolve(raw)
        input = input.subarray(end + 4)
      }
      const read = readFrames(input, (opcode, payload) => {
        if (opcode === opcodes.binary) onMessage(payload)
        else if (opcode === opcodes.ping) socket.write(maskedFrame(opcodes.pong, payload))
        else if (opcode === opcodes.close) isClosed = true
      })
      if (read < input.length) rest = input.subarray(read)
    }
    socket.on('data', receive)
    socket.on('error', reject)
    socket.on('close', () => (isClosed = true))
    socket.write(
      `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n` +
        (subprotocol === undefined ? '' : `Sec-WebSocket-Protocol: ${subprotocol}\r\n`) +
        '\r\n',
    )
  })
}

/** Answers with how many bytes made whole frames. */
function readFrames(input: Buffer, take: (opcode: number, payload: Buffer) => void): number {
  let at = 0
  while (input.length - at >= 2) {
    const short = input.readUInt8(at + 1) & 0x7f
    const head = short === 126 ? 4 : short === 127 ? 10 : 2
    if (input.length - at < head) return at
    const length =
      short === 126
        ? input.readUInt16BE(at + 2)
        : short === 127
          ? Number(input.readBigUInt64BE(at + 2))
          : short
    if (input.length - at < head + length) return at
    take(input.readUInt8(at) & 0x0f, input.subarray(at + head, at + head + length))
    at += head + length
  }
  return at
}

function maskedFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload
  const head = length < 126 ? 6 : length < 65_536 ? 8 : 14
  const frame = Buffer.alloc(head + length) // the mask, like the rest of the head, is zeros
  frame[0] = 0x80 | opcode
  if (length < 126) frame[1] = 0x80 | length
  else if (length < 65_536) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, head)
  return frame
}
