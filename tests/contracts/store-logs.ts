/** Entries and what is known of their writers. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  randomId,
  userId,
} from '../../core/protocol/ids.ts'
import { entryIdOf } from '../../core/protocol/entry.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import type { EntryName, EntryRange, LogWrite, NewEntry } from '../../sync-server/store/log-store.ts'
import { createEntryWriter } from '../support/entry-writer.ts'
import { now } from './store-fixture.ts'
import type { StoreFixture } from './store-fixture.ts'

export const entry = (seq: number, device: DeviceId, fields: Partial<NewEntry> = {}): NewEntry => ({
  seq,
  head: new Uint8Array(32).fill(seq),
  time: millis(now + seq),
  bytes: new Uint8Array(10).fill(seq),
  segment: 0,
  device,
  counter: seq - 1,
  place: { client: 7, clock: seq - 1, ops: 1 },
  ...fields,
})
export const write = (conversation: ConversationId, entries: ReadonlyArray<NewEntry>): LogWrite => ({
  conversation,
  after: (entries[0]?.seq ?? 1) - 1,
  entries,
  newestSegment: 0,
  claims: [],
  clocks: [],
  deletions: [],
  imported: [],
})
const whole = (upTo: number): EntryRange => ({ segment: undefined, after: 0, upTo })
const seqs = (entries: ReadonlyArray<{ readonly seq: number }>): ReadonlyArray<number> =>
  entries.map(({ seq }) => seq)

export function describeLogs(under: StoreFixture): void {
  describe('logs', () => {
    const device = randomId(deviceId, under.random)

    test('a new log is empty', async () => {
      const { workspace, general } = await under.createWorkspace('Quay')
      const empty = { seq: 0, head: emptyHead, newestSegment: -1, time: 0 }
      const place = { conversation: general, workspace, audience: workspace }
      const log = { ...place, sealed: false, archived: false, ...empty }
      expect(await under.store().logs.log(general)).toEqual(log)
      expect(await under.store().logs.nextCounter(general, device)).toBe(0)
      expect(await under.store().logs.log(randomId(conversationId, under.random))).toBeUndefined()
    })

    test('[LG2][LG3] what was appended is there after a reopen, in order', async () => {
      const { general } = await under.createWorkspace('Quay')
      orThrow(await under.store().logs.append([write(general, [entry(1, device), entry(2, device)])]))
      orThrow(await under.store().logs.append([write(general, [entry(3, device)])]))
      await under.reopen()
      const all = await under.store().logs.entries(general, whole(9), { maxBytes: 1_000 })
      expect(seqs(all)).toEqual([1, 2, 3])
      expect(all[2]).toEqual({
        seq: 3,
        head: entry(3, device).head,
        time: now + 3,
        bytes: entry(3, device).bytes,
      })
      expect(await under.store().logs.log(general)).toMatchObject({ seq: 3, newestSegment: 0, time: now + 3 })
      expect(await under.store().logs.headAt(general, 2)).toEqual(entry(2, device).head)
      expect(await under.store().logs.headAt(general, 4)).toBeUndefined()
      expect(await under.store().logs.nextCounter(general, device)).toBe(3)
      expect(await under.store().logs.nextCounter(general, randomId(deviceId, under.random))).toBe(0)
    })

    test('[EN6] an entry is found by its device and counter, its segment and client', async () => {
      const { general } = await under.createWorkspace('Quay')
      const other = randomId(deviceId, under.random)
      const entries = [
        entry(1, device, { segment: 'claims' }),
        entry(2, device),
        entry(3, device, { segment: 1, place: { client: 8, clock: 0, ops: 1 } }),
        entry(4, other, { counter: 1, place: { client: 9, clock: 0, ops: 1 } }),
      ]
      orThrow(await under.store().logs.append([write(general, entries)]))
      await under.reopen()
      const { logs } = under.store()
      const name = { device, counter: 1, segment: 0, client: 7 }
      const found = async (fields: Partial<EntryName>) =>
        (await logs.entryByCounter(general, { ...name, ...fields }))?.seq
      expect(await found({})).toBe(2)
      expect(await found({ counter: 0, segment: 'claims' })).toBe(1)
      expect(await found({ counter: 2, segment: 1, client: 8 })).toBe(3)
      expect(await found({ device: other, client: 9 })).toBe(4)
      for (const wrong of [{ device: other }, { counter: 3 }, { segment: 1 }, { client: 8 }]) {
        expect(await found(wrong)).toBeUndefined()
      }
      expect([await logs.nextCounter(general, device), await logs.nextCounter(general, other)]).toEqual([
        3, 2,
      ])
    })

    test('a write that comes second is a conflict and leaves nothing, in no conversation', async () => {
      const { general } = await under.createWorkspace('Quay')
      const { general: other } = await under.createWorkspace('Pier')
      orThrow(await under.store().logs.append([write(general, [entry(1, device)])]))
      const writes = [write(other, [entry(1, device)]), write(general, [entry(1, device)])]
      expect(await under.store().logs.append(writes)).toEqual({
        ok: false,
        failure: { kind: 'conflict', conversation: general },
      })
      expect(await under.store().logs.log(other)).toMatchObject({ seq: 0 })
      const nowhere = write(randomId(conversationId, under.random), [entry(1, device)])
      expect(await under.store().logs.append([nowhere])).toMatchObject({ failure: { kind: 'conflict' } })
    })

    test('entries are read by segment, claims apart, and in parts', async () => {
      const { general } = await under.createWorkspace('Quay')
      const entries = [
        entry(1, device, { segment: 'claims' }),
        entry(2, device, { segment: 0 }),
        entry(3, device, { segment: 1 }),
        entry(4, device, { segment: 0 }),
      ]
      orThrow(await under.store().logs.append([{ ...write(general, entries), newestSegment: 1 }]))
      const read = async (segment: number | 'claims' | undefined, after: number, upTo: number, max = 1_000) =>
        seqs(await under.store().logs.entries(general, { segment, after, upTo }, { maxBytes: max }))
      expect(await read('claims', 0, 4)).toEqual([1])
      expect(await read(0, 0, 4)).toEqual([2, 4])
      expect(await read(0, 2, 4)).toEqual([4])
      expect(await read(0, 0, 3)).toEqual([2])
      expect(await read(undefined, 0, 4, 25)).toEqual([1, 2])
      expect(await read(undefined, 2, 4, 1)).toEqual([3])
      expect(await read(undefined, 4, 4)).toEqual([])
      expect(await under.store().logs.log(general)).toMatchObject({ newestSegment: 1 })
    })

    test('[FE4] entries are read backwards, within bounds, and with the claims of their writers', async () => {
      const { general } = await under.createWorkspace('Quay')
      const user = randomId(userId, under.random)
      const by = (client: number, ops = 1): NewEntry['place'] => ({ client, clock: 0, ops })
      const entries = [
        entry(1, device, { segment: 'claims', place: by(7, 0) }),
        entry(2, device, { segment: 'claims', place: by(8, 0) }),
        entry(3, device, { place: by(7) }),
        entry(4, device, { place: by(8) }),
        entry(5, device, { place: by(8) }),
      ]
      const claims = [7, 8].map((client, index) => ({
        client,
        device,
        user,
        gateway: false,
        seq: index + 1,
      }))
      orThrow(await under.store().logs.append([{ ...write(general, entries), claims }]))
      const { logs } = under.store()
      const range = { segment: 0, after: 0, upTo: 9, backwards: true }
      const bounded = { maxBytes: 1_000, maxEntries: 2 }
      expect(seqs(await logs.entries(general, range, bounded))).toEqual([5, 4])
      expect(seqs(await logs.entries(general, { ...range, upTo: 4 }, { maxBytes: 1 }))).toEqual([4])
      expect(seqs(await logs.entries(general, { ...whole(9), backwards: true }, bounded))).toEqual([5, 4])
      expect(seqs(await logs.entries(general, whole(9), bounded))).toEqual([1, 2])
      expect(seqs(await logs.claimsOf(general, range, 2))).toEqual([2])
      expect(seqs(await logs.claimsOf(general, range, Number.MAX_SAFE_INTEGER))).toEqual([1, 2])
      expect(seqs(await logs.claimsOf(general, { ...range, backwards: false }, 1))).toEqual([1])
    })

    test('[ER1] entries whose ops are all deleted lose their bodies in the same commit', async () => {
      const { general } = await under.createWorkspace('Quay')
      const ada = { user: randomId(userId, under.random), device }
      const writer = createEntryWriter(ada, general, 7)
      const post = writer.post('secret')
      const firstName = { device, counter: 0, segment: 0, client: 7 }
      const first = entry(1, device, { bytes: post, place: { client: 7, clock: 0, ops: 1 } })
      orThrow(await under.store().logs.append([write(general, [first])]))
      const deletion = { seq: 2, segment: 0, client: 7, ranges: [{ clock: 0, length: 1 }] }
      const second = entry(2, device, { place: { client: 7, clock: 0, ops: 0 } })
      const erasing = { ...write(general, [second]), deletions: [deletion] }
      expect((await under.store().logs.append([{ ...erasing, after: 9 }])).ok).toBe(false)
      const before = await under.store().logs.entryByCounter(general, firstName)
      expect(before).not.toHaveProperty('erased')
      orThrow(await under.store().logs.append([erasing]))
      await under.reopen()
      const after = await under.store().logs.entryByCounter(general, firstName)
      expect(after).toMatchObject({ seq: 1, head: first.head, time: first.time, erased: entryIdOf(post) })
      expect(after?.bytes.length).toBeLessThan(post.length)
      await under.store().checkpoint()
    })
  })
}

export function describeWriters(under: StoreFixture): void {
  describe('logs and their writers', () => {
    const device = randomId(deviceId, under.random)

    test('claims and clocks are what the last write said', async () => {
      const { general } = await under.createWorkspace('Quay')
      const user = randomId(userId, under.random)
      const other = randomId(deviceId, under.random)
      const claim = (client: number, by: DeviceId, seq: number) =>
        ({ client, device: by, user, gateway: false, seq }) as const
      orThrow(
        await under.store().logs.append([
          {
            ...write(general, [entry(1, device), entry(2, device)]),
            claims: [claim(2 ** 53 - 1, device, 1), claim(7, device, 2)],
            clocks: [{ segment: 0, client: 7, next: 3 }],
          },
        ]),
      )
      orThrow(
        await under.store().logs.append([
          {
            ...write(general, [entry(3, device)]),
            claims: [claim(7, other, 3)],
            clocks: [
              { segment: 0, client: 7, next: 5 },
              { segment: 0, client: 8, next: 2 },
              { segment: 1, client: 7, next: 1 },
            ],
          },
        ]),
      )
      expect(await under.store().logs.claim(general, 7)).toEqual({ client: 7, device, user, gateway: false })
      expect(await under.store().logs.claim(general, 2 ** 53 - 1)).toMatchObject({ device })
      expect(await under.store().logs.claim(general, 9)).toBeUndefined()
      expect(await under.store().logs.clientOf(general, device)).toBe(7)
      expect(await under.store().logs.clientOf(general, other)).toBeUndefined()
      expect(await under.store().logs.nextClock(general, 0, 7)).toBe(5)
      expect(await under.store().logs.nextClock(general, 2, 7)).toBe(0)
      expect(await under.store().logs.opCount(general, 0)).toBe(7)
      expect(await under.store().logs.opCount(general, 2)).toBe(0)
    })

    test('readable logs are those of the user’s workspaces, the one written to last first', async () => {
      const ada = await under.createAccount('ada')
      const { workspace, general } = await under.createWorkspace('Quay', ada)
      await under.createWorkspace('Pier')
      const second = randomId(conversationId, under.random)
      orThrow(await under.createChannel({ id: second, workspace, name: 'second' }))
      orThrow(await under.store().logs.append([write(general, [entry(1, device)])]))
      orThrow(
        await under.store().logs.append([write(second, [entry(1, device, { time: millis(now + 50) })])]),
      )
      const logs = await under.store().logs.readableLogs(ada, device)
      expect(logs.map(({ conversation }) => conversation)).toEqual([second, general])
      expect(logs[0]).toEqual({ ...(await under.store().logs.log(second)), nextCounter: 1, marked: 0 })
      expect(await under.store().logs.readableLog(second, ada, device)).toEqual(logs[0])
    })
  })
}
