import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { foldText } from '../../../core/search/fold-text.ts'
import { parseQuery } from '../../../core/search/parse-query.ts'
import type { SegmentRef } from '../../../core/search/document.ts'
import { testHlc } from '../../support/conversations.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { createIndexKit, lineAuthor, lineId, type Line } from './kit.ts'

const one: SegmentRef = { conversation: testConversation(1), segment: 0 }
const refs = [0, 1, 2, 3].map((number): SegmentRef => ({
  conversation: testConversation(number % 2),
  segment: number >> 1,
}))
const identities = (documents: ReadonlyArray<{ readonly id: string; readonly conversation: string }>) =>
  documents.map(({ id, conversation }) => conversation + id)

/** Pieces that texts and questions share, so that questions find something. */
const piece = fc.constantFrom(
  'subversion', 'Ver', 'a', 'é', 'E\u0301', 'straße', 'STRASSE', '日本語', '本', 'が', 'か\u3099', '한국', 'مُحَمَّد', 'محمد',
  '👨‍👩‍👧', '👩', '👍🏽', 'x'.repeat(9), ' ', '\n', 'http://a.b/c', '—', 'ﬁ', 'İ', 'ς', '\u0301\u0302'.repeat(40), '𝒳y',
) // prettier-ignore
const text = fc
  .array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 4 })), { minLength: 1, maxLength: 8 })
  .map((parts) =>
    parts
      .join('')
      .replaceAll(/\p{Surrogate}/gu, '')
      .replace(/^\uFEFF+/, '')
      .slice(0, 400),
  )
  .filter((joined) => joined !== '' && !/\p{Surrogate}/u.test(joined))
const question = fc
  .array(fc.oneof(piece, text), { minLength: 1, maxLength: 2 })
  .map((parts) => parts.map((part) => foldText(part).trim()).filter((term) => term !== ''))
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('put' as const), ref: fc.nat(3), texts: fc.array(text, { maxLength: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('idle' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('many' as const), ref: fc.nat(3), texts: fc.array(text, { minLength: 1, maxLength: 3 }) }) },
) // prettier-ignore

