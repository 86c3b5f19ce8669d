/**
 * Seals and opens as main does, on one thread: a direct message of two people, each with a vault, a keyring that is synced to
 * the disk, and keys from the relay at the URL. The log between them is handed over here.  URL FOLDER
 */
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { millis } from '../../core/base/clock.ts'
import { Defect, orThrow } from '../../core/base/defect.ts'
import type { SealedAppend } from '../../core/bridge/sealing.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { newClientId } from '../../core/conversation/sub-log.ts'
import { encodeEntry } from '../../core/protocol/entry.ts'
import { opId, randomId } from '../../core/protocol/ids.ts'
import { emptyHead, nextHead } from '../../core/protocol/log.ts'
import { systemRandom as random } from '../../main/system.ts'
import { quantile } from './benchmark.ts'
import { type MainPerson, meet, startMainPerson } from './main-person.ts'
import { type SpeedAnswer, speedOrder } from './sealed-speed.ts'
import { updateOf } from './wire-tidings.ts'

const [relay = '', folder = ''] = process.argv.slice(2)
/** As many as sync hands over at once. */
const batch = 50

const start = (username: string) => startMainPerson({ relay, folder, username, tell: () => undefined })
const [ada, bea] = [await start('ada'), await start('bea')]
const workspace = await meet(ada, bea)
const conversation = orThrow(
  await ada.app.bridgeAt(undefined)['sealed.begin']({ workspace, others: [bea.account.user], group: false }),
)
let log = { seq: 0, head: emptyHead }

/** Who writes, and where the log has them next. */
interface Speaker {
  readonly person: MainPerson
  readonly client: number
  counter: number
}
const speaker = (person: MainPerson): Speaker => ({ person, client: newClientId(random), counter: 0 })
const [writer, reader] = [speaker(ada), speaker(bea)]

const headOf = ({ account: { device, user } }: MainPerson) => ({ conversation, device, user, segment: 0 })

const claim = (by: Speaker): Uint8Array =>
  encodeEntry({
    ...headOf(by.person),
    kind: 'claim',
    counter: by.counter++,
    client: by.client,
    gateway: false,
  })

/** A post whose update has exactly `size` bytes. */
function post(by: Speaker, size: number): Uint8Array {
  const { client, counter } = by
  const made = (length: number): Uint8Array => {
    const at = { time: millis(Date.now()), counter: 0 }
    const text = 'a word or two '.repeat(size).slice(0, length)
    const op = encodeOp({
      kind: 'post',
      id: randomId(opId, random),
      at,
      by: by.person.account.user,
      text,
    })
    return updateOf(client, counter - 1, [op])
  }
  const near = size - (made(size).length - size)
  // A shorter text has a shorter length before it.
  const update = made(near + size - made(near).length)
  if (update.length !== size) throw new Defect(`an update of ${update.length} bytes`)
  return encodeEntry({ ...headOf(by.person), kind: 'content', counter: by.counter++, update })
}

/** What crosses the bridge does not share memory. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

function logged({ bytes, id }: SealedAppend) {
  const seq = log.seq + 1
  log = { seq, head: nextHead(log.head, seq, id) }
  return { seq, head: own(log.head), time: millis(Date.now()), bytes: own(bytes) }
}

const seal = async ({ app }: MainPerson, entries: ReadonlyArray<Uint8Array>) =>
  orThrow(
    await app.bridgeAt(undefined)['sealed.seal']({ conversation, entries: entries.map(own), afresh: false }),
  )
const openAll = async ({ app }: MainPerson, entries: ReadonlyArray<ReturnType<typeof logged>>) =>
  orThrow(await app.bridgeAt(undefined)['sealed.open']({ conversation, entries: [...entries] })).entries
/** One by one, as they are acknowledged. */
async function acknowledge(person: MainPerson, entries: ReadonlyArray<ReturnType<typeof logged>>) {
  for (const entry of entries) await openAll(person, [entry])
}

async function timed<Value>(
  task: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly ms: number }> {
  const began = performance.now()
  const value = await task()
  return { value, ms: performance.now() - began }
}

async function play(open: ReadonlyArray<Uint8Array>, answer: Uint8Array, size: number): Promise<SpeedAnswer> {
  const sealed = await timed(() => seal(ada, open))
  const overheads = sealed.value.flatMap(({ bytes, answers }) =>
    answers === undefined ? [] : bytes.length - size,
  )
  const entries = sealed.value.map(logged)
  await acknowledge(ada, entries)
  const opened = await timed(() => openAll(bea, entries))
  if (opened.value.filter(({ kind }) => kind === 'entry').length !== open.length)
    throw new Defect(`not all was opened: ${JSON.stringify(opened.value.map(({ kind }) => kind))}`)
  // Nothing is sealed before every signature of the log was checked.
  const answered = await timed(() => seal(bea, [answer]))
  const answers = answered.value.map(logged)
  await acknowledge(bea, answers)
  await openAll(ada, answers)
  return {
    sealMs: sealed.ms,
    openMs: opened.ms,
    checkMs: answered.ms,
    overheadBytes: quantile(overheads, 0.5),
  }
}

await play([claim(writer)], claim(reader), 0)
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const { messages, size } = v.parse(speedOrder, JSON.parse(line))
  const sum = { sealMs: 0, openMs: 0, checkMs: 0, overheadBytes: 0 }
  for (let sent = 0; sent < messages; sent += batch) {
    const each = await play(
      Array.from({ length: Math.min(batch, messages - sent) }, () => post(writer, size)),
      post(reader, size),
      size,
    )
    sum.sealMs += each.sealMs
    sum.openMs += each.openMs
    sum.checkMs += each.checkMs ?? 0
    sum.overheadBytes = each.overheadBytes
  }
  console.log(JSON.stringify(sum))
}
process.exit(0)
