// A device with y-websocket and y-indexeddb, one document a conversation. The runner calls `window.peer`.
import { IndexeddbPersistence } from 'y-indexeddb'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { syncText } from '../../lib/sync-text.ts'
import { watchLongTasks } from '../../pages/long-tasks.ts'

const tasks = watchLongTasks()
const once = (source, name) => new Promise((resolve) => source.once(name, resolve))

async function openRoom(url, number) {
  const doc = new Y.Doc()
  await once(new IndexeddbPersistence(`room-${number}`, doc), 'synced')
  const connect = url !== undefined
  const provider = new WebsocketProvider(url ?? 'ws://nowhere', `room-${number}`, doc, {
    connect,
    disableBc: true,
  })
  return { doc, provider }
}

window.peer = {
  /** Until all rooms are synced and hold `messages`. */
  up: async (url, rooms, messages) => {
    tasks.longest()
    const began = performance.now()
    await Promise.all(
      Array.from({ length: rooms }, async (_, number) => {
        const { doc, provider } = await openRoom(url, number)
        if (!provider.synced) await once(provider, 'sync')
        while (doc.getArray('messages').length < messages) await once(doc, 'update')
      }),
    )
    return { ms: performance.now() - began, longestTaskMs: tasks.longest() }
  },
  /** Writes to the last room offline, then connects; says when that was, by the clock of the wall. */
  drain: async (url, count) => {
    const doc = new Y.Doc()
    await once(new IndexeddbPersistence('room-0', doc), 'synced')
    const messages = doc.getArray('messages')
    for (let each = 0; each < count; each++) {
      messages.push([
        new Y.Map(Object.entries({ id: `offline ${each}`, author: 'bea', text: syncText(each), at: each })),
      ])
    }
    const provider = new WebsocketProvider(url, 'room-0', doc, { disableBc: true })
    const ms = Date.now()
    await once(provider, 'sync')
    return { ms, longestTaskMs: tasks.longest() }
  },
}
