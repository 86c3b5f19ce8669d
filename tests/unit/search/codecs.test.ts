import fc from 'fast-check'
import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import type { SearchDocument } from '../../../core/search/document.ts'
import { documentsOf, encodeDocuments, openDocuments } from '../../../core/search/document-block.ts'
import { foldText, foldWithPlaces } from '../../../core/search/fold-text.ts'
import { decodeHead, decodeManifest, encodeHead, encodeManifest } from '../../../core/search/manifest.ts'
import { createPostingWriter, readList, readPostings } from '../../../core/search/posting-block.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { documentOf, lineAuthor } from './kit.ts'

const ref = { conversation: testConversation(1), segment: 3 }
const documents: ReadonlyArray<SearchDocument> = [5, 4, 3, 2, 1].map((number) => ({
  ...documentOf(ref, { number, text: `text ${number} 日本` }),
  redactors: number === 3 ? [lineAuthor(2)] : [],
  files: number === 2 ? ['a.pdf', 'ü.png'] : [],
  masks: number > 3 ? [{ by: lineAuthor(3), text: 'taken out' }] : [],
  expiresAt: number % 2 === 0 ? millis(9_000_000_000_000) : undefined,
}))

const decode = (bytes: Uint8Array): unknown => {
  const block = openDocuments(bytes, [ref])
  return block && documentsOf(block)
}

test('[SE34] documents come back from their block as they were', () => {
  expect(decode(encodeDocuments(documents, () => 0))).toEqual(documents)
  expect(
    openDocuments(
      encodeDocuments(documents, () => 0),
      [ref],
    )?.document(2),
  ).toEqual(documents[2])
})

test('[SE34] postings come back from their block as they were', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.maxSafeNat(), fc.uniqueArray(fc.nat(99_999), { minLength: 1 })), {
        selector: ([gram]) => gram,
      }),
      (given) => {
        const lists = given
          .map(([gram, list]) => [gram, list.toSorted((left, right) => left - right)] as const)
          .toSorted(([left], [right]) => left - right)
        const writer = createPostingWriter()
        const blocks = lists.map(([gram, list]) => writer.add(gram, list))
        const read = [...blocks, writer.finish()].flatMap((block) =>
          block === undefined ? [] : (readPostings(block.bytes, () => true) ?? []),
        )
        expect(read.map((entry) => [entry.gram, [...(readList(entry, 100_000) ?? [])]])).toEqual(lists)
      },
    ),
  )
})

test('[SE34] every decoder is total: any bytes, and any change of good ones, give a value or undefined', () => {
  const writer = createPostingWriter()
  writer.add(7, [0, 2, 4])
  writer.add(9_000_000_000, [1])
  const head = { documents: 5, grams: [7], blocks: [{ first: 0, time: millis(9) }] }
  const good = [
    encodeDocuments(documents, () => 0),
    writer.finish()?.bytes ?? new Uint8Array(),
    encodeHead(head),
    encodeManifest({ nextRun: 2, runs: [{ id: 1, segments: [{ ...ref, documents: 5, owned: true }] }] }),
  ]
  const decodeAll = (bytes: Uint8Array): void => {
    decode(bytes)
    for (const entry of readPostings(bytes, () => true) ?? []) readList(entry, 5)
    decodeHead(bytes)
    decodeManifest(bytes)
  }
  expect(decodeHead(good[2] ?? new Uint8Array())).toEqual(head)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), decodeAll), { numRuns: 2_000 })
  fc.assert(
    fc.property(fc.nat(3), fc.nat(), fc.nat(255), fc.nat(), (which, at, byte, end) => {
      const bytes = (good[which] ?? new Uint8Array()).slice()
      bytes[at % bytes.length] = byte
      decodeAll(bytes)
      decodeAll(bytes.subarray(0, end % (bytes.length + 1)))
    }),
    { numRuns: 4_000 },
  )
})

test('[SE10] a text is folded the same with and without places, and places lie in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const { folded, starts, ends } = foldWithPlaces(text)
      expect(folded).toBe(foldText(text))
      expect(starts).toHaveLength(folded.length)
      // One look at all of them: an expectation each would take longer than the folding.
      const liesInText = (start: number, index: number): boolean =>
        start < (ends[index] ?? 0) && (ends[index] ?? 0) <= text.length
      expect(starts.every(liesInText)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['Straße', 'STRASSE'],
  ['Cafe\u0301', 'café'],
  ['ｶﾞ', 'ガ'],
  ['か\u3099', 'が'],
  ['مُحَمَّد', 'محمد'],
  ['Ὀδυσσεύς', 'οδυσσευσ'],
  ['İstanbul', 'istanbul'],
  ['ﬁle', 'FILE'],
  ['👨‍👩‍👧', '👨👩👧'],
  ['a \u00A0\n b', 'a b'],
])('[SE10] %j and %j are the same to a searcher', (left, right) => {
  expect(foldText(left)).toBe(foldText(right))
})

test('[SE10] marks that make another letter count', () => {
  expect(foldText('が')).not.toBe(foldText('か'))
  expect(foldText('कि')).not.toBe(foldText('क'))
})
