import { createCell } from '../../../core/base/readable.ts'
import type { ConversationView, OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'

/** A conversation as if it had nothing but one thread: the root, once it is loaded, and the replies. Closing it leaves the rest open. */
export function openThread(open: OpenConversation, root: OpId): OpenConversation {
  let draft = ''
  const now = (shown: ReadonlyArray<ShownMessage>): ConversationView => {
    const all = open.view.read()
    const messages = all.messages.filter((message) => message.id === root || message.thread === root)
    const isSame = messages.length === shown.length && messages.every((each, index) => each === shown[index])
    // Before the root there is nothing; as long as it is not loaded, what is older may have it.
    const before = messages.some(({ id }) => id === root) ? 'beginning' : all.before
    return { ...all, messages: isSame ? shown : messages, before, typing: [], seen: undefined, draft }
  }
  const view = createCell(now([]))
  const refresh = (): void => view.write(now(view.read().messages))
  const stop = open.view.listen(refresh)
  return {
    ...open,
    view,
    post: (text, about) => open.post(text, { ...about, thread: root }),
    setDraft: (text) => {
      draft = text
      refresh()
    },
    markSeen: () => open.markThreadSeen(root),
    typing: () => undefined, // it would be shown to those who look at the channel
    close: stop,
  }
}
