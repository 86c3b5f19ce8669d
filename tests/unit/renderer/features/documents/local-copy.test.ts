import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { fail } from '../../../../../core/base/result.ts'
import { orThrow } from '../../../../../core/base/defect.ts'
import { documentId } from '../../../../../core/protocol/ids.ts'
import type { DocumentCopies } from '../../../../../core/storage/document-copies.ts'
import { createMemoryDocumentCopies } from '../../../../../core/storage/memory-document-copies.ts'
import { createLocalCopy } from '../../../../../renderer/features/documents/local-copy.ts'
import { until } from '../../../../support/until.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

const document = documentId('1'.repeat(32))

/** A disk that outlives the copies that are opened on it. */
function createDisk() {
  const clock = createVirtualClock()
  const kept = { ...createMemoryDocumentCopies(), close: async () => undefined }
  const open = (copies: DocumentCopies = kept) => {
    const doc = new Y.Doc()
    const copy = createLocalCopy({ doc, document, copies, clock })
    return { doc, text: doc.getText('page'), copy, isRead: until(copy.state, ({ isRead }) => isRead) }
  }
  return { clock, kept, open }
}

test('[DO2] what was written is there when the document is opened again', async () => {
  const { open } = createDisk()
  const first = open()
  first.text.insert(0, 'before it was read, ')
  await first.isRead
  first.text.insert(first.text.length, 'and after')
  await first.copy.close()
  const again = open()
  await again.isRead
  expect(again.text.toJSON()).toBe('before it was read, and after')
  expect(again.copy.state.read()).toEqual({
    isRead: true,
    isHeld: true,
    isWritten: true,
    isDamaged: false,
    trouble: undefined,
  })
})

test('[DO2] a document that was never here is not held until something of it comes', async () => {
  const { open } = createDisk()
  const { copy, isRead } = open()
  await isRead
  expect(copy.state.read().isHeld).toBe(false)
  copy.hold() // it is empty at the relay too
  await until(copy.state, ({ isHeld }) => isHeld)
  await copy.close()
  const again = open()
  await again.isRead
  expect(again.copy.state.read().isHeld).toBe(true)
})

test('[DO2] what cannot be stored is tried again until it can, and nothing of it is lost', async () => {
  const { clock, kept, open } = createDisk()
  let isFull = true
  const { text, copy, isRead } = open({
    ...kept,
    append: async (of, update) => (isFull ? fail({ kind: 'full' }) : kept.append(of, update)),
  })
  await isRead
  text.insert(0, 'one ')
  await until(copy.state, ({ trouble }) => trouble?.kind === 'full')
  text.insert(4, 'two ')
  await new Promise((resolve) => setImmediate(resolve)) // tried at once, in vain
  expect(copy.state.read().isWritten).toBe(false)
  isFull = false
  clock.advance(5_000)
  await until(copy.state, ({ trouble }) => trouble === undefined)
  text.insert(8, 'three')
  await copy.close()
  const again = open()
  await again.isRead
  expect(again.text.toJSON()).toBe('one two three')
})

test('[DO5] what is on the disk is told apart from what is on its way there', async () => {
  const { kept, open } = createDisk()
  let store = (): void => undefined
  const { text, copy, isRead } = open({
    ...kept,
    append: (of, update) => new Promise((resolve) => (store = () => resolve(kept.append(of, update)))),
  })
  await isRead
  const onDisk = (): Promise<unknown> => until(copy.state, ({ isWritten }) => isWritten)
  text.insert(0, 'one')
  expect(copy.state.read().isWritten).toBe(false)
  text.insert(3, 'two') // goes into the next write
  store()
  await new Promise((resolve) => setImmediate(resolve))
  expect(copy.state.read().isWritten).toBe(false)
  store()
  await onDisk()
})

test('[DO10] many rows become one, other windows’ among them', async () => {
  const { kept, open } = createDisk()
  const other = new Y.Doc()
  other.on('update', (update: Uint8Array) => void kept.append(document, update))
  for (let each = 0; each < 100; each++) other.getText('page').insert(each, String(each % 10))
  const { text, copy, isRead } = open()
  await isRead
  await copy.close()
  expect(text.length).toBe(100)
  expect(orThrow(await kept.read(document)).updates.length).toBe(1)
  const again = open()
  await again.isRead
  expect(again.text.toJSON()).toBe(other.getText('page').toJSON())
})

test('[DO6] rows that do not open are said, and taken out', async () => {
  const { kept, open } = createDisk()
  const doc = new Y.Doc()
  doc.getText('page').insert(0, 'still here')
  await kept.append(document, Y.encodeStateAsUpdate(doc))
  let compacted: Uint8Array | undefined
  const { text, copy, isRead } = open({
    ...kept,
    read: async (of) => {
      const read = orThrow(await kept.read(of))
      return { ok: true, value: { ...read, damaged: 1 } }
    },
    compact: async (of, upTo, update) => {
      compacted = update
      return kept.compact(of, upTo, update)
    },
  })
  await isRead
  await copy.close()
  expect(text.toJSON()).toBe('still here')
  expect(copy.state.read().isDamaged).toBe(true)
  expect(compacted).toBeDefined()
})

test('[DO2] a store that was lost gets all of it again', async () => {
  const { kept, open } = createDisk()
  let lose = (): void => undefined
  const rows: Array<Uint8Array> = []
  const { text, copy, isRead } = open({
    ...kept,
    append: async (of, update) => {
      rows.push(update)
      return kept.append(of, update)
    },
    whenLost: (listener) => (lose = listener),
  })
  await isRead
  text.insert(0, 'all of it')
  rows.length = 0
  lose()
  await copy.close()
  const whole = new Y.Doc()
  for (const row of rows) Y.applyUpdate(whole, row)
  expect(whole.getText('page').toJSON()).toBe('all of it')
})
