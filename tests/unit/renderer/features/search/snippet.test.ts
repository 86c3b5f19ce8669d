import { expect, test } from 'vitest'
import { snippetOf } from '../../../../../renderer/features/search/snippet.ts'

const shown = (text: string, ...places: ReadonlyArray<string>): string => show(text, places, false)

const show = (text: string, places: ReadonlyArray<string>, plain: boolean): string =>
  snippetOf(
    {
      text,
      highlights: places.map((place) => ({
        start: text.indexOf(place),
        end: text.indexOf(place) + place.length,
      })),
    },
    { plain },
  )
    .map((part) => (part.marked ? `<${part.text}>` : part.text))
    .join('')

test('[MU6] a result shows the words without the marks, and in them what was found', () => {
  expect(shown('the **tide** is [high](https://x.example/y)', 'tide', 'high')).toBe('the <tide> is <high>')
  expect(shown('# Tide\n\n- `ebb`', 'Tide', 'ebb')).toBe('<Tide> <ebb>')
  expect(shown('see [notes](https://x.example/tide) and tide', 'https')).toBe('see notes and tide')
})

test('[MU6] what stands for a mark within the app changes nothing', () => {
  expect(shown('a \u{E000}b\u{E001} tide', 'tide')).toBe('a \u{FFFD}b\u{FFFD} <tide>')
})

test('[SE28] what stands in a document is shown as it stands there: nothing in it is a mark', () => {
  expect(show('2 * 3 * 4 = **tide** `x`', ['tide'], true)).toBe('2 * 3 * 4 = **<tide>** `x`')
})
