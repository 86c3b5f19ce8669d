import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { orThrow } from '../../../core/base/defect.ts'
import { conversationId, documentId, type DocumentId } from '../../../core/protocol/ids.ts'
import { foldText } from '../../../core/search/fold-text.ts'
import { createMemoryBlockStore } from '../../../core/search/memory-index.ts'
import { blockOfPiece } from '../../../core/search/document.ts'
import { blocksOf, pageOf } from '../../../core/search/page-blocks.ts'
import { parseQuery } from '../../../core/search/parse-query.ts'
import { createMemoryDocumentCopies } from '../../../core/storage/memory-document-copies.ts'
import { testHlc } from '../../support/conversations.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'
import { createIndexKit } from './kit.ts'

const [plan, minutes] = [documentId('d1'.repeat(16)), documentId('d2'.repeat(16))]
const channel = { conversation: testConversation(1), segment: 0 }

/** A document that is open somewhere: what is written in it goes into the copy on this device. */
async function setup() {
  const clock = createVirtualClock()
  const copies = createMemoryDocumentCopies(clock)
  const blocks = createMemoryBlockStore()
  const kit = createIndexKit(blocks, copies, clock)
  const docs = new Map([plan, minutes].map((document) => [document, new Y.Doc()]))
  const write = async (change: (page: Y.XmlFragment) => void, document: DocumentId = plan): Promise<void> => {
    const doc = docOf(docs, document)
    const before = Y.encodeStateVector(doc)
    doc.transact(() => change(pageOf(doc)))
    orThrow(await copies.append(document, Y.encodeStateAsUpdate(doc, before)))
  }
  const all = new Set([conversationId(plan), conversationId(minutes), channel.conversation])
  const find = (term: string) =>
    kit.findAll({ terms: term === '' ? [] : [foldText(term)], conversations: all })
  const texts = async (term: string): Promise<ReadonlyArray<string>> => {
    await kit.idle()
    return (await find(term)).map(({ text }) => text)
  }
  return { clock, copies, kit, doc: docOf(docs, plan), write, find, texts, all }
}

function docOf(docs: ReadonlyMap<DocumentId, Y.Doc>, document: DocumentId): Y.Doc {
  const doc = docs.get(document)
  if (doc === undefined) throw new Error('no such document')
  return doc
}

function block(name: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement(name)
  element.insert(0, [new Y.XmlText(text)])
  return element
}

const textAt = (page: Y.XmlFragment, index: number): Y.XmlText => {
  const element = page.get(index)
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined
  if (text instanceof Y.XmlText) return text
  throw new Error('no such text')
}

test('[SE28] a block is found by parts of words in any script, as it stands, with what is found marked', async () => {
  const { write, find, texts, kit } = await setup()
  await write((page) => {
    const item = new Y.XmlElement('listItem')
    item.insert(0, [block('paragraph', 'Die Straße zum Hafen')])
    const list = new Y.XmlElement('bulletList')
    list.insert(0, [item])
    page.insert(0, [
      block('heading', '港口計画'),
      block('paragraph', ''),
      list,
      block('codeBlock', 'let x = 1'),
    ])
    const [bold, line] = [block('paragraph', 'half bold'), new Y.XmlElement('hardBreak')]
    page.insert(4, [bold])
    textAt(page, 4).format(0, 4, { bold: {} })
    bold.insert(1, [line, new Y.XmlText('second line')])
  })
  expect(await texts('口計')).toEqual(['港口計画'])
  expect(await texts('strass')).toEqual(['Die Straße zum Hafen'])
  const [found] = await find('strass')
  expect(found?.highlights).toEqual([{ start: 4, end: 9 }])
  expect(await texts('half bold\nsecond')).toEqual(['half bold\nsecond line'])
  expect(await texts('')).toEqual(['港口計画', 'Die Straße zum Hafen', 'let x = 1', 'half bold\nsecond line'])
  expect(kit.index().progress.read()).toMatchObject({ indexed: 1, held: 1, pages: [plan] })
})

test('[SE28] texts stand among messages by when they last changed here; has:document finds them alone, from: none', async () => {
  const { kit, clock, write, texts, all } = await setup()
  const now = testHlc(0).time
  expect(clock.now()).toBe(now)
  await kit.put(channel, [
    { number: 1, text: 'harbour, before', at: -5_000 },
    { number: 2, text: 'harbour, after', at: 5_000 },
  ])
  await write((page) => page.insert(0, [block('paragraph', 'harbour, written')]))
  expect(await texts('harbour')).toEqual(['harbour, after', 'harbour, written', 'harbour, before'])
  const only = async (query: Parameters<typeof kit.findAll>[0]) =>
    (await kit.findAll({ terms: ['harbour'], conversations: all, ...query })).map(({ text }) => text)
  expect(parseQuery('has:Document harbour')).toMatchObject({ traits: ['document'], misread: [] })
  expect(await only({ traits: ['document'] })).toEqual(['harbour, written'])
  expect(await only({ until: now })).toEqual(['harbour, before'])
  expect(await only({ from: testHlc(5_000).time })).toEqual(['harbour, after'])
  const authors = new Set(
    (await kit.findAll({ terms: ['after'], conversations: all })).map(({ author }) => author),
  )
  expect(await only({ authors })).toEqual(['harbour, after', 'harbour, before'])
})

