import { createRoot } from 'react-dom/client'
import { onTestFinished, expect, test } from 'vitest'
import { NamedLine } from '../../renderer/ui/named-line.tsx'

const name = 'Dr. Maximiliane von Hohenstein-Wartenberg zu Lippe'

test.each([
  ['rtl', 'أنت و', ' وحدكما تستطيعان قراءة هذا'],
  ['ltr', 'Only you and ', ' can read this'],
])(
  '%s: of a sentence that has not enough room the name is cut, at its own end',
  async (dir, before, after) => {
    const place = document.createElement('div')
    document.body.append(place)
    place.dir = dir
    place.style.cssText = 'display: flex; width: 320px; font: 12px sans-serif'
    const root = createRoot(place)
    onTestFinished(() => {
      root.unmount()
      place.remove()
    })
    root.render(<NamedLine text={before + name + after} name={name} />)
    await expect.poll(() => place.textContent).toBe(before + name + after)
    const [first, cut, last] = [...(place.firstElementChild?.children ?? [])]
    if (!first || !cut || !last) throw new Error('not three parts')
    expect(cut.textContent).toBe(name)
    expect(getComputedStyle(cut).direction).toBe('ltr')
    expect(cut.scrollWidth).toBeGreaterThan(cut.clientWidth)
    for (const whole of [first, last]) expect(whole.scrollWidth).toBeLessThanOrEqual(whole.clientWidth + 1)
    const box = place.getBoundingClientRect()
    for (const each of [first, cut, last].map((part) => part.getBoundingClientRect())) {
      expect(each.left).toBeGreaterThanOrEqual(box.left - 1)
      expect(each.right).toBeLessThanOrEqual(box.right + 1)
    }
  },
)
