import { expect, test } from 'vitest'
import { createCell } from '../../../core/base/readable.ts'
import { orThrow } from '../../../core/base/defect.ts'
import type { Attachment, PostOp } from '../../../core/conversation/op.ts'
import { type AttachmentId, attachmentId } from '../../../core/protocol/ids.ts'
import { messageOf } from '../../../core/search/document.ts'
import { createMemoryBlockStore } from '../../../core/search/memory-index.ts'
import { kindOfFile } from '../../../core/search/searched-files.ts'
import { asModerated } from '../../../core/search/matching.ts'
import type { IndexQuery } from '../../../core/search/query.ts'
import {
  alice,
  bob,
  testAttachment,
  testHlc,
  testMask,
  testOpId,
  testPost,
  testRedact,
} from '../../support/conversations.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'
import { createIndexKit } from './kit.ts'

const ref = { conversation: testConversation(1), segment: 0 }
const fileId = (number: number): AttachmentId => attachmentId(number.toString(16).padStart(28, 'e') + '0000')
const seal = { key: new Uint8Array(32), header: new Uint8Array(24), size: 1 }
const textFile = (number: number, fields: Partial<Attachment> = {}): Attachment =>
  testAttachment({ id: fileId(number), name: `log ${number}.txt`, type: 'text/plain', seal, ...fields })
const posting = (number: number, ...attachments: ReadonlyArray<Attachment>): PostOp =>
  testPost({
    id: testOpId(number),
    at: testHlc(number),
    text: `message ${number}`,
    ...(attachments.length > 0 && { attachments }),
  })

/** Files on a disk: `reads` tells which were read, in order. */
function setup(contents: Readonly<Record<number, string>>) {
  const here = createCell<ReadonlySet<AttachmentId> | undefined>(undefined)
  const reads: Array<AttachmentId> = []
  const failing = new Set<AttachmentId>()
  const during: Array<() => void> = []
  const kit = createIndexKit(createMemoryBlockStore(), undefined, createVirtualClock(), {
    here,
    read: async ({ id }) => {
      reads.push(id)
      during.pop()?.()
      const [, text] = Object.entries(contents).find(([number]) => fileId(Number(number)) === id) ?? []
      if (failing.has(id) || text === undefined) return undefined
      return { text, isWhole: true }
    },
  })
  const put = async (...ops: Parameters<typeof kit.putOps>[1]): Promise<void> => {
    await kit.putOps(ref, ops)
    await kit.idle()
  }
  const lie = async (...numbers: ReadonlyArray<number>): Promise<void> => {
    here.write(new Set(numbers.map(fileId)))
    await kit.idle()
  }
  const find = (query: Partial<IndexQuery>) =>
    kit.findAll({ conversations: new Set([ref.conversation]), ...query })
  const texts = async (...terms: ReadonlyArray<string>) => (await find({ terms })).map(({ text }) => text)
  /** Enough segments that all goes to the disk. */
  const toDisk = async (): Promise<void> => {
    for (let segment = 1; segment < 20; segment++)
      await kit.put({ conversation: testConversation(2), segment }, [
        { number: 1_000 + segment, text: 'else' },
      ])
    await kit.idle()
  }
  return { kit, here, reads, failing, during, put, lie, find, texts, toDisk }
}

test('[SE64] what stands in a text file is found once it lies here, with its name and the message it leads to', async () => {
  const { put, lie, find, texts } = setup({
    1: 'Bring the Astrolabe\nto the boathouse',
    2: 'astrolabe in a picture',
  })
  const picture = textFile(2, { name: 'sky.png', type: 'image/png' })
  await put(posting(1, textFile(1), picture))
  expect(await texts('astrol')).toEqual([])
  await lie(1, 2)
  const [found, ...others] = await find({ terms: ['astrol', 'boat'] })
  expect(others).toEqual([])
  expect(found).toMatchObject({ author: alice, at: testHlc(1), files: ['log 1.txt'], ...ref })
  expect(found && messageOf(found)).toBe(testOpId(1))
  expect(found?.highlights).toEqual([
    { start: 10, end: 16 },
    { start: 27, end: 31 },
  ])
  await lie(2)
  expect(await texts('astrol')).toEqual([])
})

