import { expect, test } from 'vitest'
import { highlight } from '../../../../../renderer/features/markup/highlight.ts'

test('[MU11] code in a known language has colours, and its text stays as it is', () => {
  const code = 'const tide = "high" // now\n'
  const parts = highlight(code, 'ts') ?? []
  expect(parts.map(({ text }) => text).join('')).toBe(code)
  expect(parts).toContainEqual({ text: 'const', role: 'keyword' })
  expect(parts.some(({ role }) => role === 'comment')).toBe(true)
})

test('[MU11] an unknown language and very long code have none', () => {
  expect(highlight('x', 'klingon')).toBeUndefined()
  expect(highlight('x'.repeat(8_193), 'ts')).toBeUndefined()
})
