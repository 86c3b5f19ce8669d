/** A chat room as most would write it on Yjs: a Y.Array of messages. @param {import('yjs').Doc[]} docs */
export const docRoom = (docs) => ({
  post: (person, text) => {
    const messages = docs[person].getArray('messages')
    messages.insert(messages.length, [{ by: person, at: Date.now(), text }])
  },
  onSeen: (listener) => {
    for (const doc of docs) {
      doc.getArray('messages').observe((event) => {
        if (event.transaction.local) return
        for (const { insert } of event.changes.delta) for (const { text } of insert ?? []) listener(text)
      })
    }
  },
})
