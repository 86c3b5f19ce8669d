// MiniSearch in a page: an index in memory, made anew with each start. The runner calls `window.peer`.
import MiniSearch from 'minisearch'
import { watchLongTasks } from '../../pages/long-tasks.ts'

const tasks = watchLongTasks()
const documents = []
const index = new MiniSearch({ fields: ['text'] })

window.peer = {
  store: (messages) => {
    for (const { text } of messages) documents.push({ id: documents.length, text })
  },
  index: async () => {
    tasks.longest()
    const began = performance.now()
    await index.addAllAsync(documents, { chunkSize: 200 })
    return { ms: performance.now() - began, longestTaskMs: tasks.longest() }
  },
  /** As JSON, for that is how it can be stored. */
  size: () => JSON.stringify(index).length / documents.length,
  find: (words) =>
    words.map((word) => {
      const began = performance.now()
      const found = index.search(word).length
      return { ms: performance.now() - began, found }
    }),
}
