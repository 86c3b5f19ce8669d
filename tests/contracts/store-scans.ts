/** What a scanner has to look at. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import { attachmentId, opId, randomId } from '../../core/protocol/ids.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

export function describeScans(under: StoreFixture): void {
  describe('scans', () => {
    const scans = () => under.store().scans
    const hash = new Uint8Array(32).fill(4)
    const setup = async () => {
      const user = await under.createAccount('ada')
      const { general } = await under.createWorkspace('Quay', user)
      const file = randomId(attachmentId, under.random)
      const put = async () => {
        const added = { id: file, conversation: general, user, size: 300, now }
        orThrow(await under.store().files.add(added, { person: 1_000, workspace: undefined }))
        await under.store().files.finish(file, hash)
      }
      const named = (opener = 1) => ({
        file,
        opener: new Uint8Array(32).fill(opener),
        message: randomId(opId, under.random),
        author: user,
        seq: 7,
      })
      const states = async () => [...((await scans().standing(file))?.states ?? [])]
      const due = async (at = now) =>
        (await scans().due(at, 10)).map(({ message, state }) => [message, state])
      return { user, general, file, put, named, states, due }
    }

    test('[SC1] a file waits from when a message names it, and what was settled holds for others of its opener', async () => {
      const { general, put, named, states, due } = await setup()
      await put()
      expect(await states()).toEqual([])
      const [one, same, other] = [named(), named(), named(2)]
      await scans().note(general, 7, [one], now)
      await scans().note(general, 7, [one], later) // twice does no harm
      await under.reopen()
      expect(await due()).toEqual([[one.message, 'waiting']])
      expect(await scans().due(millis(now - 1), 10)).toEqual([])
      await scans().later(one, later)
      expect([await due(), await scans().nextDue(now)]).toEqual([[], later])
      expect(await scans().due(later, 10)).toMatchObject([{ ...one, conversation: general, tries: 1 }])
      await scans().settle(one, new Uint8Array(32), 'clean') // another file by now
      expect(await states()).toEqual(['waiting'])
      await scans().settle(one, hash, 'clean')
      expect(await states()).toEqual(['clean'])
      await scans().note(general, 8, [same], now)
      expect([await states(), await due(later)]).toEqual([['clean'], []])
      await scans().note(general, 9, [other], now)
      expect(await states()).toEqual(['waiting', 'clean'])
      await scans().forget(other)
      expect([await states(), await scans().nextDue(now)]).toEqual([['clean'], undefined])
    })

    test('[SC2] one that is not there waits for nothing until it has come, and a second one of its id is another', async () => {
      const { general, file, put, named, states, due } = await setup()
      const one = named()
      await scans().note(general, 7, [one], now)
      await scans().absent(one)
      expect(await due()).toEqual([])
      await put()
      await under.reopen() // that it has come is known though the relay ended there
      expect([await states(), await due()]).toEqual([['waiting'], [[one.message, 'waiting']]])
      await scans().absent(one)
      expect(await states()).toEqual(['waiting'])
      await scans().settle(one, hash, 'clean')
      await under.store().files.remove(file)
      expect(await scans().nextDue(now)).toBeUndefined()
      await put()
      expect([await states(), await due()]).toEqual([['waiting'], [[one.message, 'waiting']]])
    })

    test('[SC3] an infected file stays so, for all that name it and once it is gone', async () => {
      const { general, file, put, named, states, due } = await setup()
      await put()
      const [one, other, late] = [named(), named(2), named()]
      await scans().note(general, 7, [one, other], now)
      expect(await scans().infectedIn(file)).toBeUndefined()
      await scans().infected(file, hash, now)
      expect(await states()).toEqual(['infected'])
      expect(new Set((await due()).map(([, state]) => state))).toEqual(new Set(['infected']))
      for (const each of [one, other]) await scans().done(each)
      expect(await due()).toEqual([])
      await under.store().files.remove(file)
      expect(await scans().infectedIn(file)).toBe(general)
      await scans().note(general, 8, [late], now)
      expect(await due()).toEqual([[late.message, 'infected']])
      orThrow(await under.store().conversations.remove(general))
      expect([await due(), await scans().infectedIn(file)]).toEqual([[], undefined])
    })
  })
}
