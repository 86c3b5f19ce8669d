/** What a person chose last, and in which tone: kept on this device. */
import type { Remembered } from '../../platform/remembered.ts'

/** What most answers say, until a person has said something else. */
const usual = ['👍', '❤️', '😂', '🎉', '🙏', '👀', '✅', '🔥', '👏', '🤔', '😮', '😢']
const kept = 18
const recentKey = 'emoji.recent'
const toneKey = 'emoji.tone'

/** The one chosen last comes first. */
export function recentEmoji(remembered: Remembered): ReadonlyArray<string> {
  const own = (remembered.read(recentKey) ?? '')
    .split(' ')
    .filter((emoji) => emoji !== '' && emoji.length <= 32)
  return [...new Set([...own, ...usual])].slice(0, kept)
}

export function rememberEmoji(remembered: Remembered, emoji: string): void {
  const own = (remembered.read(recentKey) ?? '').split(' ').filter((each) => each !== '' && each !== emoji)
  remembered.write(recentKey, [emoji, ...own].slice(0, kept).join(' '))
}

/** 0 for none, 1 to 5 from light to dark. */
export function emojiTone(remembered: Remembered): number {
  const tone = Number(remembered.read(toneKey) ?? 0)
  return Number.isInteger(tone) && tone >= 0 && tone <= 5 ? tone : 0
}

export const rememberTone = (remembered: Remembered, tone: number): void =>
  remembered.write(toneKey, String(tone))
