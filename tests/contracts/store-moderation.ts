/** Rules, and reports. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { deviceId, opId, randomId, type ReportId, reportId, userId } from '../../core/protocol/ids.ts'
import { entry, write } from './store-logs.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

export function describeModeration(under: StoreFixture): void {
  describe('moderation', () => {
    const store = () => under.store().moderation
    const setup = async () => {
      const ada = await under.createAccount('ada')
      const bob = await under.createAccount('bob')
      const { workspace, general } = await under.createWorkspace('Quay', ada)
      const message = randomId(opId, under.random)
      const add = (fields: object = {}): Promise<ReportId> =>
        store().addReport({
          id: randomId(reportId, under.random),
          workspace,
          about: { conversation: general, message },
          person: bob,
          reporter: ada,
          reason: 'spam',
          note: 'look',
          text: 'said',
          created: now,
          ...fields,
        })
      return { ada, bob, workspace, general, message, add }
    }
    const everything = { before: undefined, limit: 10 }

    test('[MO1] rules are of one workspace, and last', async () => {
      const { ada, workspace } = await setup()
      const other = await under.createWorkspace('Pier', ada)
      await store().putRules(workspace, { rules: '{"a":1}', changedBy: ada, now })
      await store().putRules(workspace, { rules: '{"a":2}', changedBy: ada, now: later })
      await under.reopen()
      expect(await store().rules(workspace)).toEqual({ rules: '{"a":2}', changedBy: ada })
      expect(await store().rules(other.workspace)).toBeUndefined()
      await store().putRules(workspace, undefined)
      expect(await store().rules(workspace)).toBeUndefined()
    })

    test('[MO9] where all are judged, it is what is said from then on, and a restart passes nothing over', async () => {
      const { workspace, general } = await setup()
      const device = randomId(deviceId, under.random)
      const say = async (seq: number): Promise<void> => {
        orThrow(await under.store().logs.append([write(general, [entry(seq, device)])]))
      }
      const unjudged = () => store().unjudged(10)
      await say(1)
      expect(await unjudged()).toEqual([])
      await store().judgeAll(true)
      expect(await unjudged()).toEqual([])
      await say(2)
      await under.reopen()
      await store().judgeAll(true)
      expect(await unjudged()).toEqual([{ conversation: general, after: 1, upTo: 2 }])
      await store().setJudged(general, 2)
      expect(await unjudged()).toEqual([])
      await store().judgeAll(false)
      await say(3)
      expect(await unjudged()).toEqual([])
      await store().judgeAll(true)
      expect(await unjudged()).toEqual([])
      // A workspace with rules goes on as it was.
      await store().putRules(workspace, { rules: '{}', changedBy: randomId(userId, under.random), now })
      await store().judgeAll(false)
      await say(4)
      await store().judgeAll(true)
      expect(await unjudged()).toEqual([{ conversation: general, after: 3, upTo: 4 }])
    })

    test('[MO6] the same report again is the same while it is open', async () => {
      const { add, ada, bob, workspace } = await setup()
      const first = await add()
      expect(await add({ note: 'again' })).toBe(first)
      const others = [
        await add({ reporter: bob }),
        await add({ reporter: undefined }),
        await add({ about: undefined }),
      ]
      expect(new Set([first, ...others]).size).toBe(4)
      await store().resolve(workspace, first, { action: 'dismissed', by: ada, at: later })
      expect(await add()).not.toBe(first)
    })

    test('[MO7] what was said comes back as long as the report is open; pages neither lack nor repeat', async () => {
      const { add, ada, bob, workspace, general, message } = await setup()
      const first = await add()
      const second = await add({ reporter: bob, created: millis(now + 1) })
      await under.reopen()
      const open = await store().reports(workspace, { open: true, ...everything })
      expect(open.map(({ id }) => id)).toEqual([second, first])
      expect(open[1]).toEqual({
        id: first,
        workspace,
        about: { conversation: general, message },
        person: bob,
        reporter: ada,
        reason: 'spam',
        created: now,
        said: { note: 'look', text: 'said' },
        resolution: undefined,
      })
      const next = await store().reports(workspace, { open: true, before: second, limit: 1 })
      expect(next.map(({ id }) => id)).toEqual([first])
      await store().resolve(workspace, first, { action: 'dismissed', by: ada, at: later })
      expect(await store().reports(workspace, { open: false, ...everything })).toMatchObject([
        { id: first, said: undefined, resolution: { action: 'dismissed', by: ada, at: later } },
      ])
    })

    test('[MO7] reports are of one workspace, and what was said goes with the conversation', async () => {
      const { add, ada, workspace, general } = await setup()
      const { workspace: other } = await under.createWorkspace('Pier', ada)
      const report = await add()
      expect(await store().report(other, report)).toBeUndefined()
      expect(await store().reports(other, { open: true, before: report, limit: 10 })).toEqual([])
      const resolution = { action: 'dismissed', by: ada, at: later }
      expect(await store().resolve(other, report, resolution)).toMatchObject({ ok: false })
      await under.store().conversations.remove(general)
      expect(await store().report(workspace, report)).toMatchObject({
        said: undefined,
        resolution: undefined,
      })
    })

    test('[MO8] is resolved once', async () => {
      const { add, ada, workspace } = await setup()
      const report = await add()
      const resolution = { action: 'dismissed', by: ada, at: later }
      expect(await store().resolve(workspace, report, resolution)).toEqual({ ok: true, value: undefined })
      expect(await store().resolve(workspace, report, resolution)).toMatchObject({ ok: false })
    })
  })
}
