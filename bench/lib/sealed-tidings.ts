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
import { meet, startMainPerson } from './main-person.ts'
import { type SpeedAnswer, speedOrder } from './sealed-speed.ts'
import { updateOf } from './wire-tidings.ts'

const [relay = '', folder = ''] = process.argv.slice(2)
/** As many as sync hands over at once. */
const batch = 50

const start = (username: string) => startMainPerson({ relay, folder, username, tell: () => undefined })
const [ada, bea] = [await start('ada'), await start('bea')]
const workspace = await meet(ada, bea)
const conversation = orThrow(
  await ada.app.bridge['sealed.begin']({ workspace, others: [bea.account.user], group: false }),
)
const head = { conversation, device: ada.account.device, user: ada.account.user, segment: 0 }
const client = newClientId(random)
let counter = 0
let log = { seq: 0, head: emptyHead }

const claim = (): Uint8Array =>
  encodeEntry({ ...head, kind: 'claim', counter: counter++, client, gateway: false })

/** A post whose update has exactly `size` bytes. */
function post(size: number): Uint8Array {
  const made = (length: number): Uint8Array => {
    const at = { time: millis(Date.now()), counter: 0 }
    const text = 'a word or two '.repeat(size).slice(0, length)
    const op = encodeOp({
      kind: 'post',
      id: randomId(opId, random),
      at,
      by: ada.account.user,
      text,
    })
    return updateOf(client, counter - 1, [op])
  }
  const near = size - (made(size).length - size)
  // A shorter text has a shorter length before it.
  const update = made(near + size - made(near).length)
  if (update.length !== size) throw new Defect(`an update of ${update.length} bytes`)
  return encodeEntry({ ...head, kind: 'content', counter: counter++, update })
}

/** What crosses the bridge does not share memory. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

function logged({ bytes, id }: SealedAppend) {
  const seq = log.seq + 1
  log = { seq, head: nextHead(log.head, seq, id) }
  return { seq, head: own(log.head), time: millis(Date.now()), bytes: own(bytes) }
}

async function play(open: ReadonlyArray<Uint8Array>, size: number): Promise<SpeedAnswer> {
  const began = performance.now()
  const sealed = orThrow(
    await ada.app.bridge['sealed.seal']({ conversation, entries: open.map(own), afresh: false }),
  )
  const sealMs = performance.now() - began
  const overheads = sealed.flatMap(({ bytes, answers }) => (answers === undefined ? [] : bytes.length - size))
  const entries = sealed.map(logged)
  // The writer reads its own log too: not counted, as it is the reader's work once more.
  orThrow(await ada.app.bridge['sealed.open']({ conversation, entries }))
  const opening = performance.now()
  const opened = orThrow(await bea.app.bridge['sealed.open']({ conversation, entries }))
  const openMs = performance.now() - opening
  if (opened.entries.filter(({ kind }) => kind === 'entry').length !== open.length)
    throw new Defect(`not all was opened: ${JSON.stringify(opened.entries.map(({ kind }) => kind))}`)
  return { sealMs, openMs, overheadBytes: quantile(overheads, 0.5) }
}

await play([claim()], 0)
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const { messages, size } = v.parse(speedOrder, JSON.parse(line))
  const sum = { sealMs: 0, openMs: 0, overheadBytes: 0 }
  for (let sent = 0; sent < messages; sent += batch) {
    const each = await play(
      Array.from({ length: Math.min(batch, messages - sent) }, () => post(size)),
      size,
    )
    sum.sealMs += each.sealMs
    sum.openMs += each.openMs
    sum.overheadBytes = each.overheadBytes
  }
  console.log(JSON.stringify(sum))
}
process.exit(0)