describe('what is found', () => {
  test('[SE20] is what looking at every message finds, whatever came, went, was written, merged and restarted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), fc.array(question, { minLength: 1, maxLength: 6 }), async (steps, questions) => {
        const kit = createIndexKit()
        let number = 0
        const lines = (texts: ReadonlyArray<string>): ReadonlyArray<Line> =>
          texts.map((each) => ({ number: ++number, text: each, author: number % 3, at: (number * 7_919) % 50_000 }))
        for (const each of steps) {
          if (each.kind === 'restart') await kit.restart()
          else if (each.kind === 'idle') await kit.idle()
          else {
            const ref = refs[each.ref] ?? one
            // Many segments at once are more than may stay in memory: they become a run.
            const copies = each.kind === 'many' ? 18 : 1
            for (let copy = 0; copy < copies; copy++)
              await kit.put({ ...ref, segment: ref.segment + copy * 10 }, lines(each.texts))
          }
        }
        await kit.idle()
        for (const terms of questions) {
          expect(identities(await kit.findAll({ terms }))).toEqual(identities(kit.scan({ terms })))
          const filters = { terms, authors: new Set([lineAuthor(1)]), from: testHlc(9_000).time, until: testHlc(40_000).time }
          expect(identities(await kit.findAll(filters))).toEqual(identities(kit.scan(filters)))
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000) // prettier-ignore

  test('[SE21] an edited message is found by its new words and no longer by its old ones', async () => {
    const kit = createIndexKit()
    await kit.put(one, [{ number: 1, text: 'the old words' }])
    await kit.idle()
    await kit.put(one, [{ number: 1, text: 'the new words' }])
    await kit.idle()
    expect(await kit.findAll({ terms: ['old'] })).toEqual([])
    expect(await kit.findAll({ terms: ['new'] })).toMatchObject([{ text: 'the new words' }])
  })

  test('[SE22] newest first, in pages that neither lack nor repeat any', async () => {
    const kit = createIndexKit()
    await kit.put(
      one,
      Array.from({ length: 300 }, (_, number) => ({
        number,
        text: `hay ${number}`,
        at: (number % 7) * 1_000,
      })),
    )
    await kit.idle()
    const found = await kit.findAll({ terms: ['hay'] })
    expect(identities(found)).toEqual(identities(kit.scan({ terms: ['hay'] })))
    expect(new Set(identities(found)).size).toBe(300)
  })

  test('[SE23] highlights are ranges of the text as it was written', async () => {
    const kit = createIndexKit()
    const text = 'Die STRASSE, die Straße, Cafe\u0301'
    await kit.put(one, [{ number: 1, text }])
    await kit.idle()
    const [found] = await kit.findAll({ terms: ['strasse', 'cafe'] })
    expect(found?.highlights.map(({ start, end }) => text.slice(start, end))).toEqual([
      'STRASSE',
      'Straße',
      'Cafe\u0301',
    ])
  })
})

test('[SE52][SE53] what is read again after a change counts as searched meanwhile, is found as it was, and is told once read', async () => {
  for (const segments of [1, 40]) {
    const kit = createIndexKit() // one segment stays in memory, 40 become a run
    for (let segment = 0; segment < segments; segment++)
      await kit.put({ ...one, segment }, [{ number: segment, text: `needle ${segment}` }])
    await kit.idle()
    const { progress } = kit.index()
    expect(progress.read()).toEqual({
      indexed: segments,
      held: segments,
      read: segments,
      pages: [],
      filesElsewhere: 0,
      filesInPart: 0,
      toRead: 0,
      trouble: undefined,
    })
    const before = progress.read().read
    const told: Array<unknown> = []
    progress.listen(() => told.push(progress.read()))
    const lines: Array<Line> = [{ number: 0, text: 'needle 0' }]
    for (const number of [900, 901]) {
      lines.push({ number, text: 'needle, the newest' })
      await kit.put(one, lines)
      await kit.index().idle()
    }
    expect(await kit.findAll({ terms: ['needle'] })).toHaveLength(segments + 1) // it was read just now, and rests
    await kit.idle()
    expect(await kit.findAll({ terms: ['needle'] })).toHaveLength(segments + 2)
    const searched = {
      indexed: segments,
      held: segments,
      pages: [],
      filesElsewhere: 0,
      filesInPart: 0,
      trouble: undefined,
    }
    const [first, second] = [before + 1, before + 2]
    expect(told).toEqual([
      { ...searched, read: before, toRead: 1 },
      { ...searched, read: first, toRead: 0 },
      { ...searched, read: first, toRead: 1 },
      { ...searched, read: second, toRead: 0 },
    ])
  }
})

describe('what lies on the disk', () => {
  const many = async () => {
    const kit = createIndexKit()
    for (let segment = 0; segment < 40; segment++)
      await kit.put({ ...one, segment }, [{ number: segment, text: `needle ${segment}` }])
    await kit.idle()
    return kit
  }

  test('[SE30] a restart goes on where it was: what is settled is not read again', async () => {
    const kit = await many()
    expect(new Set(kit.settled.map(({ segment }) => segment)).size).toBe(40)
    let reads = 0
    const { segment } = kit.store
    Object.assign(kit.store, { segment: (...at: Parameters<typeof segment>) => (reads++, segment(...at)) })
    await kit.restart()
    await kit.idle()
    expect(await kit.findAll({ terms: ['needle'] })).toHaveLength(40)
    expect(reads).toBe(0)
    expect(kit.index().progress.read()).toEqual({
      indexed: 40,
      held: 40,
      pages: [],
      filesElsewhere: 0,
      filesInPart: 0,
      toRead: 0,
      read: 0,
      trouble: undefined,
    })
  })

  /** The texts in the block are no texts any more; all else is as it was. */
  const withoutUtf8 = (block: Uint8Array = new Uint8Array()): Uint8Array =>
    Uint8Array.from(Buffer.from(block).toString('latin1').replaceAll('needle', '\u00FFeedle'), (each) =>
      each.charCodeAt(0),
    )

  test('[SE31] any damaged block, the manifest too, costs a reading of the store and no message', async () => {
    const { blocks } = await many()
    const names = orThrow(await blocks.names())
    for (const name of names) {
      const [good] = orThrow(await blocks.read([name]))
      for (const bytes of [undefined, Uint8Array.of(0xff), new Uint8Array(64), withoutUtf8(good)]) {
        const kit = await many()
        await kit.blocks.write(
          bytes === undefined ? [] : [{ name, bytes }],
          bytes === undefined ? [name] : [],
        )
        await kit.restart()
        await kit.findAll({ terms: ['needle'] })
        await kit.idle()
        expect(await kit.findAll({ terms: ['needle'] })).toHaveLength(40)
      }
    }
  })

  test('[SE36] what is damaged again after it was made anew is left alone until the next start, and that is told', async () => {
    const kit = await many()
    let writes = 0
    const damage = async (): Promise<void> => {
      for (const name of orThrow(await kit.blocks.names()))
        if (name !== 'manifest') await kit.blocks.write([{ name, bytes: Uint8Array.of(0xff) }], [])
    }
    const { write } = kit.blocks
    const shred: typeof write = (puts, gone) => {
      writes++
      return write(
        puts.map((put) => (put.name === 'manifest' ? put : { ...put, bytes: Uint8Array.of(0xff) })),
        gone,
      )
    }
    const shredding = createIndexKit({ ...kit.blocks, write: shred })
    for (let segment = 0; segment < 40; segment++)
      await shredding.put({ ...one, segment }, [{ number: segment, text: `needle ${segment}` }])
    for (let question = 0; question < 10; question++) {
      await shredding.idle()
      await shredding.findAll({ terms: ['needle'] })
    }
    const before = writes
    await shredding.idle()
    await shredding.findAll({ terms: ['needle'] })
    await shredding.idle()
    expect(writes).toBe(before)
    expect(shredding.index().progress.read()).toMatchObject({ trouble: { kind: 'damaged' } })
    expect(shredding.index().progress.read().indexed).toBeLessThan(40)
    await shredding.restart()
    await damage()
    await shredding.idle()
    expect(shredding.index().progress.read().indexed).toBe(40)
  })

  test('[SE32] blocks that the manifest does not name are swept away', async () => {
    const kit = await many()
    await kit.blocks.write([{ name: '999/postings/0', bytes: Uint8Array.of(1) }], [])
    await kit.restart()
    await kit.idle()
    expect(orThrow(await kit.blocks.names())).not.toContain('999/postings/0')
  })

  test('[SE33] a full disk is told of, loses nothing and is tried again', async () => {
    const kit = createIndexKit()
    const { write } = kit.blocks
    const full: typeof write = async () => ({ ok: false, failure: { kind: 'full' } })
    let isFull = true
    const broken = createIndexKit({
      ...kit.blocks,
      write: (...what) => (isFull ? full(...what) : write(...what)),
    })
    for (let segment = 0; segment < 20; segment++)
      await broken.put({ ...one, segment }, [{ number: segment, text: `needle ${segment}` }])
    await broken.idle()
    expect(broken.index().progress.read().trouble).toEqual({ kind: 'full' })
    expect(await broken.findAll({ terms: ['needle'] })).toHaveLength(20)
    isFull = false
    broken.clock.advance(30_000)
    await broken.idle()
    expect(broken.index().progress.read().trouble).toBeUndefined()
    expect(broken.settled).not.toEqual([])
  })
})

describe('what is typed', () => {
  test('[SE13] a pasted megabyte, 10,000 accents and what looks like a pattern cost no more than a word', async () => {
    const kit = createIndexKit()
    await kit.put(one, [
      { number: 1, text: `a${'\u0301'.repeat(10_000)}b` },
      { number: 2, text: '.*+?(){}[]^$|\\' },
    ])
    await kit.idle()
    const before = performance.now()
    expect(parseQuery('x y '.repeat(250_000)).terms.length).toBeLessThanOrEqual(16)
    for (const query of ['(a+)+$', '.*+?', '\\', '"'.repeat(1_000), `z${'\u0301'.repeat(10_000)}`])
      await kit.findAll({ terms: parseQuery(query).terms })
    expect(performance.now() - before).toBeLessThan(2_000)
    expect(await kit.findAll({ terms: parseQuery('.*+?').terms })).toMatchObject([{ id: lineId(2) }])
    expect(await kit.findAll({ terms: ['ab'] })).toMatchObject([{ id: lineId(1) }])
  })
})
