/** Files that take their time, and those that are read in part. What is found in them is in in-files.test.ts. */
import { expect, test } from 'vitest'
import { createCell } from '../../../core/base/readable.ts'
import type { Attachment, PostOp } from '../../../core/conversation/op.ts'
import { type AttachmentId, attachmentId } from '../../../core/protocol/ids.ts'
import type { FileText } from '../../../core/search/file-documents.ts'
import { createMemoryBlockStore } from '../../../core/search/memory-index.ts'
import {
  alice,
  testAttachment,
  testHlc,
  testOpId,
  testPost,
  testRedact,
} from '../../support/conversations.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'
import { createIndexKit } from './kit.ts'

const ref = { conversation: testConversation(1), segment: 0 }
const seal = { key: new Uint8Array(32), header: new Uint8Array(24), size: 1 }
const fileId = (number: number): AttachmentId => attachmentId(number.toString(16).padStart(28, 'e') + '0000')
const pdf = (number: number): Attachment =>
  testAttachment({ id: fileId(number), name: `plan ${number}.pdf`, type: 'application/pdf', seal })
const posting = (number: number, ...attachments: ReadonlyArray<Attachment>): PostOp =>
  testPost({
    id: testOpId(number),
    at: testHlc(number),
    text: `message ${number}`,
    ...(attachments.length > 0 && { attachments }),
  })

/** Files that are read when the test says so. */
function setup(...numbers: ReadonlyArray<number>) {
  const here = createCell<ReadonlySet<AttachmentId> | undefined>(new Set(numbers.map(fileId)))
  const asked: Array<{ readonly id: AttachmentId; readonly answer: (text: FileText | undefined) => void }> =
    []
  const kit = createIndexKit(createMemoryBlockStore(), undefined, createVirtualClock(), {
    here,
    read: ({ id }) => new Promise((answer) => asked.push({ id, answer })),
  })
  const find = async (term: string): Promise<ReadonlyArray<string>> =>
    (await kit.findAll({ terms: [term], conversations: new Set([ref.conversation]) })).map(({ text }) => text)
  const answer = (text: string, isWhole = true): void => asked.at(-1)?.answer({ text, isWhole })
  const inPart = () => kit.index().progress.read().filesInPart
  return { kit, here, asked, find, answer, inPart }
}

test('[SE74] while a file is read, messages are found, those too that come meanwhile, in its segment and in others', async () => {
  const { kit, asked, find, answer } = setup(1, 2)
  await kit.putOps(ref, [posting(1, pdf(1)), posting(2, pdf(2))])
  await expect.poll(() => asked.length).toBe(1)
  expect(await find('message')).toEqual(['message 2', 'message 1'])
  expect(kit.index().progress.read()).toMatchObject({ indexed: 1, held: 1 })
  await kit.put({ conversation: ref.conversation, segment: 1 }, [{ number: 7, text: 'message elsewhere' }])
  await kit.putOps(ref, [posting(1, pdf(1)), posting(2, pdf(2)), posting(3)])
  kit.clock.advance(1_100) // what has just been read rests a while
  await expect.poll(() => find('message 3')).toHaveLength(1)
  expect(await find('elsewhere')).toHaveLength(1)
  answer('needle two')
  await expect.poll(() => asked.length).toBe(2)
  answer('needle one')
  await kit.idle()
  expect(await find('needle')).toEqual(['needle two', 'needle one'])
  expect(asked.map(({ id }) => id)).toEqual([fileId(2), fileId(1)])
})

test('[SE74] [SE65] a file that is named while others of its segment are read is read next; what is deleted meanwhile is not found', async () => {
  const { kit, asked, find, answer } = setup(1, 2, 3)
  await kit.putOps(ref, [posting(1, pdf(1)), posting(2, pdf(2))])
  await expect.poll(() => asked.length).toBe(1)
  const redacted = testRedact({
    id: testOpId(9),
    at: testHlc(9),
    by: alice,
    target: testOpId(2),
    targetAt: testHlc(2),
  })
  await kit.putOps(ref, [posting(1, pdf(1)), posting(2, pdf(2)), posting(3, pdf(3)), redacted])
  kit.clock.advance(1_100)
  await expect.poll(() => find('message 3')).toHaveLength(1)
  for (const [index, text] of ['needle two', 'needle one', 'needle three'].entries()) {
    await expect.poll(() => asked.length).toBe(index + 1)
    answer(text)
  }
  await kit.idle()
  expect(await find('needle')).toEqual(['needle three', 'needle one'])
})

test('[SE74] what was read is not read again because its segment went to the disk while the rest was', async () => {
  const { kit, asked, find, answer } = setup(1, 2)
  await kit.putOps(ref, [posting(1, pdf(1))])
  await expect.poll(() => asked.length).toBe(1)
  answer('needle one')
  await kit.idle()
  await kit.putOps(ref, [posting(1, pdf(1)), posting(2, pdf(2))])
  kit.clock.advance(1_100)
  await expect.poll(() => asked.length).toBe(2)
  for (let segment = 1; segment < 20; segment++)
    await kit.put({ conversation: testConversation(2), segment }, [{ number: 1_000 + segment, text: 'else' }])
  await expect.poll(() => kit.settled.some(({ segment }) => segment === 0)).toBe(true)
  answer('needle two')
  await kit.idle()
  expect(await find('needle')).toEqual(['needle two', 'needle one'])
  expect(asked).toHaveLength(2)
})

test('[SE73] files that lie here and are not read, or not in whole, are counted, over a restart too', async () => {
  const { kit, here, asked, answer, inPart } = setup(1, 2)
  await kit.putOps(ref, [posting(1, pdf(1), pdf(2), pdf(3)), posting(2, pdf(2))])
  await expect.poll(() => asked.length).toBe(1)
  expect(inPart()).toBe(2)
  answer('whole')
  await expect.poll(() => asked.length).toBe(2)
  answer('the beginning', false)
  await kit.idle()
  expect(inPart()).toBe(1)
  for (let segment = 1; segment < 20; segment++)
    await kit.put({ conversation: testConversation(2), segment }, [{ number: 1_000 + segment, text: 'else' }])
  await kit.idle()
  await kit.restart()
  await kit.idle()
  expect([inPart(), asked.length]).toEqual([1, 2])
  here.write(new Set([fileId(1)])) // the segment is read anew, and what lies here of its files
  await expect.poll(() => asked.length).toBe(3)
  answer('whole')
  await kit.idle()
  expect(inPart()).toBe(0)
})
