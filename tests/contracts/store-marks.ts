/** Read marks. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { conversationId, deviceId, randomId, userId } from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import { now, type StoreFixture } from './store-fixture.ts'

export function describeMarks(under: StoreFixture): void {
  describe('marks', () => {
    test('[MK1][MK3] move forward only, up to the end of the log, and are there after a reopen', async () => {
      const ada = await under.createAccount('ada')
      const { general } = await under.createWorkspace('Quay', ada)
      const device = randomId(deviceId, under.random)
      const raise = (seq: number, conversation = general) =>
        under.store().marks.raise([{ conversation, user: ada, seq }])
      expect(await raise(1)).toEqual([]) // nothing there to be read
      const entries = [1, 2, 3].map((seq) => ({
        seq,
        head: emptyHead,
        time: now,
        bytes: new Uint8Array(1),
        segment: 0,
        device,
        counter: seq - 1,
        place: { client: 1, clock: seq - 1, ops: 1 },
      }))
      const none = { claims: [], clocks: [], deletions: [], imported: [] }
      const write = { conversation: general, after: 0, newestSegment: 0, entries, ...none }
      orThrow(await under.store().logs.append([write]))
      expect(await raise(2)).toEqual([{ conversation: general, user: ada, seq: 2 }])
      expect(await raise(2)).toEqual([])
      expect(await raise(1)).toEqual([])
      expect(await raise(99)).toMatchObject([{ seq: 3 }])
      expect(await raise(1, randomId(conversationId, under.random))).toEqual([])
      await under.reopen()
      expect(await under.store().logs.readableLog(general, ada, device)).toMatchObject({ marked: 3 })
    })

    test('[MK2] are told where so many may read, and of nobody who has no account', async () => {
      const ada = await under.createAccount('ada')
      const bob = await under.createAccount('bob')
      const { workspace, general } = await under.createWorkspace('Quay', ada)
      orThrow(await under.store().directory.join(workspace, bob, 'member'))
      expect(await under.store().marks.marksOf(general, 2)).toEqual([])
      const device = randomId(deviceId, under.random)
      const entry = { seq: 1, head: emptyHead, time: now, bytes: new Uint8Array(1), segment: 0 }
      const place = { client: 1, clock: 0, ops: 1 }
      const none = { claims: [], clocks: [], deletions: [], imported: [] }
      const entries = [{ ...entry, device, counter: 0, place }]
      const write = { conversation: general, after: 0, newestSegment: 0, entries, ...none }
      orThrow(await under.store().logs.append([write]))
      await under.store().marks.raise([{ conversation: general, user: bob, seq: 1 }])
      expect(await under.store().marks.marksOf(general, 2)).toEqual([
        { conversation: general, user: bob, seq: 1 },
      ])
      expect(await under.store().marks.marksOf(general, 1)).toEqual([])
      await under
        .store()
        .imports.ensurePeople(
          workspace,
          [{ source: 'U1', name: 'old', user: randomId(userId, under.random) }],
          now,
        )
      expect((await under.store().marks.marksOf(general, 2)).length).toBe(1)
    })
  })
}
