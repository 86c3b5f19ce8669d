/** Puts the words of messages into runs of the index. Until then those few messages are looked through one by one. */
import type { MessageStore, StoredOp } from '../store/message-store.ts'
import { readTopic } from './read-messages.ts'
import type { ReadLog } from './read-log.ts'
import { searchedText } from './topic-views.ts'

/** Resolves once it may go on. */
export type Pause = () => Promise<void>

/** As many as are looked through one by one in a few milliseconds. */
export const worthARun = 256
/** As many as one run takes. */
const maxRun = 4_096
/** What one transaction takes, before others have their turn. */
const tokensAtOnce = 200
const messagesAtOnce = 40

export async function indexWords(store: MessageStore, log: ReadLog, pause: Pause): Promise<void> {
  for (;;) {
    const waiting = await store.unindexed(log.conversation, maxRun)
    if (waiting.length < worthARun) return
    const tokens = new Map<number, Array<number>>()
    for (let at = 0; at < waiting.length; at += messagesAtOnce) {
      for (const op of waiting.slice(at, at + messagesAtOnce)) await noteTokens(store, log, op, tokens)
      await pause()
    }
    const run = await store.beginRun(log.conversation)
    // In the order of the tree: neighbours share its pages.
    const ordered = [...tokens].toSorted(([left], [right]) => left - right)
    for (let at = 0; at < ordered.length; at += tokensAtOnce) {
      await store.addTokens(log.conversation, run, ordered.slice(at, at + tokensAtOnce))
      await pause()
    }
    await store.finishRun(
      log.conversation,
      run,
      waiting.map(({ row }) => row),
    )
  }
}

async function noteTokens(
  store: MessageStore,
  log: ReadLog,
  op: StoredOp,
  tokens: Map<number, Array<number>>,
): Promise<void> {
  const message = await readTopic(store, log, op)
  if (message === undefined) return
  for (const token of log.tokens.of(searchedText(message))) {
    const rows = tokens.get(token)
    if (rows === undefined) tokens.set(token, [op.row])
    else rows.push(op.row)
  }
}
