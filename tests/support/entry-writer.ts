/** One device's entries in one conversation, as bytes: counters and clocks as they should be, or as a test wants them. */
import { randomBytes } from 'node:crypto'
import { newClientId } from '../../core/conversation/sub-log.ts'
import type { KnownOp } from '../../core/conversation/op.ts'
import { type Entry, encodeEntry } from '../../core/protocol/entry.ts'
import { type ConversationId, opId, randomId } from '../../core/protocol/ids.ts'
import { testPost } from './conversations.ts'
import type { TestAccount } from './relay-accounts.ts'
import { opsUpdate } from './updates.ts'

const random = { bytes: (length: number): Uint8Array => randomBytes(length) }

export interface EntryWriter {
  readonly client: number
  /** The next entry: a claim of `client`. */
  readonly claim: () => Uint8Array
  /** The next entry: a post. */
  readonly post: (text: string, segment?: number) => Uint8Array
  /** The next entry: these ops. */
  readonly ops: (ops: ReadonlyArray<KnownOp>, segment?: number) => Uint8Array
  /** Any entry of this device; moves neither counter nor clock. */
  readonly entry: (fields: Partial<Entry> & Pick<Entry, 'kind'>) => Uint8Array
  /** The update of a post at any clock. */
  readonly update: (text: string, clock: number) => Uint8Array
  readonly nextCounter: () => number
}

export function createEntryWriter(
  { user, device }: Pick<TestAccount, 'user' | 'device'>,
  conversation: ConversationId,
  client: number = newClientId(random),
): EntryWriter {
  let counter = 0
  const clocks = new Map<number, number>()
  const postOf = (text: string): KnownOp => testPost({ id: randomId(opId, random), by: user, text })
  const update = (text: string, clock: number): Uint8Array => opsUpdate(client, clock, [postOf(text)])
  const entry: EntryWriter['entry'] = (fields) => {
    const head = { conversation, device, user, segment: 0, counter }
    return fields.kind === 'claim'
      ? encodeEntry({ ...head, client, gateway: false, ...fields })
      : encodeEntry({ ...head, update: new Uint8Array(), ...fields })
  }
  const ops: EntryWriter['ops'] = (written, segment = 0) => {
    const clock = clocks.get(segment) ?? 0
    const bytes = entry({ kind: 'content', segment, update: opsUpdate(client, clock, written) })
    clocks.set(segment, clock + written.length)
    counter++
    return bytes
  }
  return {
    client,
    entry,
    ops,
    update,
    claim: () => {
      const bytes = entry({ kind: 'claim' })
      counter++
      return bytes
    },
    post: (text, segment) => ops([postOf(text)], segment),
    nextCounter: () => counter,
  }
}
