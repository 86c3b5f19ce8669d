/** Puts load on a relay, from a process of its own.  URL WIRE SERVER_PID [TOWN.json] */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { quantile } from './benchmark.ts'
import { cpuOf, settledRssOf } from './process-usage.ts'
import { openRawSocket, type RawSocket } from './raw-socket.ts'
import { type LoadAnswer, order, type Order } from './relay-orders.ts'
import type { Town } from './relay-town.ts'
import { marksIn, type Purpose, type Wire, type WireClient } from './wire.ts'
import { burst, createTidingsWire } from './wire-tidings.ts'
import { bareWire, hocuspocusWire, yWebsocketWire } from './wires-yjs.ts'

const [address = '', wireName = '', serverPid = '', townFile = ''] = process.argv.slice(2)
const pid = Number(serverPid)

function wireByName(): Wire {
  switch (wireName) {
    case 'tidings': {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by buildTown a moment ago
      const town = JSON.parse(readFileSync(townFile, 'utf8')) as Town
      return createTidingsWire(town)
    }
    case 'y-websocket':
      return yWebsocketWire
    case 'hocuspocus-sqlite':
      return hocuspocusWire
    default:
      return bareWire
  }
}
const wire = wireByName()

interface Member {
  readonly socket: RawSocket
  readonly client: WireClient
  listener: (payload: Buffer) => void
}

async function join(room: number, place: number, purpose: Purpose): Promise<Member> {
  const client = wire.connect(room, place, purpose)
  let arrived = (): void => {}
  const inside = new Promise<void>((resolve) => (arrived = resolve))
  let isInside = false
  const member: { socket?: RawSocket; listener: (payload: Buffer) => void } = { listener: () => {} }
  const url = new URL(wire.path(room), address)
  const early: Array<Buffer> = []
  const receive = (payload: Buffer): void => {
    const { socket } = member
    if (socket === undefined) return void early.push(Buffer.from(payload))
    if (isInside) {
      client.read(socket, payload)
      return member.listener(payload)
    }
    if (!client.enter(socket, payload)) return
    isInside = true
    arrived()
  }
  const socket = await openRawSocket(url, wire.subprotocol, receive)
  member.socket = socket
  client.begin(socket)
  for (const payload of early) receive(payload)
  await inside
  return Object.assign(member, { socket, client })
}

async function inGroups<Item, Made>(
  items: ReadonlyArray<Item>,
  size: number,
  make: (item: Item) => Promise<Made>,
): Promise<ReadonlyArray<Made>> {
  const made: Array<Made> = []
  for (let from = 0; from < items.length; from += size) {
    made.push(...(await Promise.all(items.slice(from, from + size).map(make))))
  }
  return made
}

const places = (rooms: number, members: number): ReadonlyArray<readonly [number, number]> =>
  Array.from({ length: rooms * members }, (_, index) => [index % rooms, Math.floor(index / rooms)])

const sleep = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))

type LoadOrder = Extract<Order, { kind: 'load' }>

async function load({ rooms, members, rate, seconds, warm }: LoadOrder): Promise<LoadAnswer> {
  const all = await inGroups(places(rooms, members), 20, ([room, place]) => join(room, place, 'write'))
  const begin = performance.now() + 100
  const from = begin + warm * 1_000
  const until = from + seconds * 1_000
  const latencies: Array<number> = []
  let delivered = 0
  for (const member of all) {
    member.listener = (payload) => {
      const now = performance.now()
      for (const mark of marksIn(payload)) {
        member.client.seen(mark)
        if (mark.client === member.client.client) continue
        if (now >= from && now < until) delivered++
        if (mark.due >= from && mark.due < until) latencies.push(now - mark.due)
      }
    }
  }
  const sent = { all: 0, counted: 0 }
  let start: { readonly server: number; readonly own: NodeJS.CpuUsage } | undefined
  await new Promise<void>((resolve) => {
    const step = (): void => {
      const now = performance.now()
      if (now >= from) start ??= { server: cpuOf(pid), own: process.cpuUsage() }
      if (now >= until) return resolve()
      for (let due = begin + (sent.all * 1_000) / rate; due <= now; due = begin + (sent.all * 1_000) / rate) {
        const member = all[sent.all % all.length]
        if (member !== undefined && !member.socket.isClosed()) member.socket.send(member.client.message(due))
        if (due >= from) sent.counted++
        sent.all++
      }
      setTimeout(step, 1) // often enough for the latencies of interest
    }
    step()
  })
  const wall = performance.now() - from
  const serverCpu = start === undefined ? Number.NaN : cpuOf(pid) - start.server
  const own = process.cpuUsage(start?.own)
  const expected = sent.counted * (members - 1)
  for (let waited = 0; waited < 30 && latencies.length < expected; waited++) await sleep(50)
  for (const { socket } of all) socket.destroy()
  return {
    deliveriesPerSecond: (delivered * 1_000) / wall,
    lost: 1 - latencies.length / expected,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    serverCpu: serverCpu / wall,
    ownCpu: (own.user + own.system) / 1_000 / wall,
  }
}

