/** What the benchmark `search` looks through, and for. */
import { exportDays } from './export-days.ts'
import type { SearchedMessage } from './searched-message.ts'

/** At most `count` messages of a Slack export, in its order. */
export async function readMessages(file: string, count: number): Promise<ReadonlyArray<SearchedMessage>> {
  const authors = new Map<string, number>()
  const messages: Array<SearchedMessage> = []
  for await (const day of exportDays(file)) {
    for (const { text, user, ts } of day) {
      if (typeof user !== 'string') continue
      const plain = cleanText(text ?? '')
      if (plain === '') continue
      const author = authors.get(user) ?? authors.size
      authors.set(user, author)
      messages.push({ author, at: Math.floor(Number(ts) * 1_000), text: plain })
      if (messages.length === count) return messages
    }
  }
  return messages
}

/** As ops take it: no halves of characters, no mark of byte order at the front. */
const cleanText = (text: string): string =>
  text
    .slice(0, 8_000)
    .replaceAll(/\p{Surrogate}/gu, '')
    .replace(/^\uFEFF+/, '')

/** So many words of the messages, rare ones and common ones as often as they are said. The same ones each time. */
export function wordsOf(messages: ReadonlyArray<SearchedMessage>, count: number): ReadonlyArray<string> {
  const words: Array<string> = []
  for (let at = 0; words.length < count && at < messages.length * 2; at++) {
    // A prime stride: messages from everywhere.
    const found = messages[(at * 7_919) % messages.length]?.text.match(/[\p{L}\p{N}]{3,}/gu) ?? []
    const word = found[at % Math.max(1, found.length)]
    if (word !== undefined) words.push(word.toLowerCase())
  }
  return words
}
