/** A scanner in clamd's protocol, over a real socket: it knows the EICAR test file and nothing else, and misbehaves when told to. */
import net, { type AddressInfo } from 'node:net'

/** What each scanner is to find: https://www.eicar.org/download-anti-malware-testfile/. In two parts, so that none finds this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export type Manner =
  | 'honest'
  /** Takes everything and says nothing. */
  | 'silent'
  /** Says that all is well before it has seen a byte. */
  | 'hasty'
  /** Says what no scanner says. */
  | 'strange'
  /** Says without end. */
  | 'endless'
  | 'too-small'
  /** Hangs up. */
  | 'gone'

export interface TestScanner {
  readonly port: number
  readonly setting: string
  /** From the next connection on. */
  readonly behave: (manner: Manner) => void
  /** What was scanned in whole, as it came. */
  readonly scanned: ReadonlyArray<Buffer>
  readonly connections: () => number
  /** So many were open at once. */
  readonly mostAtOnce: () => number
  readonly close: () => Promise<void>
}

export async function startScanner(): Promise<TestScanner> {
  let manner: Manner = 'honest'
  const scanned: Array<Buffer> = []
  const open = new Set<net.Socket>()
  let [connections, mostAtOnce] = [0, 0]
  const server = net.createServer((socket) => {
    connections++
    open.add(socket)
    mostAtOnce = Math.max(mostAtOnce, open.size)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    serve(socket, manner, (bytes) => scanned.push(bytes))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  return {
    port,
    setting: `tcp://127.0.0.1:${port}`,
    behave: (next) => {
      manner = next
    },
    scanned,
    connections: () => connections,
    mostAtOnce: () => mostAtOnce,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

const command = 'zINSTREAM\0'

function serve(socket: net.Socket, manner: Manner, whole: (bytes: Buffer) => void): void {
  if (manner === 'gone') return void socket.destroy()
  if (manner === 'hasty') return void socket.end('stream: OK\0')
  if (manner === 'strange') return void socket.end('220 mail.example ESMTP\r\n')
  if (manner === 'too-small') return void socket.end('INSTREAM size limit exceeded. ERROR\0')
  if (manner === 'endless') {
    const talk = (): void => {
      if (!socket.destroyed) socket.write('x'.repeat(10_000), talk)
    }
    return talk()
  }
  let heard = Buffer.alloc(0)
  socket.on('data', (data) => {
    heard = Buffer.concat([heard, typeof data === 'string' ? Buffer.from(data) : data])
    const bytes = manner === 'silent' ? undefined : readWhole(heard)
    if (bytes === undefined) return
    whole(bytes)
    socket.end(bytes.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
  })
}

/** Undefined as long as the last chunk is not there. */
function readWhole(heard: Buffer): Buffer | undefined {
  if (heard.length < command.length) return undefined
  if (heard.subarray(0, command.length).toString() !== command) throw new Error('not the command')
  const parts: Array<Buffer> = []
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return Buffer.concat(parts)
    parts.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
