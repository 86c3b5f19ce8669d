import { fail, ok, type Result } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { LocalStore, StoredSegment, StoreFailure, StoreWrite } from './local-store.ts'

/** A store that lives as long as the process: for headless clients and tests. `durable` promises nothing here. */
export function createMemoryStore(): LocalStore {
  const records = new Map<ConversationId, Uint8Array>()
  const segments = new Map<string, { blob: Uint8Array | undefined; tail: ReadonlyArray<Uint8Array> }>()
  const values = new Map<string, Uint8Array>()
  let isClosed = false

  const answer = async <Value>(read: () => Value): Promise<Result<Value, StoreFailure>> =>
    isClosed ? fail({ kind: 'closed' }) : ok(read())
  const segmentAt = (conversation: ConversationId, segment: number): StoredSegment =>
    segments.get(`${conversation}/${segment}`) ?? { blob: undefined, tail: [] }

  const forget = (conversation: ConversationId): void => {
    records.delete(conversation)
    for (const key of segments.keys()) if (key.startsWith(`${conversation}/`)) segments.delete(key)
  }
  const apply = (write: StoreWrite): void => {
    switch (write.kind) {
      case 'conversation':
        if (write.record !== undefined) records.set(write.conversation, write.record.slice())
        else forget(write.conversation)
        break
      case 'append-tail': {
        const { blob, tail } = segmentAt(write.conversation, write.segment)
        segments.set(`${write.conversation}/${write.segment}`, {
          blob,
          tail: [...tail, write.update.slice()],
        })
        break
      }
      case 'segment':
        if (write.blob === undefined) segments.delete(`${write.conversation}/${write.segment}`)
        else segments.set(`${write.conversation}/${write.segment}`, { blob: write.blob.slice(), tail: [] })
        break
      case 'value':
        if (write.value === undefined) values.delete(write.key)
        else values.set(write.key, write.value.slice())
        break
    }
  }

  return {
    conversations: () =>
      answer(() => Array.from(records, ([conversation, record]) => ({ conversation, record }))),
    segment: (conversation, segment) => answer(() => segmentAt(conversation, segment)),
    value: (key) => answer(() => values.get(key)),
    write: (writes) => answer(() => writes.forEach(apply)),
    whenLost: () => undefined, // it goes with the process, and not before
    close: async () => {
      isClosed = true
    },
  }
}
