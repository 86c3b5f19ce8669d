import { writeFile } from 'node:fs/promises'
import { writeZip, type ZipFile } from './zip-writer.ts'

const authors = 200
const perDay = 1_000
const firstDay = Date.UTC(2024, 0, 1) / 1_000

/** Writes a Slack export with one channel of `messages` messages, the same each time: words, threads, some reactions. */
export async function writeGeneratedExport(file: string, messages: number): Promise<void> {
  const random = seeded(1)
  const words = Array.from({ length: 2_000 }, () => word(random))
  const days: Array<ZipFile> = []
  for (let from = 0; from < messages; from += perDay) {
    const count = Math.min(perDay, messages - from)
    const day = firstDay + (from / perDay) * 86_400
    const records = Array.from({ length: count }, (_, index) => record(random, words, day, index))
    const date = new Date(day * 1_000).toISOString().slice(0, 10)
    days.push({ name: `general/${date}.json`, content: JSON.stringify(records) })
  }
  const users = Array.from({ length: authors }, (_, index) => ({
    id: userId(index),
    name: `person ${index}`,
  }))
  await writeFile(
    file,
    writeZip([
      { name: 'users.json', content: JSON.stringify(users) },
      { name: 'channels.json', content: JSON.stringify([{ id: 'C0GENERAL', name: 'general' }]) },
      ...days,
    ]),
  )
}

type Chance = () => number

const userId = (index: number): string => `U${String(index).padStart(6, '0')}`
const time = (day: number, index: number): string => `${day + index * 60}.${String(index).padStart(6, '0')}`

function record(random: Chance, words: ReadonlyArray<string>, day: number, index: number): object {
  const length = 90 + random() * 60
  let text = ''
  // Squared: some words are said far more often than others.
  while (text.length < length) text += `${words[Math.floor(random() ** 2 * words.length)]} `
  const author = (): string => userId(Math.floor(random() * authors))
  return {
    type: 'message',
    user: author(),
    ts: time(day, index),
    text: text.trim(),
    ...(index > 0 && random() < 0.25 && { thread_ts: time(day, Math.floor(random() * index)) }),
    ...(random() < 0.1 && { reactions: [{ name: 'tada', users: [author()], count: 1 }] }),
  }
}

function word(random: Chance): string {
  const length = 2 + Math.floor(random() ** 2 * 10)
  return Array.from({ length }, () => String.fromCodePoint(97 + Math.floor(random() * 26))).join('')
}

/** Mulberry32: 32 bits of state, good enough for made-up chat. */
function seeded(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b_79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
