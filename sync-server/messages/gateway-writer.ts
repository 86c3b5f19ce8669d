/**
 * How the relay itself writes on behalf of people: as its gateway device, in one sub-log a conversation, through the same
 * append as everybody. Imports, REST and the JSON gateway share it, for they share counters and clocks.
 */
import type { Random } from '../../core/base/random.ts'
import { maxOpsPerSegment } from '../../core/conversation/limits.ts'
import { newClientId } from '../../core/conversation/sub-log.ts'
import { encodeEntry, type Entry } from '../../core/protocol/entry.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { Author, Logged, Refusal } from '../relay/append.ts'
import type { Relay } from '../relay/relay.ts'
import { createLines } from '../rooms/lines.ts'
import type { Store } from '../store/store.ts'

/** Where the next op goes. */
export interface GatewayPlace {
  readonly client: number
  readonly segment: number
  /** Ops that the segment holds, whoever wrote them. */
  readonly opCount: number
  /** The next clock of the gateway's own sub-log in it. */
  readonly clock: number
}

export interface GatewayEntry {
  readonly segment: number
  readonly update: Uint8Array
  /** By how much it moves the clock. */
  readonly ops: number
  /** Names of the imported messages that it brings. */
  readonly imported: ReadonlyArray<string>
}

export type Written = Logged | Refusal

export interface GatewayWriter {
  /**
   * Hands in what `make` makes of the place, and answers once all of it is settled. What is handed in after that follows on it
   * without waiting; what follows on something that was refused is refused too, and may come again.
   */
  readonly write: (
    conversation: ConversationId,
    segment: number | 'newest',
    make: (place: GatewayPlace) => ReadonlyArray<GatewayEntry>,
  ) => Promise<ReadonlyArray<Written>>
}

export interface GatewayWriterDeps {
  readonly store: Pick<Store, 'logs' | 'identity'>
  readonly relay: Pick<Relay, 'append'>
  readonly random: Random
}

/** What was handed in and is not settled: the store does not know of it yet. */
interface Pen {
  readonly client: number
  counter: number
  newest: number
  readonly opCounts: Map<number, number>
  readonly clocks: Map<number, number>
  readonly underWay: Set<Promise<Written>>
  isBroken: boolean
}

export function createGatewayWriter(deps: GatewayWriterDeps): GatewayWriter {
  const { store, relay, random } = deps
  const { gatewayDevice: device, gatewayUser: user } = store.identity
  const author: Author = { device, user, gateway: true, mayWrite: () => true, stalled: undefined }
  const lines = createLines()
  const pens = new Map<ConversationId, Pen>()

  const submit = (conversation: ConversationId, pen: Pen, entry: Entry, imported: ReadonlyArray<string>) => {
    const settled = new Promise<Written>((settle) => {
      relay.append({ author, bytes: encodeEntry(entry), imported, settle })
    }).then((outcome) => {
      if (outcome.kind === 'refused') pen.isBroken = true
      pen.underWay.delete(settled)
      if (pen.underWay.size === 0 && pens.get(conversation) === pen) pens.delete(conversation)
      return outcome
    })
    pen.underWay.add(settled)
    pen.counter++
    return settled
  }
  const open = async (conversation: ConversationId): Promise<Pen> => {
    const known = pens.get(conversation)
    if (known?.isBroken === false) return known
    if (known !== undefined) await Promise.all(known.underWay)
    const { pen, isNew } = await readPen(store, conversation, random)
    pens.set(conversation, pen)
    const { client, counter } = pen
    const claim = {
      kind: 'claim',
      conversation,
      device,
      user,
      segment: 0,
      counter,
      client,
      gateway: true,
    } as const
    if (isNew) void submit(conversation, pen, claim, [])
    return pen
  }
  return {
    write: async (conversation, segment, make) => {
      const outcomes = await lines(conversation, async () => {
        const pen = await open(conversation)
        const entries = make(await placeOf(store, conversation, pen, segment))
        return entries.map((entry) => {
          const head = { conversation, device, user, segment: entry.segment, counter: pen.counter }
          note(pen, entry)
          return submit(conversation, pen, { kind: 'content', ...head, update: entry.update }, entry.imported)
        })
      })
      return Promise.all(outcomes)
    },
  }
}

async function readPen(
  { logs, identity }: GatewayWriterDeps['store'],
  conversation: ConversationId,
  random: Random,
): Promise<{ readonly pen: Pen; readonly isNew: boolean }> {
  const { gatewayDevice } = identity
  const claimed = await logs.clientOf(conversation, gatewayDevice)
  const pen: Pen = {
    client: claimed ?? newClientId(random),
    counter: await logs.nextCounter(conversation, gatewayDevice),
    newest: Math.max(0, (await logs.log(conversation))?.newestSegment ?? 0),
    opCounts: new Map(),
    clocks: new Map(),
    underWay: new Set(),
    isBroken: false,
  }
  return { pen, isNew: claimed === undefined }
}

async function placeOf(
  store: GatewayWriterDeps['store'],
  conversation: ConversationId,
  pen: Pen,
  wanted: number | 'newest',
): Promise<GatewayPlace> {
  const { logs } = store
  const { client, clocks, opCounts } = pen
  const segment = wanted === 'newest' ? pen.newest : wanted
  const opCount = opCounts.get(segment) ?? (await logs.opCount(conversation, segment))
  opCounts.set(segment, opCount)
  if (wanted === 'newest' && opCount >= maxOpsPerSegment) {
    pen.newest++
    return placeOf(store, conversation, pen, wanted)
  }
  const clock = clocks.get(segment) ?? (await logs.nextClock(conversation, segment, client))
  clocks.set(segment, clock)
  return { client, segment, opCount, clock }
}

function note(pen: Pen, { segment, ops }: GatewayEntry): void {
  pen.newest = Math.max(pen.newest, segment)
  pen.clocks.set(segment, (pen.clocks.get(segment) ?? 0) + ops)
  pen.opCounts.set(segment, (pen.opCounts.get(segment) ?? 0) + ops)
}
