import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { workspaceId } from '../../../../core/protocol/ids.ts'
import {
  choicesChanged,
  isQuiet,
  nothingChosen,
  type OwnChoices,
  readChoices,
  statusNow,
} from '../../../../core/engine/personal/own-choices.ts'
import { anyIdOf } from '../../../support/arbitrary-sealed.ts'

const moment = fc.nat(8e15).map(millis)
const choices: fc.Arbitrary<OwnChoices> = fc.record({
  status: fc.option(
    fc.record({
      status: fc.constantFrom('online', 'away', 'busy', 'invisible'),
      until: fc.option(moment, { nil: undefined }),
    }),
    { nil: undefined },
  ),
  hidesReading: fc.constantFrom(undefined, true as const),
  order: fc.option(fc.array(anyIdOf(workspaceId), { maxLength: 400 }), { nil: undefined }),
  quietUntil: fc.option(moment, { nil: undefined }),
  week: fc.option(
    fc.record({
      days: fc.uniqueArray(fc.nat(6)),
      from: fc.nat(1_439),
      to: fc.nat(1_439),
    }),
    { nil: undefined },
  ),
})
const written = (change: Partial<OwnChoices>, at: number): ReadonlyMap<string, string> =>
  new Map(
    choicesChanged(change, millis(at)).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )

describe('what a person has chosen for themselves', () => {
  test('[PS10] the newest word counts, whichever workspace has it, a joined one without any included', () => {
    fc.assert(
      fc.property(choices, choices, fc.nat(1_000), fc.nat(1_000), (first, second, at, later) => {
        const old = written(first, at)
        const young = written(second, at + later + 1)
        for (const all of [
          [old, young],
          [young, old],
          [new Map(), young, old],
        ]) {
          expect(readChoices(all)).toEqual(second)
        }
      }),
    )
  })

  test('[PS10] what is chosen no more is a word too, and a change leaves the others alone', () => {
    const busy = { status: 'busy', until: undefined } as const
    const all = written({ status: busy, quietUntil: millis(9) }, 1)
    const next = new Map([...all, ...written({ status: undefined }, 2)])
    expect(readChoices([all, next])).toEqual({ ...nothingChosen, quietUntil: 9 })
    expect([...written({ week: undefined }, 1).keys()]).toEqual(['own/week'])
  })

  test('[PS10] what cannot be read counts as none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const all = new Map([
          ['own/status', text],
          ['own/quiet', text],
          ['own/week', text],
        ])
        expect(readChoices([all])).toEqual(nothingChosen)
      }),
    )
    const odd = { at: 1, value: { days: [7], from: -1, to: 1_440 } }
    expect(readChoices([new Map([['own/week', JSON.stringify(odd)]])])).toEqual(nothingChosen)
  })

  test('[PS11] quiet hours hold from their beginning to their end, over midnight too', () => {
    const at = (day: number, hour: number, minute = 0) => ({
      time: millis(0),
      day,
      minute: hour * 60 + minute,
    })
    const night = { ...nothingChosen, week: { days: [5], from: 22 * 60, to: 7 * 60 } }
    expect(
      [at(5, 21, 59), at(5, 22), at(6, 6, 59), at(6, 7), at(6, 22), at(5, 3)].map((now) =>
        isQuiet(night, now),
      ),
    ).toEqual([false, true, true, false, false, false])
    const noon = { ...nothingChosen, week: { days: [1], from: 12 * 60, to: 13 * 60 } }
    expect(
      [at(1, 11, 59), at(1, 12), at(1, 12, 59), at(1, 13), at(2, 12)].map((now) => isQuiet(noon, now)),
    ).toEqual([false, true, true, false, false])
    const always = { ...nothingChosen, week: { days: [0, 1, 2, 3, 4, 5, 6], from: 60, to: 60 } }
    expect([at(0, 0), at(3, 1), at(6, 23, 59)].every((now) => isQuiet(always, now))).toBe(true)
  })

  test('[PS11] for a time it is quiet until then, whatever the week says', () => {
    const until = { ...nothingChosen, quietUntil: millis(100) }
    const at = (time: number) => ({ time: millis(time), day: 0, minute: 0 })
    expect([isQuiet(until, at(99)), isQuiet(until, at(100))]).toEqual([true, false])
  })

  test('[PS12] a status is over at its end', () => {
    const busy = { ...nothingChosen, status: { status: 'busy', until: millis(100) } as const }
    expect(statusNow(busy, millis(99))?.status).toBe('busy')
    expect(statusNow(busy, millis(100))).toBeUndefined()
    expect(statusNow({ ...busy, status: { status: 'away', until: undefined } }, millis(8e15))?.status).toBe(
      'away',
    )
  })
})
