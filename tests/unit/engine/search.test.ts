import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { createCell } from '../../../core/base/readable.ts'
import { ok } from '../../../core/base/result.ts'
import { createDirectoryModel } from '../../../core/engine/directory-model.ts'
import { createSearch } from '../../../core/engine/search.ts'
import {
  type ConversationId,
  conversationId,
  documentId,
  opId,
  type UserId,
  userId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import { pageRef } from '../../../core/search/document.ts'
import type { Found } from '../../../core/search/query.ts'
import { nothingIndexed } from '../../../core/search/search-index.ts'
import { createMemoryStore } from '../../../core/storage/memory-store.ts'
import { testHlc } from '../../support/conversations.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const workspace = workspaceId('1'.repeat(32))
const [plans, boats] = [conversationId('2'.repeat(32)), conversationId('3'.repeat(32))]

function setup(found: ReadonlyArray<Found> = []) {
  const self = userId('4'.repeat(32))
  const model = createDirectoryModel(self)
  const channel = (id: ConversationId, name: string) =>
    ({ kind: 'channel', id, workspace, name, topic: '' }) as const
  // Somebody may call a channel like the id of another one.
  model.apply([channel(plans, 'plans'), channel(boats, plans)], 1)
  const asked: Array<ReadonlyArray<ConversationId>> = []
  const authors: Array<ReadonlyArray<UserId>> = []
  const search = createSearch({
    self,
    clock: createVirtualClock(),
    store: createMemoryStore(),
    openIndex: () => ({
      progress: createCell(nothingIndexed),
      begin: () => undefined,
      changed: () => undefined,
      find: async (query) => {
        asked.push([...query.conversations])
        authors.push([...(query.authors ?? [])])
        return ok({ found, next: undefined })
      },
      close: async () => undefined,
    }),
    model,
    nameOf: () => '',
    stored: () => undefined,
  })
  return { search, asked, authors, model }
}

test('[SE19] the id of a conversation means that one alone, whatever others are called', async () => {
  const { search, asked } = setup()
  orThrow(await search.find(`in:${plans} has:file`, undefined))
  orThrow(await search.find(`in:${boats}`, undefined))
  orThrow(await search.find(`in:${'9'.repeat(32)}`, undefined))
  orThrow(await search.find('in:plans', undefined))
  expect(asked).toEqual([[plans], [boats], [], [plans]])
})

test('[SE62] behind an `@` a user name is that person alone, with what was imported of theirs, whatever others are called', async () => {
  const { search, authors, model } = setup()
  const person = (digit: string) => userId(digit.repeat(32))
  const [account, namesake, imported, alone] = [person('a'), person('b'), person('c'), person('d')]
  const member = (user: UserId, about: object) =>
    ({ kind: 'member', workspace, user, name: 'Ana', role: 'member', placeholder: false, ...about }) as const
  model.apply(
    [
      { kind: 'workspace', id: workspace, name: 'Office', role: 'member' },
      member(account, { name: 'Ana Lima', username: 'ana' }),
      member(namesake, { username: 'other' }),
      member(imported, { placeholder: true, matched: account }),
      member(alone, { placeholder: true }),
    ],
    2,
  )
  for (const query of ['from:@ana', 'from:@ANA x', 'from:ana', 'from:@li'])
    orThrow(await search.find(query, undefined))
  expect(authors).toEqual([
    [account, imported],
    [account, imported],
    [account, namesake, imported, alone],
    [account, imported],
  ])
  expect(orThrow(await search.find('from:@nobody', undefined)).misread).toEqual(['from:@nobody'])
})

test('[SE54] the index begins as soon as search is opened, once: what is found by it is what was typed', async () => {
  const { search, asked } = setup()
  for (const query of ['', ' ', '']) {
    expect(await search.find(query, undefined)).toEqual(ok({ found: [], next: undefined, misread: [] }))
  }
  expect(asked).toEqual([[plans, boats]])
})

test('[SE28] [SE29] what stands in a document is that of its conversation, as long as the directory has it', async () => {
  const [plan, gone] = [documentId('6'.repeat(32)), documentId('7'.repeat(32))]
  const chat = conversationId('8'.repeat(32))
  const inPage = (document: typeof plan): Found => ({
    ...pageRef(document, 3),
    id: opId('a'.repeat(32)),
    author: userId('0'.repeat(32)),
    at: testHlc(0),
    text: 'tide',
    files: [],
    traits: ['document'],
    redactors: [],
    masks: [],
    expiresAt: undefined,
    highlights: [],
  })
  const { search, asked, model } = setup([inPage(plan), inPage(gone)])
  model.apply([{ kind: 'document', id: plan, conversation: chat, workspace, title: 'Plan' }], 2)
  const { found } = orThrow(await search.find('tide', undefined))
  expect(found.map(({ conversation }) => conversation)).toEqual([chat])
  orThrow(await search.find('in:plan tide', undefined))
  orThrow(await search.find(`in:${boats} tide`, undefined))
  expect(asked).toEqual([[plans, boats, chat, plan], expect.arrayContaining([chat, plan]), [boats]])
})
