import { decode, encode } from 'cborg'
import type { Outbox } from '../../core/storage/outbox.ts'

/** The journal of the program that serves this page: a file that is synced before it answers, as in main. */
export function createServedOutbox(): Outbox {
  const call = async (name: string, body: unknown): ReturnType<Outbox['append']> => {
    const response = await fetch(`/journal/${name}`, { method: 'POST', body: Uint8Array.from(encode(body)) })
    return decode(new Uint8Array(await response.arrayBuffer()))
  }
  return {
    // What the page wrote is on the relay before it comes again: its journal is empty, but for the counters.
    open: async () => {
      const response = await fetch('/journal/open', { method: 'POST' })
      return decode(new Uint8Array(await response.arrayBuffer()))
    },
    append: (entries) => call('append', entries),
    remove: (entries) => call('remove', entries),
  }
}
