import { describe, expect, test } from 'vitest'
import { ok, type Result } from '../../core/base/result.ts'
import { conversationId } from '../../core/protocol/ids.ts'
import type { Outbox, OutboxContents, PendingEntry } from '../../core/storage/outbox.ts'

export interface OutboxUnderTest {
  readonly outbox: Outbox
  /** The program ends and starts again: an outbox over the same storage. */
  readonly restart: () => Promise<Outbox>
}

export const conversationA = conversationId('a'.repeat(32))
export const conversationB = conversationId('b'.repeat(32))

export function testEntry(
  conversation: PendingEntry['conversation'],
  counter: number,
  length = 4,
): PendingEntry & { readonly bytes: Uint8Array<ArrayBuffer> } {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + counter) % 256)
  return { conversation, counter, bytes }
}

const empty: Result<OutboxContents, never> = ok({ pending: [], counters: [] })

/** What every adapter of the port `Outbox` keeps to. `setup` gives an empty one. */
export function outboxContract(name: string, setup: () => Promise<OutboxUnderTest>): void {
  describe(`outbox contract: ${name}`, () => {
    test('is empty at first', async () => {
      const { outbox } = await setup()
      expect(await outbox.open()).toEqual(empty)
    })

    test('keeps what was appended, in order, over a restart', async () => {
      const { outbox, restart } = await setup()
      const entries = [
        testEntry(conversationB, 0),
        testEntry(conversationA, 0),
        testEntry(conversationB, 1, 0),
      ]
      expect(await outbox.append(entries.slice(0, 2))).toEqual(ok(undefined))
      expect(await outbox.append(entries.slice(2))).toEqual(ok(undefined))
      const expected = ok({
        pending: entries,
        counters: [
          [conversationB, 2],
          [conversationA, 1],
        ],
      })
      expect(await outbox.open()).toEqual(expected)
      expect(await (await restart()).open()).toEqual(expected)
    })

    test('forgets what was removed, keeps its counter, over a restart', async () => {
      const { outbox, restart } = await setup()
      await outbox.append([
        testEntry(conversationA, 0),
        testEntry(conversationA, 1),
        testEntry(conversationA, 2),
      ])
      expect(await outbox.remove([testEntry(conversationA, 0), testEntry(conversationA, 2)])).toEqual(
        ok(undefined),
      )
      const expected = ok({ pending: [testEntry(conversationA, 1)], counters: [[conversationA, 3]] })
      expect(await outbox.open()).toEqual(expected)
      const restarted = await restart()
      expect(await restarted.open()).toEqual(expected)
      expect(await restarted.append([testEntry(conversationA, 3)])).toEqual(ok(undefined))
    })

    test('takes no offence at the removal of what it does not hold', async () => {
      const { outbox } = await setup()
      expect(await outbox.remove([testEntry(conversationA, 7)])).toEqual(ok(undefined))
      expect(await outbox.remove([])).toEqual(ok(undefined))
      expect(await outbox.open()).toEqual(empty)
    })

    test.each([
      ['skipped', [testEntry(conversationA, 2)], 1],
      ['used twice', [testEntry(conversationA, 0)], 1],
      ['used twice in one append', [testEntry(conversationA, 1), testEntry(conversationA, 1)], 2],
      [
        'wrong behind right ones',
        [testEntry(conversationB, 0), testEntry(conversationA, 1), testEntry(conversationA, 3)],
        2,
      ],
    ])('refuses a counter that is %s, and the whole append with it', async (_, entries, expected) => {
      const { outbox, restart } = await setup()
      await outbox.append([testEntry(conversationA, 0)])
      const before = await outbox.open()
      expect(await outbox.append(entries)).toEqual({ ok: false, failure: { kind: 'counter', expected } })
      expect(await outbox.open()).toEqual(before)
      expect(await (await restart()).open()).toEqual(before)
    })

    test('replaces one conversation: its entries, its counter, nothing else, over a restart', async () => {
      const { outbox, restart } = await setup()
      await outbox.append([
        testEntry(conversationA, 0),
        testEntry(conversationB, 0),
        testEntry(conversationA, 1),
      ])
      const entries = [testEntry(conversationA, 40, 6), testEntry(conversationA, 41, 0)]
      expect(await outbox.replace(conversationA, { entries, nextCounter: 42 })).toEqual(ok(undefined))
      const expected = ok({
        pending: [testEntry(conversationB, 0), ...entries],
        counters: [
          [conversationA, 42],
          [conversationB, 1],
        ],
      })
      expect(await outbox.open()).toEqual(expected)
      const restarted = await restart()
      expect(await restarted.open()).toEqual(expected)
      expect(await restarted.append([testEntry(conversationA, 42)])).toEqual(ok(undefined))
    })

    test('replaces by nothing, and back to a lower counter', async () => {
      const { outbox, restart } = await setup()
      await outbox.append([testEntry(conversationA, 0), testEntry(conversationA, 1)])
      expect(await outbox.replace(conversationA, { entries: [], nextCounter: 1 })).toEqual(ok(undefined))
      const expected = ok({ pending: [], counters: [[conversationA, 1]] })
      expect(await outbox.open()).toEqual(expected)
      const restarted = await restart()
      expect(await restarted.open()).toEqual(expected)
      expect(await restarted.append([testEntry(conversationA, 1)])).toEqual(ok(undefined))
    })

    test.each([
      ['a gap', [testEntry(conversationA, 1), testEntry(conversationA, 3)], 4, 2],
      ['an end that is not before the next counter', [testEntry(conversationA, 1)], 3, 2],
      ['more entries than counters', [testEntry(conversationA, 0), testEntry(conversationA, 1)], 1, -1],
      ['an entry of another conversation', [testEntry(conversationB, 1)], 2, 1],
    ])(
      'refuses a replacement with %s, and keeps what was there',
      async (_, entries, nextCounter, expected) => {
        const { outbox, restart } = await setup()
        await outbox.append([testEntry(conversationA, 0)])
        const before = await outbox.open()
        const refused = { ok: false, failure: { kind: 'counter', expected } }
        expect(await outbox.replace(conversationA, { entries, nextCounter })).toEqual(refused)
        expect(await outbox.open()).toEqual(before)
        expect(await (await restart()).open()).toEqual(before)
      },
    )

    test('what is asked for at once with a replacement counts from it', async () => {
      const { outbox, restart } = await setup()
      const outcomes = await Promise.all([
        outbox.append([testEntry(conversationA, 0)]),
        outbox.replace(conversationA, { entries: [testEntry(conversationA, 7)], nextCounter: 8 }),
        outbox.append([testEntry(conversationA, 1)]),
        outbox.append([testEntry(conversationA, 8)]),
      ])
      expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, false, true])
      const pending = [testEntry(conversationA, 7), testEntry(conversationA, 8)]
      const expected = ok({ pending, counters: [[conversationA, 9]] })
      expect(await outbox.open()).toEqual(expected)
      expect(await (await restart()).open()).toEqual(expected)
    })

    test('appends that are asked for at once are done in the order asked', async () => {
      const { outbox, restart } = await setup()
      const entries = Array.from({ length: 20 }, (_, counter) => testEntry(conversationA, counter))
      const outcomes = await Promise.all([
        ...entries.map((entry) => outbox.append([entry])),
        outbox.append([testEntry(conversationA, 5)]),
        outbox.remove([testEntry(conversationA, 19)]),
      ])
      expect(outcomes.map((outcome) => outcome.ok)).toEqual([...entries.map(() => true), false, true])
      const expected = ok({ pending: entries.slice(0, 19), counters: [[conversationA, 20]] })
      expect(await outbox.open()).toEqual(expected)
      expect(await (await restart()).open()).toEqual(expected)
    })
  })
}