test('[SE64] what holds for the message holds for what stands in its file; who asks for no words gets messages alone', async () => {
  const { put, lie, find } = setup({ 1: 'needle' })
  await put(posting(1, textFile(1)))
  await lie(1)
  const count = async (query: Partial<IndexQuery>) => (await find({ terms: ['needle'], ...query })).length
  expect(await count({})).toBe(1)
  expect(await count({ authors: new Set([alice]), traits: ['file'], until: testHlc(2).time })).toBe(1)
  expect(await count({ authors: new Set([bob]) })).toBe(0)
  expect(await count({ traits: ['pin'] })).toBe(0)
  expect(await count({ until: testHlc(1).time })).toBe(0)
  expect(await count({ conversations: new Set([testConversation(2)]) })).toBe(0)
  expect(await find({ traits: ['file'] })).toHaveLength(1)
  expect(await find({ ids: new Set([testOpId(1)]) })).toHaveLength(1)
})

test('[SE65] what stands in a file goes with its message: deleted, expired, masked, or taken back by a moderator', async () => {
  const { kit, put, lie, find, texts } = setup({ 1: 'needle', 2: 'needle', 3: 'needle', 4: 'needle' })
  const expires = { ...posting(2, textFile(2)), expiresAfter: 3_600 }
  await put(posting(1, textFile(1)), expires, posting(3, textFile(3)), posting(4, textFile(4)))
  await lie(1, 2, 3, 4)
  expect(await texts('needle')).toHaveLength(4)
  const at = (number: number) => ({
    id: testOpId(90 + number),
    at: testHlc(90 + number),
    target: testOpId(number),
  })
  await put(
    posting(1, textFile(1)),
    expires,
    posting(3, textFile(3)),
    posting(4, textFile(4)),
    testRedact({ ...at(1), by: alice, targetAt: testHlc(1) }),
    testMask({ ...at(3), by: bob }),
    testRedact({ ...at(4), by: bob, targetAt: testHlc(4) }),
  )
  const asked = { terms: ['needle'], now: testHlc(3_600_002).time }
  const query = kit.question({ ...asked, conversations: new Set([ref.conversation]) })
  expect(await texts('needle')).toHaveLength(3)
  const found = await find(asked)
  expect(found.map(messageOf)).toEqual([testOpId(4), testOpId(3)])
  expect(found.map((each) => asModerated(each, query, (user) => user === bob))).toEqual([
    undefined,
    undefined,
  ])
  expect(found.map((each) => asModerated(each, query, () => false))).toEqual(found)
})

test('[SE66] after a restart no file is read again; what came and went meanwhile is noticed', async () => {
  const { kit, put, lie, texts, toDisk, reads, here } = setup({
    1: 'needle one',
    2: 'needle two',
    3: 'needle three',
  })
  await put(posting(1, textFile(1)), posting(2, textFile(2)), posting(3, textFile(3)))
  await lie(1, 2)
  await toDisk()
  expect(await texts('needle')).toEqual(['needle two', 'needle one'])
  await kit.restart()
  await kit.idle()
  expect(await texts('needle')).toEqual(['needle two', 'needle one'])
  expect(kit.index().progress.read().read).toBe(0)
  expect(reads).toEqual([fileId(2), fileId(1)])
  await kit.index().close()
  here.write(new Set([2, 3].map(fileId)))
  await kit.restart()
  await kit.idle()
  expect(await texts('needle')).toEqual(['needle three', 'needle two'])
  expect(kit.index().progress.read().filesElsewhere).toBe(1)
})

test('[SE66] a file is not read again because something is written beside it', async () => {
  const { put, lie, texts, reads } = setup({ 1: 'needle' })
  await put(posting(1, textFile(1)))
  await lie(1)
  await put(posting(1, textFile(1)), posting(2))
  await put(posting(1, textFile(1)), posting(2), posting(3))
  expect(await texts('needle')).toEqual(['needle'])
  expect(reads).toEqual([fileId(1)])
})

test('[SE66] what could not be read is read when files come or go, and not before', async () => {
  const { put, lie, texts, reads, failing, kit } = setup({ 1: 'needle', 2: 'other' })
  failing.add(fileId(1))
  await put(posting(1, textFile(1)))
  await lie(1)
  await kit.idle()
  expect([await texts('needle'), reads]).toEqual([[], [fileId(1)]])
  failing.clear()
  await lie(1, 2)
  expect(await texts('needle')).toEqual(['needle'])
})

test('[SE66] a file that comes while another is read, and one that goes, is noticed', async () => {
  const { put, lie, texts, during, here } = setup({ 1: 'needle one', 2: 'needle two', 3: 'needle three' })
  await lie(1, 2)
  during.push(() => here.write(new Set([1, 3].map(fileId))))
  await put(posting(1, textFile(1)), posting(2, textFile(2)), posting(3, textFile(3)))
  expect(await texts('needle')).toEqual(['needle three', 'needle one'])
})