/** Bytes of the server for each of so many connections that say nothing. */
async function idle({ connections }: Extract<Order, { kind: 'idle' }>): Promise<number> {
  const before = await settledRssOf(pid)
  const all = await inGroups(places(connections / 10, 10), 20, ([room, place]) => join(room, place, 'idle'))
  await sleep(1_500) // what a server does when somebody came is over
  const after = await settledRssOf(pid)
  for (const { socket } of all) socket.destroy()
  return (after - before) / connections
}

/** Bytes of the server for each connection that never says who it is: nothing at all, or so many bytes of a message without an end. */
async function strangers({ connections, bytes }: Extract<Order, { kind: 'strangers' }>): Promise<number> {
  const before = await settledRssOf(pid)
  const url = new URL(wire.path(0), address)
  const all = await inGroups(places(connections, 1), 100, async () => {
    const socket = await openRawSocket(url, wire.subprotocol, () => {})
    if (bytes > 0) socket.begin(bytes)
    return socket
  })
  const after = await settledRssOf(pid)
  const gone = all.filter((socket) => socket.isClosed()).length
  for (const socket of all) socket.destroy()
  return gone > 0 ? Number.NaN : (after - before) / connections
}

/** Bytes of the server for each conversation in which so many messages were written. */
async function live({ rooms, messages }: Extract<Order, { kind: 'live' }>): Promise<number> {
  const all = await inGroups(places(rooms, 1), 20, ([room, place]) => join(room, place, 'write'))
  const before = await settledRssOf(pid)
  // A few at once: waiting until the server is quiet takes longer than what it does.
  await inGroups(all, 10, (member) => write(member, member.client.history(messages, false)))
  const after = await settledRssOf(pid)
  for (const { socket } of all) socket.destroy()
  return (after - before) / rooms
}

/** Sends payloads and waits until the server has nothing more to do. */
async function write({ socket }: Member, payloads: ReadonlyArray<Uint8Array>): Promise<void> {
  for (const [index, payload] of payloads.entries()) {
    socket.send(payload)
    if (index % burst === burst - 1) await quiet()
  }
  await quiet()
}

async function quiet(): Promise<void> {
  for (let last = -1, now = cpuOf(pid); now > last; now = cpuOf(pid)) {
    last = now
    await sleep(15)
  }
}

/** Milliseconds until a newcomer has what it came for, each. */
async function newcomers({
  messages,
  joins,
}: Extract<Order, { kind: 'join' }>): Promise<ReadonlyArray<number>> {
  const writer = await join(0, 0, 'write')
  await write(writer, writer.client.history(messages, true))
  const times: Array<number> = []
  for (let count = 0; count < joins; count++) {
    const began = performance.now()
    const { socket } = await join(0, 1, 'read')
    times.push(performance.now() - began)
    socket.destroy()
    await sleep(20)
  }
  writer.socket.destroy()
  return times
}

function obey(given: Order): Promise<unknown> {
  switch (given.kind) {
    case 'load':
      return load(given)
    case 'idle':
      return idle(given)
    case 'strangers':
      return strangers(given)
    case 'live':
      return live(given)
    case 'join':
      return newcomers(given)
  }
}

console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await obey(v.parse(order, JSON.parse(line)))))
}