test('[SE29] a block that is written in is found as it is now, under the same id; one that is gone is not', async () => {
  const { write, texts, find, doc } = await setup()
  await write((page) => page.insert(0, [block('paragraph', 'the lantern'), block('paragraph', 'the anchor')]))
  expect(await texts('the')).toEqual(['the lantern', 'the anchor'])
  const [before] = await find('lantern')
  await write((page) => {
    textAt(page, 0).insert(4, 'green ')
    page.insert(0, [block('paragraph', 'Before it')])
  })
  expect(await texts('the')).toEqual(['the green lantern', 'the anchor'])
  const [after] = await find('lantern')
  expect(after?.id).toBe(before?.id)
  expect(blocksOf(pageOf(doc)).map(({ id }) => id)).toContain(after && blockOfPiece(after.id))
  await write((page) => page.delete(2, 1))
  expect(await texts('anchor')).toEqual([])
  expect(await texts('the')).toEqual(['the green lantern'])
})

test('[SE29] [SE30] after a restart only what was written meanwhile is read again; until then nothing old is found', async () => {
  const { kit, copies, write, texts } = await setup()
  // Segments enough that all goes into a run.
  for (let segment = 0; segment < 20; segment++)
    await kit.put({ ...channel, segment }, [{ number: segment, text: `line ${segment}` }])
  await write((page) => page.insert(0, [block('paragraph', 'the lantern')]))
  await write((page) => page.insert(0, [block('paragraph', 'the anchor')]), minutes)
  expect(await texts('the')).toHaveLength(2)
  await kit.restart()
  await kit.idle()
  expect(kit.index().progress.read()).toMatchObject({ indexed: 22, held: 22, read: 0 })
  expect(await texts('the')).toHaveLength(2)

  await kit.index().close()
  await write((page) => textAt(page, 0).insert(0, 'no more '))
  let isRead = (): void => undefined
  const read = new Promise<void>((resolve) => (isRead = resolve))
  const { read: readCopy } = copies
  Object.assign(copies, {
    read: async (document: DocumentId) => {
      await read
      return readCopy(document)
    },
  })
  await kit.restart()
  const found = kit.findAll({ terms: ['the lantern'], conversations: new Set([conversationId(plan)]) })
  expect(await found).toEqual([])
  isRead()
  expect(await texts('no more')).toHaveLength(1)
  expect(kit.index().progress.read()).toMatchObject({ indexed: 22, held: 22, read: 1 })
})

test('[SE28] a block of any length is found wherever it is looked into, also after a restart', async () => {
  const { kit, write, texts } = await setup()
  const long = Array.from({ length: 9_000 }, (_, number) => `w${number}`).join(' ')
  await write((page) => page.insert(0, [block('codeBlock', long)]))
  for (let segment = 0; segment < 20; segment++)
    await kit.put({ ...channel, segment }, [{ number: segment, text: 'line' }])
  for (const restart of [false, true]) {
    if (restart) await kit.restart()
    for (const word of [0, 1_500, 1_601, 4_444, 8_999]) {
      const found = await texts(`w${word} `.trim())
      expect(found.length, `w${word}`).toBeGreaterThan(0)
      expect(found.every((text) => text.length <= 8_000)).toBe(true)
    }
    // Across where two pieces meet.
    expect(await texts(long.slice(7_600, 8_400))).toHaveLength(1)
  }
})

test('[SE29] a copy that is gone is not found, and what is no text of a page does no harm', async () => {
  const { kit, copies, write, texts } = await setup()
  await write((page) => {
    page.insert(0, [block('paragraph', 'the lantern'), block('image', 'unknown')])
    page.insert(0, [new Y.XmlText('loose')])
  })
  orThrow(await copies.append(plan, Uint8Array.of(1, 2, 3)))
  expect(await texts('')).toEqual(['the lantern'])
  Object.assign(copies, { held: async () => ({ ok: true, value: [] }) })
  await kit.restart()
  expect(await texts('')).toEqual([])
  expect(kit.index().progress.read().pages).toEqual([])
})
