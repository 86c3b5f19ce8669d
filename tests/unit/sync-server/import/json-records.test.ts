import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxFaults, readRecords } from '../../../../sync-server/import/json-records.ts'

const keys = ['id']
const records = (text: string): ReadonlyArray<unknown> => readRecords(text, keys).records
/** Anything else that damage lays bare is refused by the schema of a record, and told. */
const objects = (text: string): ReadonlyArray<unknown> =>
  records(text).filter((record) => typeof record === 'object' && record !== null)
const faultLines = (text: string): ReadonlyArray<number> =>
  readRecords(text, keys).faults.map(({ line }) => line)

test('a whole list is read as JSON.parse reads it, and each record is found on its line', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom('\n', '\r\n', ' \n\n'), (values, gap) => {
      const lines = values.map((value) => JSON.stringify(value))
      const text = `[${gap}${lines.join(`,${gap}`)}${gap}]`
      const read = readRecords(text, keys)
      expect(read.records).toEqual(JSON.parse(text))
      expect(read.faults).toEqual([])
      const breaks = gap.split('\n').length - 1
      expect(values.map((_, index) => read.lineOf(index))).toEqual(
        values.map((_, index) => 1 + (index + 1) * breaks),
      )
    }),
  )
})

test('a record over several lines is found on the one where it begins', () => {
  expect(
    readRecords(JSON.stringify([{ id: 1, more: [{ id: 2 }] }, { id: 3 }], null, 2), keys).lineOf(1),
  ).toBe(10)
})

test.each([
  ['a text that is not closed', '[\n{"id":1},\n{"id":2,"text":"oh},\n{"id":3}\n]'],
  ['an object that is not closed', '[\n{"id":1},\n{"id":2,"text":"oh"\n,\n{"id":3}\n]'],
  ['a lost comma', '[\n{"id":1},\n{"id":2 "text":"oh"},\n{"id":3}\n]'],
  ['rubbish between records', '[\n{"id":1},\n%%%,\n{"id":3}\n]'],
  ['a record within a damaged one', '[\n{"id":1},\n{"reply":{"no":2}, oh},\n{"id":3}\n]'],
])('%s: reported with its line, and the rest is read', (_, text) => {
  expect(records(text)).toEqual([{ id: 1 }, { id: 3 }])
  expect(faultLines(text)).toHaveLength(1)
  expect(faultLines(text)[0]).toBeOneOf([3, 5])
})

test('line and column are those of the place where the text stops being JSON', () => {
  expect(readRecords('[\n{"id":1},\n{"id":2,, "text":"oh"}\n]', keys).faults).toEqual([
    { line: 3, column: 9, text: 'not JSON from here: , "text":"oh"}' },
  ])
})

test('two damaged records in a row are two reports', () => {
  const text = '[\n{"id":1},\n{"id":2,,},\n{"id":3;},\n{"id":4}\n]'
  expect(records(text)).toEqual([{ id: 1 }, { id: 4 }])
  expect(faultLines(text)).toEqual([3, 4])
})

test('a lost comma between records costs none of them', () => {
  expect(records('[{"id":1}\n{"id":2}]')).toEqual([{ id: 1 }, { id: 2 }])
  expect(faultLines('[{"id":1}\n{"id":2}]')).toEqual([2])
})

test('what breaks off is read up to there', () => {
  expect(records('[{"id":1},\n{"id":2},\n{"id":')).toEqual([{ id: 1 }, { id: 2 }])
  expect(readRecords('[{"id":1},\n{"id":', keys).faults).toEqual([
    { line: 2, column: 7, text: 'not JSON: the file breaks off here' },
  ])
})

test('what follows the end of the list is reported and read', () => {
  expect(records('[{"id":1}],\n{"id":2}]')).toEqual([{ id: 1 }, { id: 2 }])
  expect(faultLines('[{"id":1}],\n{"id":2}]')).toEqual([1])
})

test.each([
  ['', 1],
  ['{"id":1}', 1],
  ['null', 1],
  ['hello', 1],
  ['[]]', 1],
])('%j is no list: reported', (text, count) => {
  expect(faultLines(text)).toHaveLength(count)
})

test('damage to any place of a list never throws, is always told, and never invents a record', () => {
  const whole = JSON.stringify([{ id: 1, text: 'a "b" {c}' }, { id: 2, more: { id: 9 } }, { id: 3 }], null, 1)
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(3), fc.string({ maxLength: 3 }), (at, cut, put) => {
      const text = whole.slice(0, at) + put + whole.slice(at + cut)
      let valid = true
      try {
        JSON.parse(text)
      } catch {
        valid = false
      }
      expect(readRecords(text, keys).faults.length > 0).toBe(!valid)
      expect(objects(text).length).toBeLessThanOrEqual(text.split('{').length - 1)
    }),
  )
})

test('a bracket too many leaves what stands around it', () => {
  const text = '[{"id": 1}, {"id": 2}, "more": {"id": 9}}, {"id": 3}]'
  expect(objects(text)).toEqual([{ id: 1 }, { id: 2 }, { id: 9 }, { id: 3 }])
})

test('hostile damage costs no more than a bound: nesting to search again and again, faults without end', () => {
  const nested = `[${'{"a":'.repeat(50_000)}`
  expect(records(nested)).toEqual([])
  expect(faultLines('[{"id":1,},\n'.repeat(1_000))).toHaveLength(maxFaults + 1)
})
