/** Where the person has been, and what they did by its name, newest first: kept on this device, apart for each account. */
import type { Remembered } from '../../platform/remembered.ts'

interface Kept {
  readonly most: number
  readonly under: string
  readonly looksLike: RegExp
}

const conversations: Kept = { most: 50, under: 'recent', looksLike: /^[0-9a-f]{32}$/ }
const commands: Kept = { most: 5, under: 'recent-commands', looksLike: /^[\w.:-]{1,60}$/ }

function read({ most, under, looksLike }: Kept, remembered: Remembered, user: string): ReadonlyArray<string> {
  const text = remembered.read(`${under}:${user}`) ?? ''
  return text
    .split(' ')
    .filter((each) => looksLike.test(each))
    .slice(0, most)
}

function note(kept: Kept, remembered: Remembered, user: string, key: string): void {
  const others = read(kept, remembered, user).filter((each) => each !== key)
  remembered.write(`${kept.under}:${user}`, [key, ...others].slice(0, kept.most).join(' '))
}

export const readRecent = (remembered: Remembered, user: string): ReadonlyArray<string> =>
  read(conversations, remembered, user)

export const noteRecent = (remembered: Remembered, user: string, conversation: string): void =>
  note(conversations, remembered, user, conversation)

/** By their keys. */
export const readCommands = (remembered: Remembered, user: string): ReadonlyArray<string> =>
  read(commands, remembered, user)

export const noteCommand = (remembered: Remembered, user: string, command: string): void =>
  note(commands, remembered, user, command)
