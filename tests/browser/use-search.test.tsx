import type { JSX } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test } from 'vitest'
import { createCell } from '../../core/base/readable.ts'
import { millis } from '../../core/base/clock.ts'
import { ok } from '../../core/base/result.ts'
import type { Search, SearchCoverage } from '../../core/engine/search-contract.ts'
import type { Found } from '../../core/search/query.ts'
import { nothingIndexed } from '../../core/search/search-index.ts'
import { useSearch } from '../../renderer/features/search/use-search.ts'
import { testConversation } from '../support/test-conversation.ts'
import { messageId, person } from '../support/shown-message.ts'

const found = (number: number): Found => ({
  conversation: testConversation(1),
  segment: 0,
  id: messageId(number),
  author: person('a'),
  at: { time: millis(number), counter: 0 },
  text: `message ${number}`,
  files: [],
  traits: ['file'],
  redactors: [],
  masks: [],
  expiresAt: undefined,
  highlights: [],
})

const covered: SearchCoverage = { ...nothingIndexed, indexed: 1, held: 1, read: 1, known: 1 }

test('[SE53] a list that follows the index shows what it reads later, though some was found before', async () => {
  const coverage = createCell(covered)
  let all = [found(1)]
  // A page each, the newest first.
  const find: Search['find'] = async (_, after) => {
    const at = after === undefined ? 0 : all.findIndex(({ id }) => id === after.id) + 1
    const each = all[at]
    return ok({ found: each ? [each] : [], next: all[at + 1] && each, misread: [] })
  }
  const search: Search = { coverage, find }
  function List({ follows }: { readonly follows: boolean }): JSX.Element {
    const { state, more } = useSearch(search, 'has:file', { follows })
    return <button onClick={more}>{state.found.map(({ text }) => text).join(', ')}</button>
  }
  const [following, resting] = [document.createElement('div'), document.createElement('div')]
  const roots = [createRoot(following), createRoot(resting)]
  onTestFinished(() => roots.forEach((root) => root.unmount()))
  roots[0]?.render(<List follows />)
  roots[1]?.render(<List follows={false} />)
  for (const each of [following, resting]) await expect.poll(() => each.textContent).toBe('message 1')
  all = [found(3), found(2), found(1)]
  coverage.write({ ...coverage.read(), read: 2 })
  await expect.poll(() => following.textContent).toBe('message 3')
  following.querySelector('button')?.click()
  await expect.poll(() => following.textContent).toBe('message 3, message 2')
  // As many as were there are there again.
  all = [found(4), ...all]
  coverage.write({ ...coverage.read(), read: 3 })
  await expect.poll(() => following.textContent).toBe('message 4, message 3')
  expect(resting.textContent).toBe('message 1')
})

test('[SE53] what was asked while the index was behind is answered anew once it has caught up, unless somebody walks in it', async () => {
  const coverage = createCell<SearchCoverage>({ ...covered, toRead: 2 })
  let all = [found(1)]
  const search: Search = { coverage, find: async () => ok({ found: all, next: undefined, misread: [] }) }
  function List({ walks }: { readonly walks: boolean }): JSX.Element {
    const { state } = useSearch(search, 'lantern', { walks })
    return <p>{state.found.map(({ text }) => text).join(', ')}</p>
  }
  const [resting, walking] = [document.createElement('div'), document.createElement('div')]
  const roots = [createRoot(resting), createRoot(walking)]
  onTestFinished(() => roots.forEach((root) => root.unmount()))
  roots[0]?.render(<List walks={false} />)
  roots[1]?.render(<List walks />)
  for (const each of [resting, walking]) await expect.poll(() => each.textContent).toBe('message 1')
  all = [found(2), found(1)]
  coverage.write({ ...coverage.read(), read: 2, toRead: 1 })
  coverage.write({ ...coverage.read(), read: 3, toRead: 0 })
  await expect.poll(() => resting.textContent).toBe('message 2, message 1')
  // It had caught up when it was asked the second time: what comes from here on moves nothing.
  all = [found(3), ...all]
  coverage.write({ ...coverage.read(), read: 4, toRead: 1 })
  coverage.write({ ...coverage.read(), read: 5, toRead: 0 })
  roots[1]?.render(<List walks={false} />)
  await expect.poll(() => walking.textContent).toBe('message 3, message 2, message 1')
  expect(resting.textContent).toBe('message 2, message 1')
})
