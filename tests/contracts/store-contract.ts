/** What every adapter of `Store` (sync-server/store/store.ts) must do. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  randomId,
  type UserId,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import type { LogWrite, NewEntry } from '../../sync-server/store/log-store.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { createSeededRandom } from '../support/seeded-random.ts'

/** Opens the same store again and again; what was written before must be there. */
export interface StoreUnderTest {
  readonly open: () => Promise<Store>
  readonly destroy: () => Promise<void>
}

const now = millis(Date.UTC(2026, 10, 2, 9))
const later = millis(now + 1_000)

export function describeStore(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a Store`, () => {
    const random = createSeededRandom(7)
    let under: StoreUnderTest
    let store: Store

    beforeEach(async () => {
      under = await create()
      store = await under.open()
    })
    afterEach(async () => {
      await store.close()
      await under.destroy()
    })
    const reopen = async (): Promise<void> => {
      await store.close()
      store = await under.open()
    }

    const createAccount = async (username: string): Promise<UserId> => {
      const user = randomId(userId, random)
      const account = {
        user,
        username,
        displayName: username.toUpperCase(),
        passwordHash: `hash of ${username}`,
      }
      orThrow(await store.accounts.createAccount({ ...account, created: now }))
      return user
    }
    const createDevice = async (user: UserId): Promise<DeviceId> => {
      const device = randomId(deviceId, random)
      orThrow(await store.accounts.saveDevice({ device, user, name: 'laptop', now }))
      return device
    }
    const createWorkspace = async (
      title: string,
      owner?: UserId,
    ): Promise<{ readonly workspace: WorkspaceId; readonly general: ConversationId }> => {
      const id = randomId(workspaceId, random)
      const general = randomId(conversationId, random)
      const channels = [{ id: general, name: 'general', topic: '' }]
      orThrow(await store.directory.createWorkspace({ id, name: title, owner, channels }))
      return { workspace: id, general }
    }

    test('its identity is made once', async () => {
      const before = store.identity
      await reopen()
      expect(store.identity).toEqual(before)
      expect(before.epoch.length).toBe(16)
    })

    describe('accounts', () => {
      test('an account is found by its name, its credentials and its id', async () => {
        const user = await createAccount('ada')
        const account = { user, username: 'ada', displayName: 'ADA' }
        expect(await store.accounts.account(user)).toEqual(account)
        expect(await store.accounts.credentials('ada')).toEqual({ ...account, passwordHash: 'hash of ada' })
        expect(await store.accounts.credentials('bob')).toBeUndefined()
      })

      test('a username is given once; names that look like SQL are names', async () => {
        const odd = `x'; DROP TABLE users; --`
        await createAccount(odd)
        const again = { user: randomId(userId, random), username: odd, displayName: 'x', passwordHash: 'x' }
        expect(await store.accounts.createAccount({ ...again, created: now })).toMatchObject({
          failure: { kind: 'username-taken' },
        })
        expect(await store.accounts.credentials(odd)).toMatchObject({ username: odd })
      })

      test('[AU6] a device belongs to the account that first had it', async () => {
        const ada = await createAccount('ada')
        const bob = await createAccount('bob')
        const device = await createDevice(ada)
        const taken = await store.accounts.saveDevice({ device, user: bob, name: 'mine now', now })
        expect(taken).toMatchObject({ failure: { kind: 'device-taken' } })
        expect(await store.accounts.activeDevice(device)).toEqual({ user: ada })
      })

      const hashOf = (number: number): Uint8Array => new Uint8Array(32).fill(number)
      const family = new Uint8Array(16).fill(9)
      const token = (number: number): { readonly hash: Uint8Array; readonly expires: typeof later } => ({
        hash: hashOf(number),
        expires: later,
      })

      test('[AU3] a refresh token is good once; using it again ends its family', async () => {
        const user = await createAccount('ada')
        const device = await createDevice(user)
        await store.accounts.startRefresh({ ...token(1), family, device, now })
        expect(await store.accounts.rotateRefresh(hashOf(1), token(2), now)).toEqual({
          ok: true,
          value: { user, device },
        })
        await reopen()
        expect(await store.accounts.rotateRefresh(hashOf(1), token(3), now)).toMatchObject({
          failure: { kind: 'reused', user, device },
        })
        for (const number of [1, 2, 3]) {
          expect(await store.accounts.rotateRefresh(hashOf(number), token(4), now)).toMatchObject({
            failure: { kind: 'unknown' },
          })
        }
      })

      test('a refresh token expires, and a new sign-in ends those before it', async () => {
        const device = await createDevice(await createAccount('ada'))
        await store.accounts.startRefresh({ ...token(1), family, device, now })
        expect(await store.accounts.rotateRefresh(hashOf(1), token(2), later)).toMatchObject({
          failure: { kind: 'expired' },
        })
        await store.accounts.startRefresh({ ...token(5), family: hashOf(8), device, now })
        expect(await store.accounts.rotateRefresh(hashOf(1), token(2), now)).toMatchObject({
          failure: { kind: 'unknown' },
        })
      })

      test('[AU7] signing out ends the device until it signs in again', async () => {
        const user = await createAccount('ada')
        const device = await createDevice(user)
        await store.accounts.startRefresh({ ...token(1), family, device, now })
        expect(await store.accounts.signOut(hashOf(1))).toBe(device)
        expect(await store.accounts.signOut(hashOf(1))).toBeUndefined()
        expect(await store.accounts.activeDevice(device)).toBeUndefined()
        orThrow(await store.accounts.saveDevice({ device, user, name: 'laptop', now }))
        expect(await store.accounts.activeDevice(device)).toEqual({ user })
      })

      test('signing keys are kept, newest first', async () => {
        await store.accounts.addSigningKey({ kid: 'old', jwk: '{}', created: now })
        await store.accounts.addSigningKey({ kid: 'new', jwk: '{}', created: later })
        expect((await store.accounts.signingKeys()).map(({ kid }) => kid)).toEqual(['new', 'old'])
      })
    })

    describe('directory', () => {
      test('a workspace name is given once, whatever its case', async () => {
        const ada = await createAccount('ada')
        await createWorkspace('Café', ada)
        const again = { id: randomId(workspaceId, random), name: 'CAFÉ', owner: ada, channels: [] }
        expect(await store.directory.createWorkspace(again)).toMatchObject({
          failure: { kind: 'name-taken' },
        })
      })

      test('everybody sees open workspaces, members their inside', async () => {
        const ada = await createAccount('ada')
        const bob = await createAccount('bob')
        const { workspace } = await createWorkspace('Quay', ada)
        expect(await store.directory.openWorkspaces(bob)).toEqual([
          { id: workspace, name: 'Quay', joined: false, members: 1 },
        ])
        expect(await store.directory.changesSince(bob, 0)).toMatchObject({ changes: [] })
        expect(await store.directory.join(workspace, bob, 'member')).toEqual({ ok: true, value: true })
        expect(await store.directory.join(workspace, bob, 'member')).toEqual({ ok: true, value: false })
        expect(await store.directory.role(workspace, ada)).toBe('owner')
        expect(await store.directory.role(workspace, bob)).toBe('member')
        expect(await store.directory.workspacesOf(bob)).toEqual([workspace])
        expect(await store.directory.join(randomId(workspaceId, random), bob, 'member')).toMatchObject({
          failure: { kind: 'not-found' },
        })
      })

      test('joining again never lowers a role, but may raise it', async () => {
        const ada = await createAccount('ada')
        const { workspace } = await createWorkspace('Quay')
        expect(await store.directory.hasOwner(workspace)).toBe(false)
        orThrow(await store.directory.join(workspace, ada, 'member'))
        orThrow(await store.directory.join(workspace, ada, 'owner'))
        orThrow(await store.directory.join(workspace, ada, 'guest'))
        expect(await store.directory.role(workspace, ada)).toBe('owner')
        expect(await store.directory.hasOwner(workspace)).toBe(true)
      })

      test('[DI1] changes since a version are what is newer; a joined workspace comes whole', async () => {
        const ada = await createAccount('ada')
        const { workspace, general } = await createWorkspace('Quay', ada)
        const first = await store.directory.changesSince(ada, 0)
        expect(first.changes.map(({ kind }) => kind)).toEqual(['workspace', 'channel', 'member'])
        expect(first.newlyReadable).toEqual([general])
        expect((await store.directory.changesSince(ada, first.version)).changes).toEqual([])

        const random2 = randomId(conversationId, random)
        orThrow(await store.directory.createChannel({ id: random2, workspace, name: 'random', topic: 'any' }))
        const second = await store.directory.changesSince(ada, first.version)
        expect(second.changes).toEqual([
          { kind: 'channel', id: random2, workspace, name: 'random', topic: 'any' },
        ])
        expect(second.newlyReadable).toEqual([random2])

        const bob = await createAccount('bob')
        orThrow(await store.directory.join(workspace, bob, 'member'))
        const whole = await store.directory.changesSince(bob, second.version)
        expect(whole.changes.length).toBe(5)
        expect(new Set(whole.newlyReadable)).toEqual(new Set([general, random2]))
        const third = await store.directory.changesSince(ada, second.version)
        expect(third.changes).toMatchObject([{ kind: 'member', user: bob, username: 'bob' }])
        expect((await store.directory.changesSince(ada, third.version + 1_000)).changes.length).toBe(5)
      })

      test('a channel name is given once in a workspace', async () => {
        const { workspace } = await createWorkspace('Quay')
        const general = { id: randomId(conversationId, random), workspace, name: 'general', topic: '' }
        expect(await store.directory.createChannel(general)).toMatchObject({
          failure: { kind: 'name-taken' },
        })
        const elsewhere = { ...general, workspace: randomId(workspaceId, random) }
        expect(await store.directory.createChannel(elsewhere)).toMatchObject({
          failure: { kind: 'not-found' },
        })
      })
    })

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
      const device = randomId(deviceId, random)
      const seqs = (entries: ReadonlyArray<{ readonly seq: number }>): ReadonlyArray<number> =>
        entries.map(({ seq }) => seq)

      test('a new log is empty', async () => {
        const { workspace, general } = await createWorkspace('Quay')
        expect(await store.logs.log(general)).toEqual({
          conversation: general,
          workspace,
          seq: 0,
          head: emptyHead,
          newestSegment: -1,
          time: 0,
        })
        expect(await store.logs.nextCounter(general, device)).toBe(0)
        expect(await store.logs.log(randomId(conversationId, random))).toBeUndefined()
      })

      test('[LG2][LG3] what was appended is there after a reopen, in order', async () => {
        const { general } = await createWorkspace('Quay')
        orThrow(await store.logs.append([write(general, [entry(1, device), entry(2, device)])]))
        orThrow(await store.logs.append([write(general, [entry(3, device)])]))
        await reopen()
        const all = await store.logs.entries(general, { segment: undefined, after: 0, upTo: 9 }, 1_000)
        expect(seqs(all)).toEqual([1, 2, 3])
        expect(all[2]).toEqual({
          seq: 3,
          head: entry(3, device).head,
          time: now + 3,
          bytes: entry(3, device).bytes,
        })
        expect(await store.logs.log(general)).toMatchObject({ seq: 3, newestSegment: 0, time: now + 3 })
        expect(await store.logs.headAt(general, 2)).toEqual(entry(2, device).head)
        expect(await store.logs.headAt(general, 4)).toBeUndefined()
        expect(await store.logs.nextCounter(general, device)).toBe(3)
        expect(await store.logs.entryByCounter(general, device, 1)).toMatchObject({ seq: 2 })
        expect(await store.logs.entryByCounter(general, device, 3)).toBeUndefined()
      })

      test('a write that comes second is a conflict and leaves nothing, in no conversation', async () => {
        const { general } = await createWorkspace('Quay')
        const { general: other } = await createWorkspace('Pier')
        orThrow(await store.logs.append([write(general, [entry(1, device)])]))
        const writes = [write(other, [entry(1, device)]), write(general, [entry(1, device)])]
        expect(await store.logs.append(writes)).toEqual({
          ok: false,
          failure: { kind: 'conflict', conversation: general },
        })
        expect(await store.logs.log(other)).toMatchObject({ seq: 0 })
        const nowhere = write(randomId(conversationId, random), [entry(1, device)])
        expect(await store.logs.append([nowhere])).toMatchObject({ failure: { kind: 'conflict' } })
      })

      test('entries are read by segment, claims apart, and in parts', async () => {
        const { general } = await createWorkspace('Quay')
        const entries = [
          entry(1, device, { segment: 'claims' }),
          entry(2, device, { segment: 0 }),
          entry(3, device, { segment: 1 }),
          entry(4, device, { segment: 0 }),
        ]
        orThrow(await store.logs.append([{ ...write(general, entries), newestSegment: 1 }]))
        const read = async (
          segment: number | 'claims' | undefined,
          after: number,
          upTo: number,
          max = 1_000,
        ) => seqs(await store.logs.entries(general, { segment, after, upTo }, max))
        expect(await read('claims', 0, 4)).toEqual([1])
        expect(await read(0, 0, 4)).toEqual([2, 4])
        expect(await read(0, 2, 4)).toEqual([4])
        expect(await read(0, 0, 3)).toEqual([2])
        expect(await read(undefined, 0, 4, 25)).toEqual([1, 2])
        expect(await read(undefined, 2, 4, 1)).toEqual([3])
        expect(await read(undefined, 4, 4)).toEqual([])
        expect(await store.logs.log(general)).toMatchObject({ newestSegment: 1 })
      })

      test('claims and clocks are what the last write said', async () => {
        const { general } = await createWorkspace('Quay')
        const user = randomId(userId, random)
        const other = randomId(deviceId, random)
        const claim = (client: number, by: DeviceId, seq: number) =>
          ({ client, device: by, user, gateway: false, seq }) as const
        orThrow(
          await store.logs.append([
            {
              ...write(general, [entry(1, device), entry(2, device)]),
              claims: [claim(2 ** 53 - 1, device, 1), claim(7, device, 2)],
              clocks: [{ segment: 0, client: 7, next: 3 }],
            },
          ]),
        )
        orThrow(
          await store.logs.append([
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
        expect(await store.logs.claim(general, 7)).toEqual({ client: 7, device, user, gateway: false })
        expect(await store.logs.claim(general, 2 ** 53 - 1)).toMatchObject({ device })
        expect(await store.logs.claim(general, 9)).toBeUndefined()
        expect(await store.logs.clientOf(general, device)).toBe(7)
        expect(await store.logs.clientOf(general, other)).toBeUndefined()
        expect(await store.logs.nextClock(general, 0, 7)).toBe(5)
        expect(await store.logs.nextClock(general, 2, 7)).toBe(0)
        expect(await store.logs.opCount(general, 0)).toBe(7)
        expect(await store.logs.opCount(general, 2)).toBe(0)
      })

      test('readable logs are those of the user’s workspaces, the one written to last first', async () => {
        const ada = await createAccount('ada')
        const { workspace, general } = await createWorkspace('Quay', ada)
        await createWorkspace('Pier')
        const second = randomId(conversationId, random)
        orThrow(await store.directory.createChannel({ id: second, workspace, name: 'second', topic: '' }))
        orThrow(await store.logs.append([write(general, [entry(1, device)])]))
        orThrow(await store.logs.append([write(second, [entry(1, device, { time: millis(now + 50) })])]))
        const logs = await store.logs.readableLogs(ada)
        expect(logs.map(({ conversation }) => conversation)).toEqual([second, general])
        expect(logs[0]).toEqual(await store.logs.log(second))
      })
    })

    describe('imports', () => {
      test('people become placeholders once, and an admin’s match shows', async () => {
        const ada = await createAccount('ada')
        const { workspace } = await createWorkspace('Quay', ada)
        const before = await store.directory.changesSince(ada, 0)
        const person = (source: string) => ({
          source,
          name: `name of ${source}`,
          user: randomId(userId, random),
        })
        const people = [person('U1'), person('U2'), { ...person('U1') }]
        expect(await store.imports.ensurePeople(workspace, people, now)).toBe(2)
        expect(await store.imports.ensurePeople(workspace, [person('U2'), person('U3')], now)).toBe(1)
        const found = await store.imports.people(workspace, ['U1', 'U2', 'U9'])
        expect([...found.keys()]).toEqual(['U1', 'U2'])
        expect(found.get('U1')).toBe(people[0]?.user)
        const after = await store.directory.changesSince(ada, before.version)
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
        orThrow(await store.directory.matchPlaceholder(workspace, placeholder, ada))
        const matched = await store.directory.changesSince(ada, after.version)
        expect(matched.changes).toMatchObject([{ user: placeholder, placeholder: true, matched: ada }])
        for (const [who, account] of [
          [ada, ada],
          [placeholder, placeholder],
          [placeholder, await createAccount('eve')],
        ] as const) {
          expect(await store.directory.matchPlaceholder(workspace, who, account)).toMatchObject({
            failure: { kind: 'not-found' },
          })
        }
        expect((await store.directory.openWorkspaces(ada))[0]?.members).toBe(1)
        const nowhere = randomId(workspaceId, random)
        expect(await store.imports.ensurePeople(nowhere, [person('U1')], now)).toBeUndefined()
      })

      test('a channel is made once by its source, or taken over by its name', async () => {
        const { workspace, general } = await createWorkspace('Quay')
        const ensure = (source: string, title: string) =>
          store.imports.ensureChannel({
            workspace,
            source,
            name: title,
            topic: 'old days',
            id: randomId(conversationId, random),
          })
        expect(await ensure('C1', 'general')).toEqual({ id: general, created: false })
        expect(await ensure('C1', 'general')).toEqual({ id: general, created: false })
        const other = await ensure('C2', 'general')
        expect(other?.created).toBe(true)
        expect(other?.id).not.toBe(general)
        expect(await ensure('C2', 'general')).toEqual({ id: other?.id, created: false })
      })

      test('imported messages are known as soon as their entries are, and only then', async () => {
        const { general } = await createWorkspace('Quay')
        const device = randomId(deviceId, random)
        const imported = {
          conversation: general,
          newestSegment: 0,
          claims: [],
          clocks: [],
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
        }
        const late = { ...imported, after: 4, entries: [{ ...one, seq: 5 }] }
        expect((await store.logs.append([late])).ok).toBe(false)
        expect(await store.imports.importedMessages(general, ['1.0'])).toEqual(new Set())
        orThrow(await store.logs.append([{ ...imported, after: 0, entries: [one] }]))
        await reopen()
        expect(await store.imports.importedMessages(general, ['0.0', '1.0', '2.0'])).toEqual(
          new Set(['1.0', '2.0']),
        )
      })
    })
  })
}
