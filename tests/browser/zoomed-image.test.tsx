import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadLanguage } from '../../renderer/languages/load.ts'

let host: HTMLElement
let root: Root
beforeEach(async () => {
  await loadLanguage('en')
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
})
afterEach(() => {
  root.unmount()
  host.remove()
  delete document.documentElement.dataset['motion']
})

async function show(...parts: ReadonlyArray<BlobPart>): Promise<void> {
  const { ZoomedImage } = await import('../../renderer/features/attachments/zoomed-image.tsx')
  root.render(<ZoomedImage blob={new Blob([...parts])} name="a picture" zoom={1} />)
}

/** One that says that it is 20,000 by 20,000. */
const bomb = (): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(64)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(bytes.buffer).setUint32(16, 20_000)
  new DataView(bytes.buffer).setUint32(20, 20_000)
  return bytes
}
/** A GIF of one pixel, which any GIF may go on from. */
const gif = Uint8Array.from(atob('R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='), (each) =>
  each.charCodeAt(0),
)

test('a picture that would unfold to gigabytes is told, and never decoded', async () => {
  await show(bomb())
  await expect
    .poll(() => host.querySelector('[role=alert]')?.textContent)
    .toContain('more than 64 megapixels')
  expect(host.querySelector('img, canvas')).toBeNull()
})

test('what is no picture is told, SVG among it', async () => {
  await show('<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>')
  await expect.poll(() => host.querySelector('[role=alert]')?.textContent).toContain('not a picture')
  expect(host.querySelector('img, svg')).toBeNull()
})

test('under reduced motion a picture that moves shows its first frame until it is asked to move', async () => {
  document.documentElement.dataset['motion'] = 'reduced'
  await show(gif)
  await expect.poll(() => host.querySelector('canvas')?.width).toBe(1)
  expect(host.querySelector('img')).toBeNull()
  host.querySelector('button')?.click()
  await expect.poll(() => host.querySelector('img')?.naturalWidth).toBe(1)
})

test('else it moves as it was made', async () => {
  await show(gif)
  await expect.poll(() => host.querySelector('img')?.naturalWidth).toBe(1)
})
