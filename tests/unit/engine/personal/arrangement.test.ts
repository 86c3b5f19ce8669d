import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Change,
  type Home,
  maxPlaces,
  maxSections,
  maxStars,
  movedSection,
  newSection,
  placed,
  placedBehind,
  readArrangement,
  removedSection,
  sectionPlaced,
  unplaced,
} from '../../../../core/engine/personal/arrangement.ts'
import type { ShownMessage } from '../../../../core/engine/engine.ts'
import { maxSaved, readSaved, save, setSaved } from '../../../../core/engine/personal/saved.ts'
import { millis } from '../../../../core/base/clock.ts'
import { messageId, shownMessage } from '../../../support/shown-message.ts'
import { testConversation } from '../../../support/test-conversation.ts'

type All = ReadonlyMap<string, string>
type Changes = ReadonlyArray<Change> | { readonly kind: 'too-many' }

function applied(all: All, changes: Changes): All {
  if ('kind' in changes) throw new Error('refused')
  const next = new Map(all)
  for (const [key, value] of changes) {
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  return next
}

const stars: Home = { kind: 'stars' }
const [one, two, three] = [testConversation(1), testConversation(2), testConversation(3)]
const sectionId = 'a'.repeat(32)
const withSection = (all: All = new Map()): All => {
  return applied(all, newSection(all, sectionId, 'Work'))
}

describe('[PS6] favourites and sections', () => {
  test('a conversation goes before another one or to the end, however often', () => {
    const moves = fc.array(fc.tuple(fc.nat(5), fc.option(fc.nat(5), { nil: undefined })), { maxLength: 120 })
    fc.assert(
      fc.property(moves, (steps) => {
        let all: All = new Map()
        let expected: Array<string> = []
        for (const [moved, before] of steps) {
          const [conversation, next] = [
            testConversation(moved),
            before === undefined ? undefined : testConversation(before),
          ]
          all = applied(all, placed(all, conversation, stars, next))
          expected = expected.filter((each) => each !== conversation)
          const at = next === undefined ? -1 : expected.indexOf(next)
          expected.splice(at < 0 ? expected.length : at, 0, conversation)
          expect(readArrangement(all).stars).toEqual(expected)
        }
      }),
    )
  })

  test('or behind another one, also from above it and behind the last', () => {
    let all: All = new Map()
    for (const each of [one, two, three]) all = applied(all, placed(all, each, stars))
    all = applied(all, placedBehind(all, one, stars, two))
    expect(readArrangement(all).stars).toEqual([two, one, three])
    all = applied(all, placedBehind(all, two, stars, three))
    expect(readArrangement(all).stars).toEqual([one, three, two])
    expect(readArrangement(applied(all, placedBehind(all, two, stars, one))).stars).toEqual([one, two, three])
  })

  test('where there is no number between two others, all get new ones', () => {
    let all: All = applied(new Map(), placed(new Map(), one, stars))
    all = applied(all, placed(all, two, stars))
    for (let each = 0; each < 120; each++)
      all = applied(all, placed(all, testConversation(3 + (each % 2)), stars, two))
    expect(readArrangement(all).stars).toEqual([one, testConversation(3), testConversation(4), two])
  })

  test('a section has its conversations; without it they stand nowhere', () => {
    let all = withSection()
    for (const each of [one, two, three])
      all = applied(all, placed(all, each, { kind: 'section', id: sectionId }))
    all = applied(all, placed(all, three, { kind: 'section', id: sectionId }, one))
    const [section] = readArrangement(all).sections
    expect(section).toMatchObject({ name: 'Work', conversations: [three, one, two] })
    all = applied(all, [unplaced(one, 'section')])
    expect(readArrangement(all).sections[0]?.conversations).toEqual([three, two])
    const gone = readArrangement(all).sections[0]
    expect(applied(all, gone === undefined ? [] : removedSection(gone)).size).toBe(0)
  })

  test('sections change places', () => {
    let all = withSection()
    all = applied(all, newSection(all, 'b'.repeat(32), 'Home'))
    const names = (): ReadonlyArray<string> => readArrangement(all).sections.map(({ name }) => name)
    expect(names()).toEqual(['Work', 'Home'])
    expect(movedSection(all, sectionId, -1)).toEqual([])
    all = applied(all, movedSection(all, sectionId, 1))
    expect(names()).toEqual(['Home', 'Work'])
    all = applied(all, newSection(all, 'c'.repeat(32), 'Away'))
    all = applied(all, sectionPlaced(all, 'c'.repeat(32), 'b'.repeat(32)))
    expect(names()).toEqual(['Away', 'Home', 'Work'])
    all = applied(all, sectionPlaced(all, 'c'.repeat(32), sectionId))
    expect(names()).toEqual(['Home', 'Work', 'Away'])
    expect(sectionPlaced(all, sectionId, sectionId)).toEqual([])
    expect(sectionPlaced(all, 'd'.repeat(32), sectionId)).toEqual([])
  })

  test.each(['', '{', 'null', '[]', '{"order":"1"}', '{"order":1e999}', '{"name":"","order":"x"}', '1'])(
    'what cannot be read counts as none: %s',
    (value) => {
      const all = new Map(['star', 'section', 'place', 'saved'].map((kind) => [`${kind}/${one}`, value]))
      expect(readArrangement(all)).toMatchObject({ stars: [], sections: [] })
      expect(readSaved(all)).toEqual([])
    },
  )

  test('one too many is refused', () => {
    let all: All = new Map()
    for (let each = 0; each < maxStars; each++) all = applied(all, placed(all, testConversation(each), stars))
    expect(placed(all, testConversation(maxStars), stars)).toEqual({ kind: 'too-many', limit: maxStars })
    for (let each = 0; each < maxSections; each++)
      all = applied(all, newSection(all, each.toString(16).padStart(32, '0'), 'x'))
    expect(newSection(all, 'f'.repeat(32), 'x')).toEqual({ kind: 'too-many', limit: maxSections })
  })

  test('a new section that is to hold a conversation is made with it, or not at all', () => {
    expect(readArrangement(applied(new Map(), newSection(new Map(), sectionId, 'Work', one)))).toMatchObject({
      sections: [{ name: 'Work', conversations: [one] }],
    })
    const place = JSON.stringify({ section: sectionId, order: 1 })
    const full = Array.from(
      { length: maxPlaces },
      (_, each) => [`place/${testConversation(each)}`, place] as const,
    )
    const all = new Map([...withSection(), ...full])
    const refused = { kind: 'too-many', limit: maxPlaces }
    expect(newSection(all, 'b'.repeat(32), 'Home', testConversation(maxPlaces))).toEqual(refused)
  })
})

describe('[PS7] saved messages', () => {
  const saveIn = (all: All, number: number, change: Partial<ShownMessage> = {}): ReturnType<typeof save> =>
    save(all, shownMessage(number, change), { conversation: one, savedAt: millis(number) })

  test('bring the beginning of their text along, in one line and in whole characters', () => {
    const all = applied(new Map(), saveIn(new Map(), 1, { text: `a\n\n b${'😀'.repeat(300)}` }))
    expect(readSaved(all)[0]?.excerpt).toBe(`a b${'😀'.repeat(98)}`)
  })

  test('the newest comes first; at the bound the oldest that is done makes room', () => {
    let all: All = new Map()
    for (let each = 0; each < maxSaved; each++) all = applied(all, saveIn(new Map(), each))
    expect(readSaved(all)[0]?.message).toBe(messageId(maxSaved - 1))
    expect(saveIn(all, maxSaved)).toEqual({ kind: 'too-many', limit: maxSaved })
    const done = readSaved(all).find(({ message }) => message === messageId(7))
    if (done === undefined) throw new Error('it is not there')
    all = applied(all, [setSaved({ ...done, isDone: true })])
    all = applied(all, saveIn(all, maxSaved))
    expect(readSaved(all)).toHaveLength(maxSaved)
    expect(readSaved(all).some(({ message }) => message === messageId(7))).toBe(false)
  })
})
