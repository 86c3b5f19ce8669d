/** What imports have brought. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { conversationId, deviceId, randomId, userId, workspaceId } from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import type { NewEntry } from '../../sync-server/store/log-store.ts'
import { now } from './store-fixture.ts'
import type { StoreFixture } from './store-fixture.ts'

export function describeImports(under: StoreFixture): void {
  describe('imports', () => {
    test('people become placeholders once, and an admin’s match shows', async () => {
      const ada = await under.createAccount('ada')
      const { workspace } = await under.createWorkspace('Quay', ada)
      const before = await under.store().directory.changesSince(ada, 0)
      const person = (source: string) => ({
        source,
        name: `name of ${source}`,
        user: randomId(userId, under.random),
      })
      const people = [person('U1'), person('U2'), { ...person('U1') }]
      expect(await under.store().imports.ensurePeople(workspace, people, now)).toBe(2)
      expect(await under.store().imports.ensurePeople(workspace, [person('U2'), person('U3')], now)).toBe(1)
      const found = await under.store().imports.people(workspace, ['U1', 'U2', 'U9'])
      expect([...found.keys()]).toEqual(['U1', 'U2'])
      expect(found.get('U1')).toBe(people[0]?.user)
      const after = await under.store().directory.changesSince(ada, before.version)
      expect(after.changes.length).toBe(3)
      expect(after.changes).toContainEqual({
        kind: 'member',
        workspace,
        user: people[0]?.user,
        name: 'name of U1',
        role: 'member',
        placeholder: true,
      })

      const placeholder = found.get('U1') ?? ada
      orThrow(await under.store().directory.matchPlaceholder(workspace, placeholder, ada))
      const matched = await under.store().directory.changesSince(ada, after.version)
      expect(matched.changes).toMatchObject([{ user: placeholder, placeholder: true, matched: ada }])
      for (const [who, account] of [
        [ada, ada],
        [placeholder, placeholder],
        [placeholder, await under.createAccount('eve')],
      ] as const) {
        expect(await under.store().directory.matchPlaceholder(workspace, who, account)).toMatchObject({
          failure: { kind: 'not-found' },
        })
      }
      expect((await under.store().directory.openWorkspaces(ada))[0]?.members).toBe(1)
      const nowhere = randomId(workspaceId, under.random)
      expect(await under.store().imports.ensurePeople(nowhere, [person('U1')], now)).toBeUndefined()
    })

    test('a channel is made once by its source, or taken over by its name', async () => {
      const { workspace, general } = await under.createWorkspace('Quay')
      const ensure = (source: string, title: string) =>
        under.store().imports.ensureChannel({
          workspace,
          source,
          name: title,
          topic: 'old days',
          id: randomId(conversationId, under.random),
        })
      expect(await ensure('C1', 'general')).toEqual({ id: general, created: false })
      expect(await ensure('C1', 'general')).toEqual({ id: general, created: false })
      const other = await ensure('C2', 'general')
      expect(other?.created).toBe(true)
      expect(other?.id).not.toBe(general)
      expect(await ensure('C2', 'general')).toEqual({ id: other?.id, created: false })
    })

    test('imported messages are known as soon as their entries are, and only then', async () => {
      const { general } = await under.createWorkspace('Quay')
      const device = randomId(deviceId, under.random)
      const imported = {
        conversation: general,
        newestSegment: 0,
        claims: [],
        clocks: [],
        deletions: [],
        imported: ['1.0', '2.0'],
      }
      const one: NewEntry = {
        seq: 1,
        head: emptyHead,
        time: now,
        bytes: new Uint8Array(1),
        segment: 0,
        device,
        counter: 0,
        place: { client: 1, clock: 0, ops: 1 },
      }
      const late = { ...imported, after: 4, entries: [{ ...one, seq: 5 }] }
      expect((await under.store().logs.append([late])).ok).toBe(false)
      expect(await under.store().imports.importedMessages(general, ['1.0'])).toEqual(new Set())
      orThrow(await under.store().logs.append([{ ...imported, after: 0, entries: [one] }]))
      await under.reopen()
      expect(await under.store().imports.importedMessages(general, ['0.0', '1.0', '2.0'])).toEqual(
        new Set(['1.0', '2.0']),
      )
    })
  })
}
