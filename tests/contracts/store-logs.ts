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
import { emptyHead } from '../../core/protocol/log.ts'
import type { LogWrite, NewEntry } from '../../sync-server/store/log-store.ts'
import { now } from './store-fixture.ts'
import type { StoreFixture } from './store-fixture.ts'

export function describeLogs(under: StoreFixture): void {
  describe('logs', () => {
    const entry = (seq: number, device: DeviceId, fields: Partial<NewEntry> = {}): NewEntry => ({
      seq,
      head: new Uint8Array(32).fill(seq),
      time: millis(now + seq),
      bytes: new Uint8Array(10).fill(seq),
      segment: 0,
      device,
      counter: seq - 1,
      ...fields,
    })
    const write = (conversation: ConversationId, entries: ReadonlyArray<NewEntry>): LogWrite => ({
      conversation,
      after: (entries[0]?.seq ?? 1) - 1,
      entries,
      newestSegment: 0,
      claims: [],
      clocks: [],
      imported: [],
    })
    const device = randomId(deviceId, under.random)
    const seqs = (entries: ReadonlyArray<{ readonly seq: number }>): ReadonlyArray<number> =>
      entries.map(({ seq }) => seq)

    test('a new log is empty', async () => {
      const { workspace, general } = await under.createWorkspace('Quay')
      expect(await under.store().logs.log(general)).toEqual({
        conversation: general,
        workspace,
        seq: 0,
        head: emptyHead,
        newestSegment: -1,
        time: 0,
      })
      expect(await under.store().logs.nextCounter(general, device)).toBe(0)
      expect(await under.store().logs.log(randomId(conversationId, under.random))).toBeUndefined()
    })

    test('[LG2][LG3] what was appended is there after a reopen, in order', async () => {
      const { general } = await under.createWorkspace('Quay')
      orThrow(await under.store().logs.append([write(general, [entry(1, device), entry(2, device)])]))
      orThrow(await under.store().logs.append([write(general, [entry(3, device)])]))
      await under.reopen()
      const all = await under.store().logs.entries(general, { segment: undefined, after: 0, upTo: 9 }, 1_000)
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
      expect(await under.store().logs.entryByCounter(general, device, 1)).toMatchObject({ seq: 2 })
      expect(await under.store().logs.entryByCounter(general, device, 3)).toBeUndefined()
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
        seqs(await under.store().logs.entries(general, { segment, after, upTo }, max))
      expect(await read('claims', 0, 4)).toEqual([1])
      expect(await read(0, 0, 4)).toEqual([2, 4])
      expect(await read(0, 2, 4)).toEqual([4])
      expect(await read(0, 0, 3)).toEqual([2])
      expect(await read(undefined, 0, 4, 25)).toEqual([1, 2])
      expect(await read(undefined, 2, 4, 1)).toEqual([3])
      expect(await read(undefined, 4, 4)).toEqual([])
      expect(await under.store().logs.log(general)).toMatchObject({ newestSegment: 1 })
    })

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
      orThrow(
        await under.store().directory.createChannel({ id: second, workspace, name: 'second', topic: '' }),
      )
      orThrow(await under.store().logs.append([write(general, [entry(1, device)])]))
      orThrow(
        await under.store().logs.append([write(second, [entry(1, device, { time: millis(now + 50) })])]),
      )
      const logs = await under.store().logs.readableLogs(ada)
      expect(logs.map(({ conversation }) => conversation)).toEqual([second, general])
      expect(logs[0]).toEqual(await under.store().logs.log(second))
    })
  })
}