test('[SE67] text files that are not here are counted, once each, as long as a message names them', async () => {
  const { kit, put, lie } = setup({ 1: 'one' })
  const elsewhere = () => kit.index().progress.read().filesElsewhere
  await put(posting(1, textFile(1), textFile(2)), posting(2, textFile(2)), posting(3, testAttachment()))
  expect(elsewhere()).toBe(0) // nobody has said yet what is here
  await lie()
  expect(elsewhere()).toBe(2)
  await lie(1)
  expect(elsewhere()).toBe(1)
  await put(posting(1, textFile(1)))
  expect(elsewhere()).toBe(0)
})

test('[SE68] a file is one result, from the first place that matches, whatever the pages', async () => {
  const long = `start ${'x'.repeat(30_000)} middle needle ${'needle '.repeat(20_000)}`
  const { put, lie, find, toDisk } = setup({ 1: long, 2: 'needle', 3: long })
  await put(posting(1, textFile(1)), posting(2, textFile(2)), posting(3, textFile(3), textFile(2)))
  await lie(1, 2, 3)
  for (const where of ['memory', 'disk']) {
    if (where === 'disk') await toDisk()
    for (const limit of [1, 2, 7]) {
      const found = await find({ terms: ['needle'], limit })
      expect(found.map(({ files, inFileOf }) => [files[0], inFileOf])).toEqual([
        ['log 3.txt', testOpId(3)],
        ['log 2.txt', testOpId(3)],
        ['log 2.txt', testOpId(2)],
        ['log 1.txt', testOpId(1)],
      ])
      expect(found[0]?.text).toContain('middle needle')
    }
  }
})

test('[SE69] [SE73] the newest four million characters of the files of a segment are kept, and no more', async () => {
  const big = 'x '.repeat(131_000)
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1)
  const { put, lie, find, reads, kit } = setup(
    Object.fromEntries(numbers.map((each) => [each, `needle${each}. ${big}`])),
  )
  await put(...numbers.map((each) => posting(each, textFile(each))))
  await lie(...numbers)
  expect(await find({ terms: ['needle40.'] })).toHaveLength(1)
  expect(await find({ terms: ['needle1.'] })).toHaveLength(0)
  expect(reads.length).toBeLessThan(18)
  await kit.idle()
  expect(reads.length).toBeLessThan(18)
  expect(kit.index().progress.read().filesInPart).toBe(40 - reads.length)
  expect(
    orThrow(await kit.index().find(kit.question({ terms: ['message', '1'] }))).found.length,
  ).toBeGreaterThan(0)
})

test('[SE64] [SE70] by name or type a file says that there is text in it; of others nothing is read', () => {
  const said = (name: string, type: string) => kindOfFile(textFile(1, { name, type }))
  for (const [name, type] of [
    ['notes', 'text/plain'],
    ['readme', 'application/octet-stream'],
    ['Notes.MD', 'application/octet-stream'],
    ['table.csv', 'application/vnd.ms-excel'],
    ['main.rs', 'application/octet-stream'],
    ['server.log', 'application/octet-stream'],
    ['data', 'application/json'],
    ['data', 'application/ld+json'],
  ] as const)
    expect([name, said(name, type)]).toEqual([name, 'text'])
  for (const [name, type] of [
    ['plan', 'application/pdf'],
    ['Plan.PDF', 'application/octet-stream'],
  ] as const)
    expect([name, said(name, type)]).toEqual([name, 'pdf'])
  for (const [name, type] of [
    ['letter.docx', 'application/octet-stream'],
    ['letter', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['letter', 'application/vnd.oasis.opendocument.text'],
    ['table.XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['talk.pptx', ''],
    ['talk.odp', 'application/octet-stream'],
    ['macros', 'application/vnd.ms-excel.sheet.macroEnabled.12'],
  ] as const)
    expect([name, said(name, type)]).toEqual([name, 'office'])
  for (const [name, type] of [
    ['sky.png', 'image/png'],
    ['drawing.xml', 'image/svg+xml'],
    ['letter', 'text/rtf'],
    ['letter.doc', 'application/msword'],
    ['table.xls', 'application/vnd.ms-excel'],
    ['txt', 'application/octet-stream'],
  ] as const)
    expect([name, said(name, type)]).toEqual([name, undefined])
  expect(kindOfFile(textFile(1, { size: 0 }))).toBe(undefined)
  expect(kindOfFile(testAttachment({ name: 'unsealed.txt' }))).toBe(undefined)
})
