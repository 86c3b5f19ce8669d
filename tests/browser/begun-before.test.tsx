import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { orThrow } from '../../core/base/defect.ts'
import { createCell } from '../../core/base/readable.ts'
import { ok } from '../../core/base/result.ts'
import type { OpId } from '../../core/protocol/ids.ts'
import type { Begun } from '../../renderer/features/composer/composer-mode.ts'
import { encodeMode } from '../../renderer/features/composer/stored-mode.ts'
import { type IndexedDbStore, openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { me } from '../support/preview/sample-messages.ts'
import { messageId } from '../support/shown-message.ts'
import { button, showSealed } from './sealed-kit.tsx'

const key = await importStoreKey(Uint8Array.from({ length: 32 }, (_, index) => index))
const box = () => page.getByRole('textbox', { name: /^Message / })

/** The app, in which the local store is open once `bringBack` has put what an earlier page had begun there. */
async function showBefore() {
  const store = orThrow(await openIndexedDbStore({ user: me, key, random: systemRandom }))
  let open = (_: IndexedDbStore): void => undefined
  const opening = new Promise<IndexedDbStore>((resolve) => (open = resolve))
  const { engine } = await showSealed({}, { openHistory: async () => ok(await opening) })
  await box().fill('what was said')
  await userEvent.keyboard('{Enter}')
  await expect.element(box()).toHaveValue('')
  const last = engine.open(sealedId(1))?.view.read().messages.at(-1)
  if (last === undefined) throw new Error('nothing was posted')
  return {
    last,
    bringBack: async (begun: Begun) => {
      const name = `unfinished/${sealedId(1)}/`
      await store.write([{ kind: 'value', key: name, value: encodeMode(begun) }], { durable: true })
      open(store)
    },
  }
}

const edit = (id: OpId): Begun => ({
  kind: 'edit',
  message: { id, text: 'as it was' },
  typed: createCell('half a new text'),
})

test('[CP24] a half-made edit and what is answered come back without taking the focus, and end as ever', async () => {
  const { last, bringBack } = await showBefore()
  const elsewhere = button('Send later')
  elsewhere.element().focus()
  await bringBack(edit(last.id))
  await expect.element(box()).toHaveValue('half a new text')
  await expect.element(elsewhere).not.toBeInTheDocument()
  await expect.element(box()).not.toHaveFocus()
  await box().click()
  await userEvent.keyboard('{Escape}')
  await expect.element(box()).toHaveValue('')
})

test('[CP24] what is answered shows as it is now, not as it was', async () => {
  const { last, bringBack } = await showBefore()
  await bringBack({ kind: 'reply', to: { id: last.id, author: last.author, text: '' } })
  const line = page.getByText(/^Replying to /)
  await expect.element(line).toBeVisible()
  expect(line.element().parentElement?.textContent).toContain('what was said')
})

test('[CP21] [CP24] the new text of a message that is gone by then becomes the draft, and that is said', async () => {
  const { bringBack } = await showBefore()
  await bringBack(edit(messageId(9_999)))
  await expect.element(box()).toHaveValue('half a new text')
  await expect
    .element(page.getByRole('alert').getByText(/^The message that you were editing is gone/))
    .toBeVisible()
})
