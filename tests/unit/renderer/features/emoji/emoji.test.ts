import { expect, onTestFinished, test, vi } from 'vitest'
import { emojis } from '../../../../../renderer/features/emoji/emoji-data.ts'
import { loadEmojis } from '../../../../../renderer/features/emoji/load-emojis.ts'
import {
  emojiTone,
  recentEmoji,
  rememberEmoji,
  rememberTone,
} from '../../../../../renderer/features/emoji/emoji-memory.ts'
import { findEmoji } from '../../../../../renderer/features/emoji/find-emoji.ts'
import { columns, pickerGrid, stepIn } from '../../../../../renderer/features/emoji/picker-rows.ts'
import { hasShortcode, replaceShortcodes } from '../../../../../renderer/features/emoji/shortcodes.ts'
import { maxEmojiLength } from '../../../../../core/conversation/limits.ts'
import type { Remembered } from '../../../../../renderer/platform/remembered.ts'

function memory(): Remembered {
  const values = new Map<string, string>()
  return { read: (key) => values.get(key), write: (key, value) => void values.set(key, value) }
}

test('[EJ1] every emoji can be a reaction, in the letters that importer and other clients use', () => {
  expect(emojis.length).toBeGreaterThan(1_800)
  for (const { emoji, tones } of emojis)
    for (const each of [emoji, ...tones]) expect(each.length).toBeLessThanOrEqual(maxEmojiLength)
  const letters = new Set(emojis.map(({ emoji }) => emoji))
  for (const emoji of ['👍', '❤️', '😂', '🎉', '✅']) expect(letters.has(emoji)).toBe(true)
})

test('[EJ2] who looks for a name finds it first, then what begins so', () => {
  expect(findEmoji(emojis, 'thumbsup')[0]?.emoji).toBe('👍')
  expect(findEmoji(emojis, '+1')[0]?.emoji).toBe('👍')
  expect(findEmoji(emojis, 'red heart')[0]?.emoji).toBe('❤️')
  expect(findEmoji(emojis, 'no such thing')).toEqual([])
})

test('[EJ3] a short name that is sent becomes its emoji, in its tone', () => {
  expect(replaceShortcodes(':+1: well :heart: :wave::skin-tone-3:', emojis)).toBe('👍 well ❤️ 👋🏼')
})

test('[EJ3] what is code, a time, an address or no name stays', () => {
  for (const text of [
    '`:+1:`',
    '```\n:+1:\n```',
    'at 10:30:20',
    'https://a.b/:+1:x',
    ':no_such_name:',
    'a:+1:',
    ': +1:',
  ]) {
    expect(replaceShortcodes(text, emojis)).toBe(text)
  }
  expect(hasShortcode('at 10:30:20')).toBe(false)
})

test('[EJ4] what was chosen last comes first, once; the tone is remembered', () => {
  const remembered = memory()
  expect(recentEmoji(remembered)[0]).toBe('👍')
  rememberEmoji(remembered, '🐙')
  rememberEmoji(remembered, '🎉')
  rememberEmoji(remembered, '🐙')
  expect(recentEmoji(remembered).slice(0, 3)).toEqual(['🐙', '🎉', '👍'])
  expect(recentEmoji(remembered).filter((each) => each === '🎉')).toHaveLength(1)
  rememberTone(remembered, 4)
  expect(emojiTone(remembered)).toBe(4)
  remembered.write('emoji.tone', 'dark')
  expect(emojiTone(remembered)).toBe(0)
})

test('[EJ5] arrows walk the grid as it is seen', () => {
  const grid = pickerGrid(emojis, { text: '', tone: 5, recent: ['👍', '🎉'] })
  expect(grid.choices.slice(0, 2).map(({ emoji }) => emoji)).toEqual(['👍', '🎉'])
  expect(grid.choices.some(({ emoji }) => emoji === '👋🏿')).toBe(true)
  expect(stepIn(grid, 0, 'ArrowRight')).toBe(1)
  expect(stepIn(grid, 0, 'ArrowLeft')).toBe(0)
  expect(stepIn(grid, 1, 'ArrowDown')).toBe(3)
  expect(stepIn(grid, 3, 'ArrowUp')).toBe(1)
  expect(stepIn(grid, 2 + columns, 'ArrowUp')).toBe(2)
  expect(stepIn(grid, 0, 'a')).toBeUndefined()
})

test('[LA4] in another language emoji are named in it, and found by their English words too', async () => {
  vi.stubGlobal('document', { documentElement: { lang: 'de' } })
  onTestFinished(() => void vi.unstubAllGlobals())
  const named = await loadEmojis()
  expect(named.find(({ emoji }) => emoji === '👍')?.label).toBe('Daumen hoch')
  expect(findEmoji(named, 'thumbs up')[0]?.emoji).toBe('👍')
  expect(named).toHaveLength(emojis.length)
})

test('[LA11] every emoji has a name in Arabic, also those that are put together', async () => {
  vi.stubGlobal('document', { documentElement: { lang: 'ar' } })
  onTestFinished(() => void vi.unstubAllGlobals())
  const named = await loadEmojis()
  const ofCode = new Map(emojis.map((emoji) => [emoji.hexcode, emoji.label]))
  // Some have Latin letters on them: an Arabic name may say these, and is no less one.
  expect(
    named.filter(({ hexcode, label }) => label === ofCode.get(hexcode) || !/\p{Script=Arabic}/u.test(label)),
  ).toEqual([])
  expect(named).toHaveLength(emojis.length)
  const label = (letters: string) => named.find(({ emoji }) => emoji === letters)?.label
  expect(label('👍')).toBe('قبول')
  expect(label('👨‍👩‍👧‍👦')).toBe('أسرة: رجل، وسيدة، وفتاة، وصبي')
  expect(label('👩‍❤️‍👨')).toBe('زوج وقلب: سيدة ورجل')
  expect(label('🏃‍♀️‍➡️')).toBe('راكضة: متجه لليمين')
  expect(label('👨‍🦰')).toBe('رجل: شعر أحمر')
  expect(label('🇫🇷')).toBe('علم: فرنسا')
  expect(label('🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}')).toBe('علم: إنجلترا')
  expect(label('#️⃣')).toBe('مفتاح: #')
  expect(findEmoji(named, 'قبلة').map(({ emoji }) => emoji)).toContain('💏')
  expect(findEmoji(named, 'thumbs up')[0]?.emoji).toBe('👍')
})
