/** Where the person has been, newest first: kept on this device, apart for each account. */
import type { Remembered } from '../../platform/remembered.ts'

const kept = 50
const keyFor = (user: string): string => `recent:${user}`

export function readRecent(remembered: Remembered, user: string): ReadonlyArray<string> {
  const text = remembered.read(keyFor(user)) ?? ''
  return text
    .split(' ')
    .filter((each) => /^[0-9a-f]{32}$/.test(each))
    .slice(0, kept)
}

export function noteRecent(remembered: Remembered, user: string, conversation: string): void {
  const others = readRecent(remembered, user).filter((each) => each !== conversation)
  remembered.write(keyFor(user), [conversation, ...others].slice(0, kept).join(' '))
}
