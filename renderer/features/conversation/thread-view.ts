import { createCell } from '../../../core/base/readable.ts'
import type { ConversationView, OpenConversation, ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'

const nobody: ConversationView['typing'] = []
const none: ConversationView['timers'] = []
const noneLate: ConversationView['late'] = []
const nothing: ConversationView['threadDrafts'] = new Map()

/** A conversation as if it had nothing but one thread: the root, once it is loaded, and the replies. Closing it leaves the rest open. */
export function openThread(open: OpenConversation, root: OpId): OpenConversation {
  const now = (shown: ReadonlyArray<ShownMessage>): ConversationView => {
    const all = open.view.read()
    const messages = all.messages.filter((message) => message.id === root || message.thread === root)
    const isSame = messages.length === shown.length && messages.every((each, index) => each === shown[index])
    // Before the root there is nothing; as long as it is not loaded, what is older may have it.
    const before = messages.some(({ id }) => id === root) ? 'beginning' : all.before
    return {
      ...all,
      messages: isSame ? shown : messages,
      before,
      typing: all.threadTyping.get(root) ?? nobody,
      seen: undefined,
      late: noneLate,
      draft: all.threadDrafts.get(root) ?? '',
      threadDrafts: nothing,
      timers: none,
    }
  }
  const view = createCell(now([]))
  const refresh = (): void => view.write(now(view.read().messages))
  const stop = open.view.listen(refresh)
  return {
    ...open,
    view,
    post: (text, about) => open.post(text, { ...about, thread: root }),
    setDraft: (text, _, replaces) => open.setDraft(text, root, replaces),
    markSeen: () => open.markThreadSeen(root),
    typing: (on) => open.typing(on, root),
    close: stop,
  }
}
