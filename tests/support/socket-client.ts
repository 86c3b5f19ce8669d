/** A raw client of the wire: sends frames, waits for frames, knows no more. */
import { WebSocket } from 'ws'
import { encodeClientFrame } from '../../core/protocol/client-frame-codec.ts'
import { orThrow } from '../../core/base/defect.ts'
import { paths } from '../../core/protocol/api.ts'
import type { ClientFrame, RelayFrame } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { protocolVersion, subprotocol } from '../../core/protocol/limits.ts'
import { decodeRelayFrame } from '../../core/protocol/relay-frame-codec.ts'
import type { RelayAddress, TestAccount } from './relay-accounts.ts'

export type FrameOf<Kind extends RelayFrame['kind']> = Extract<RelayFrame, { readonly kind: Kind }>

export interface SocketClient {
  readonly send: (frame: ClientFrame) => void
  readonly sendBytes: (bytes: Uint8Array) => void
  readonly sendText: (text: string) => void
  /** The first frame of this kind that no earlier wait has taken. Rejects if the connection ends without one. */
  readonly waitFor: <Kind extends RelayFrame['kind']>(kind: Kind) => Promise<FrameOf<Kind>>
  /** What the relay says to this append. */
  readonly answerTo: (request: number) => Promise<FrameOf<'ack'> | FrameOf<'refuse'>>
  /** The entries of this conversation up to `seq`, in the order in which they came, those of earlier waits left out. */
  readonly waitForSeq: (conversation: ConversationId, seq: number) => Promise<FrameOf<'entries'>['entries']>
  /** All frames so far. */
  readonly frames: ReadonlyArray<RelayFrame>
  /** Resolves when the connection has ended, for whatever reason. */
  readonly closed: Promise<void>
  readonly close: () => void
  /** Ends without a word, as a cut cable does. */
  readonly cut: () => void
  /** Stops reading, as a stuck client does, until `resume`. */
  readonly pause: () => void
  readonly resume: () => void
  /** From now on it gives no credit for what it reads, or again. */
  readonly setCredit: (givesCredit: boolean) => void
}

const freeKinds: ReadonlyArray<RelayFrame['kind']> = ['welcome', 'ack', 'refuse', 'goodbye', 'pong']
/** Whether a frame uses up credit (CF1). */
export const isCounted = ({ kind }: RelayFrame): boolean => !freeKinds.includes(kind)

export async function connectSocket({ url }: RelayAddress): Promise<SocketClient> {
  const socket = new WebSocket(url.replace('http', 'ws') + paths.sync, subprotocol)
  const client = createClient(socket)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return client
}

function createClient(socket: WebSocket): SocketClient {
  const frames: Array<RelayFrame> = []
  let unread: Array<RelayFrame> = []
  let isClosed = false
  let givesCredit = true
  let owed = 0
  const giveCredit = (): void => {
    if (!givesCredit || owed === 0 || isClosed) return
    socket.send(encodeClientFrame({ kind: 'credit', bytes: owed }))
    owed = 0
  }
  const waiting = new Set<() => void>()
  const wake = (): void => {
    for (const look of waiting) look()
  }
  const take = <Taken extends RelayFrame>(isWanted: (frame: RelayFrame) => frame is Taken): Promise<Taken> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = unread.find(isWanted)
        if (found === undefined && !isClosed) return
        waiting.delete(look)
        unread = unread.filter((frame) => frame !== found)
        if (found === undefined)
          reject(new Error(`the connection ended after ${JSON.stringify(frames.at(-1))}`))
        else resolve(found)
      }
      waiting.add(look)
      look()
    })
  socket.on('message', (data) => {
    if (!(data instanceof Buffer)) throw new Error('ws hands out Buffers')
    const frame = orThrow(decodeRelayFrame(new Uint8Array(data)))
    frames.push(frame)
    unread.push(frame)
    if (isCounted(frame)) owed += data.length
    giveCredit()
    wake()
  })
  socket.on('error', () => undefined) // `close` follows
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      isClosed = true
      wake()
      resolve()
    })
  })
  return {
    send: (frame) => socket.send(encodeClientFrame(frame)),
    sendBytes: (bytes) => socket.send(bytes),
    sendText: (text) => socket.send(text),
    waitFor: <Kind extends RelayFrame['kind']>(kind: Kind) =>
      take((frame): frame is FrameOf<Kind> => frame.kind === kind),
    answerTo: (request) =>
      take(
        (frame): frame is FrameOf<'ack'> | FrameOf<'refuse'> =>
          (frame.kind === 'ack' || frame.kind === 'refuse') && frame.request === request,
      ),
    waitForSeq: async (conversation, seq) => {
      const isOurs = (frame: RelayFrame): frame is FrameOf<'entries'> =>
        frame.kind === 'entries' && frame.conversation === conversation
      const entries: Array<FrameOf<'entries'>['entries'][number]> = []
      while ((entries.at(-1)?.seq ?? 0) < seq) entries.push(...(await take(isOurs)).entries)
      return entries
    },
    frames,
    closed,
    close: () => socket.close(),
    cut: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    setCredit: (gives) => {
      givesCredit = gives
      giveCredit()
    },
  }
}

type Hello = Extract<ClientFrame, { readonly kind: 'hello' }>

/** Who opens a session. */
export type SessionAccount = Pick<TestAccount, 'user' | 'device'> & {
  readonly session: Pick<TestAccount['session'], 'accessToken'>
}

export const helloOf = (account: SessionAccount, fields: Partial<Hello> = {}): Hello => ({
  kind: 'hello',
  protocol: protocolVersion,
  device: account.device,
  token: account.session.accessToken,
  directory: 0,
  resume: [],
  ...fields,
})

/** Connected, and everything that a hello brings has come (its frames are still there to be waited for). */
export async function openSession(
  relay: RelayAddress,
  account: SessionAccount,
  fields: Partial<Hello> = {},
): Promise<SocketClient> {
  const client = await connectSocket(relay)
  client.send(helloOf(account, fields))
  await client.waitFor('directory') // the last of the answer
  return client
}

/** How far the relay's log of a conversation goes, as a new session of this person is told. */
export async function seqOf(
  relay: RelayAddress,
  account: TestAccount,
  conversation: ConversationId,
): Promise<number | undefined> {
  const session = await openSession(relay, account)
  const { logs } = await session.waitFor('logs')
  session.close()
  return logs.find((log) => log.conversation === conversation)?.seq
}
