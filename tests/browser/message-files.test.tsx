import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { FileTransfer } from '../../core/bridge/files-contract.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import type { ShownMessage } from '../../core/engine/engine.ts'
import { attachmentId } from '../../core/protocol/ids.ts'
import { hexId, sampleMessage } from '../support/preview/sample-messages.ts'
import { brokenRules, overflowing, showSealed } from './sealed-kit.tsx'

afterEach(() => {
  document.documentElement.removeAttribute('dir')
})

const gif = Uint8Array.from(atob('R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='), (each) =>
  each.charCodeAt(0),
)

const attached = (
  number: number,
  name: string,
  type: string,
  more: Partial<Attachment> = {},
): Attachment => ({
  id: attachmentId(hexId(8, number)),
  name,
  type,
  size: 4_200,
  sha256: new Uint8Array(32),
  seal: { key: new Uint8Array(32), header: new Uint8Array(24), size: 4_300 },
  ...more,
})

const mixed = [
  attached(1, 'notes.txt', 'text/plain'),
  attached(2, 'boat.gif', 'image/gif', { thumbnail: gif }),
  attached(3, 'a very long name that nobody would want to read in full anywhere.zip', 'application/zip'),
  attached(4, 'start.webm', 'video/webm', { thumbnail: gif, duration: 2_500 }),
  attached(5, 'plan.pdf', 'application/pdf'),
]

/** The newest message, one's own. */
async function showFiles(
  attachments: ReadonlyArray<Attachment>,
  {
    text = '',
    width = 1_100,
    transfers = [],
  }: {
    readonly text?: string
    readonly width?: number
    readonly transfers?: ReadonlyArray<FileTransfer>
  } = {},
): ReturnType<typeof showSealed> {
  const { replyTo: _, ...message } = sampleMessage(11)
  const own: ShownMessage = { ...message, redacted: false, text, attachments, delivery: { kind: 'relay' } }
  const answers = { 'files.transfers': transfers }
  const shown = await showSealed({}, { width, answers, talk: { instead: new Map([[11, own]]) } })
  await expect.element(files().last()).toBeVisible()
  return shown
}

const newest = () => page.getByRole('article').last()
const files = () => newest().getByRole('list', { name: 'Files' }).getByRole('listitem')
const boxOf = (element: Element | undefined | null): DOMRect => {
  if (!element) throw new Error('it is not there')
  return element.getBoundingClientRect()
}
const markBox = (): DOMRect => boxOf(newest().element().querySelector('[data-delivery]'))
/** What is drawn of each file. */
const cards = (): ReadonlyArray<DOMRect> =>
  files()
    .elements()
    .map((item) => boxOf(item.firstElementChild))

describe('[AT3] what became of a message', () => {
  test('stands behind the last of its files where it says nothing else', async () => {
    await showFiles(mixed)
    const last = boxOf(files().elements().at(-1)?.firstElementChild)
    expect(markBox().bottom).toBeLessThanOrEqual(last.bottom + 1)
    expect(markBox().bottom).toBeGreaterThan(last.bottom - 30)
    expect(markBox().left).toBeGreaterThanOrEqual(last.right)
    expect(markBox().left).toBeLessThan(last.right + 20)
    expect(await brokenRules()).toEqual([])
  })

  test('stands behind its text where there is one', async () => {
    await showFiles(mixed, { text: 'The regatta' })
    expect(markBox().bottom).toBeLessThanOrEqual(Math.min(...cards().map(({ top }) => top)))
  })
})

describe('[AT4] of files of all kinds', () => {
  test.each([1_100, 480, 320])(
    'pictures and videos come first, the others are a list, at %i px',
    async (width) => {
      await showFiles(mixed, { width })
      const order = files()
        .elements()
        .map((item) => mixed.findIndex(({ name }) => item.querySelector(`[title="${name}"]`) !== null))
      expect(order).toEqual([1, 3, 0, 2, 4])
      const [picture, video, ...others] = cards()
      if (picture === undefined || video === undefined) throw new Error('none is there')
      if (width === 1_100) expect(video.top).toBe(picture.top)
      let above = Math.max(picture.bottom, video.bottom)
      for (const { left, top, bottom } of others) {
        expect(left).toBe(picture.left)
        expect(top - above).toBeGreaterThan(0)
        expect(top - above).toBeLessThan(16)
        above = bottom
      }
      expect(overflowing()).toEqual([])
    },
  )
})

describe.each(['ltr', 'rtl'])('where one reads %s', (dir) => {
  test('[AT5] the name of a file begins where its size does, whatever its letters are, and its ending is seen', async () => {
    const arabic = attached(6, 'خطة السباق.pdf', 'application/pdf')
    await showFiles([...mixed, arabic], { width: 480 })
    document.documentElement.dir = dir
    const edgeOf = (box: DOMRect): number => (dir === 'ltr' ? box.left : box.right)
    for (const { name } of [...mixed, arabic]) {
      const said = newest().element().querySelector(`[title="${name}"]`)
      const [stem, ending] = [...(said?.querySelectorAll('bdi:not(:has(bdi))') ?? [])].map(boxOf)
      const size = document.createRange()
      size.selectNodeContents(said?.nextElementSibling ?? document.body)
      if (stem === undefined || ending === undefined) throw new Error(name)
      const edge = dir === 'ltr' ? stem.left : ending.right
      expect([name, Math.round(edge)]).toEqual([name, Math.round(edgeOf(size.getBoundingClientRect()))])
      const card = boxOf(said?.closest('li')?.firstElementChild)
      expect(ending.right).toBeLessThanOrEqual(card.right)
      expect(ending.left).toBeGreaterThanOrEqual(stem.right - 1)
    }
  })
})

test('[AT6] an upload says how far it is, from its first byte on, and that it waits only where the server is out of reach', async () => {
  const [first, second] = [attached(1, 'first.bin', ''), attached(2, 'second.bin', '')]
  const up = (id: Attachment['id'], done: number): FileTransfer => ({
    id,
    direction: 'up',
    done,
    total: 4_300,
  })
  const { engine } = await showFiles([first, second], { transfers: [up(first.id, 1_290), up(second.id, 0)] })
  await expect.element(files().nth(0).getByText('Uploading, 30%')).toBeVisible()
  await expect.element(files().nth(1).getByText('Uploading, 0%')).toBeVisible()
  engine.connection.write({ kind: 'offline', retryAt: undefined, queued: 1, syncedAt: undefined })
  for (const at of [0, 1])
    await expect.element(files().nth(at).getByText('Uploads once the server can be reached')).toBeVisible()
})
