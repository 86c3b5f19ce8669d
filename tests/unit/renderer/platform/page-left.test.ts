import { expect, test } from 'vitest'
import { onPageLeft } from '../../../../renderer/platform/page-left.ts'

test('the page is left when it goes, is hidden or loses the focus', () => {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const page = Object.assign(new EventTarget(), { document })
  let left = 0
  onPageLeft(page, () => void left++)
  document.dispatchEvent(new Event('visibilitychange'))
  page.dispatchEvent(new Event('focus'))
  expect(left).toBe(0)
  page.dispatchEvent(new Event('blur'))
  page.dispatchEvent(new Event('pagehide'))
  document.visibilityState = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
  expect(left).toBe(3)
})
