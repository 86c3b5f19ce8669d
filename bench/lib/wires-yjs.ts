/** The wires of the peers: y-websocket, Hocuspocus, and a bare ws server that passes on whatever comes. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { type Mark, markOf, textWith, type Wire, type WireClient } from './wire.ts'

let nextClient = 100_000

/** A Y.Array of messages, as most would write a chat on Yjs; updates are written by hand, so that sending costs little. */
function createWriter(): Pick<WireClient, 'client' | 'seen'> & {
  readonly update: (due: number) => Uint8Array
  readonly whole: (messages: number) => Uint8Array
} {
  const client = nextClient++
  let clock = 0
  let newest: Pick<Mark, 'client' | 'clock'> | undefined
  return {
    client,
    seen: (mark) => (newest = mark),
    update: (due) => {
      const output = encoding.createEncoder()
      for (const number of [1, 1, client, clock]) encoding.writeVarUint(output, number)
      encoding.writeUint8(output, newest === undefined ? anyContent : anyContent | hasOrigin)
      if (newest === undefined) {
        encoding.writeVarUint(output, 1)
        encoding.writeVarString(output, 'messages')
      } else {
        encoding.writeVarUint(output, newest.client)
        encoding.writeVarUint(output, newest.clock)
      }
      encoding.writeVarUint(output, 1)
      encoding.writeAny(output, messageOf(client, textWith(markOf({ due, client, clock }))))
      encoding.writeVarUint(output, 0)
      newest = { client, clock }
      clock++
      return encoding.toUint8Array(output)
    },
    whole: (count) => {
      const doc = new Y.Doc()
      const messages = doc.getArray('messages')
      for (let index = 0; index < count; index++) {
        doc.clientID = client * 10 + (index % 8) // eight people take turns
        messages.insert(messages.length, [messageOf(client, textWith(''))])
      }
      return Y.encodeStateAsUpdate(doc)
    },
  }
}

const anyContent = 8
const hasOrigin = 0x80
const messageOf = (client: number, text: string): Record<string, string | number> => ({
  id: 'h4Xw0qTz8sLk2mPd',
  by: `person${String(client).padStart(8, '0')}`,
  at: 1_763_683_200_000,
  text,
})

const built = (write: (output: encoding.Encoder) => void): Uint8Array => {
  const output = encoding.createEncoder()
  write(output)
  return encoding.toUint8Array(output)
}

/** y-protocols: sync is message 0; step 1 is 0, step 2 is 1, update is 2. */
const syncUpdate = (update: Uint8Array) => (output: encoding.Encoder) => {
  encoding.writeVarUint(output, 0)
  encoding.writeVarUint(output, 2)
  encoding.writeVarUint8Array(output, update)
}
const stepOne = Uint8Array.of(0, 0, 1, 0) // the state vector of an empty document

function createYjsClient(frame: (update: Uint8Array) => Uint8Array): Omit<WireClient, 'begin' | 'enter'> {
  const { client, seen, update, whole } = createWriter()
  return {
    client,
    read: () => {},
    seen,
    message: (due) => frame(update(due)),
    history: (messages) => [frame(whole(messages))],
  }
}

export const yWebsocketWire: Wire = {
  path: (room) => `/room${room}`,
  connect: () => ({
    ...createYjsClient((update) => built(syncUpdate(update))),
    begin: (socket) => socket.send(stepOne),
    enter: (_socket, payload) => payload[0] === 0 && payload[1] === 1,
  }),
}

export const hocuspocusWire: Wire = {
  path: () => '/',
  connect: (room) => {
    const name = `room${room}`
    const named = (write: (output: encoding.Encoder) => void): Uint8Array =>
      built((output) => {
        encoding.writeVarString(output, name)
        write(output)
      })
    const head = 1 + name.length
    return {
      ...createYjsClient((update) => named(syncUpdate(update))),
      begin: (socket) => {
        const [authMessage, token] = [2, 0]
        socket.send(
          named((output) => {
            encoding.writeVarUint(output, authMessage)
            encoding.writeVarUint(output, token)
            encoding.writeVarString(output, 'x')
          }),
        )
      },
      enter: (socket, payload) => {
        const [kind, step] = [payload[head], payload[head + 1]]
        if (kind === 2 && step === 2)
          socket.send(named((output) => encoding.writeUint8Array(output, stepOne)))
        return (kind === 0 || kind === 4) && step === 1 // it answers with SyncReply (4) as well
      },
    }
  },
}

/** Nothing but ws: what is sent goes to the others as it is. Entering is being connected. */
export const bareWire: Wire = {
  path: (room) => `/room${room}`,
  connect: () => ({
    ...createYjsClient((update) => update),
    begin: (socket) => socket.send(new Uint8Array(1)),
    enter: () => true,
  }),
}
