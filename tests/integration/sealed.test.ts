import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { writeUpdate } from '../../core/conversation/update-writer.ts'
import { decodeEntry, encodeEntry } from '../../core/protocol/entry.ts'
import { testPost } from '../support/conversations.ts'
import { fetchAll, submit } from '../support/sealed-world.ts'
import { openSession } from '../support/socket-client.ts'
import type { OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { appPassword, type AppPerson, startPerson } from '../support/app-person.ts'
import { createPeopleModel } from '../../renderer/engine/engine-people.ts'
import { startTestRelay, type TestRelay } from '../support/relay.ts'
import { until } from '../support/until.ts'

const ends: Array<() => Promise<void> | void> = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

interface World {
  readonly relay: TestRelay
  readonly workspace: WorkspaceId
  readonly start: (username: string) => Promise<AppPerson>
}

async function createWorld(): Promise<World> {
  const relay = await startTestRelay()
  ends.push(relay.close)
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-sealed-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  let workspace: WorkspaceId | undefined
  const start = async (username: string): Promise<AppPerson> => {
    const person = await startPerson({ relay: relay.url, folder, username })
    ends.push(person.close)
    if (workspace === undefined) {
      workspace = orThrow(await person.bridge.call('directory.createWorkspace', { name: 'Office' }))
    } else await person.bridge.call('directory.joinWorkspace', { workspace })
    await person.knows(workspace)
    return person
  }
  const first = await start('founder')
  if (workspace === undefined) throw new Error('no workspace')
  await first.stopEngine()
  return { relay, workspace, start }
}

const begin = async (person: AppPerson, workspace: WorkspaceId, ...others: ReadonlyArray<AppPerson>) =>
  orThrow(
    await person.bridge.call('sealed.begin', {
      workspace,
      others: others.map(({ account }) => account.user),
      group: others.length > 1,
    }),
  )

type View = ReturnType<OpenConversation['view']['read']>
const hasTexts =
  (...texts: ReadonlyArray<string>) =>
  ({ messages }: View): boolean =>
    texts.length === messages.length && texts.every((text, index) => text === messages[index]?.text)
const isOnRelay = ({ messages }: View): boolean =>
  messages.every(({ delivery }) => delivery === undefined || delivery.kind === 'relay')

test('[CS2] [CS7] what one writes in a direct message the other reads, and the relay holds no word of it', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  const here = await ada.open(dm)
  orThrow(await here.post('a secret walnut'))
  await until(here.view, (view) => hasTexts('a secret walnut')(view) && isOnRelay(view))
  const there = await bob.open(dm)
  await until(there.view, hasTexts('a secret walnut'))
  orThrow(await there.post('and an answer'))
  await until(here.view, hasTexts('a secret walnut', 'and an answer'))
  await relay.restart()
  const database = new DatabaseSync(path.join(relay.folder, 'relay.db'), { readOnly: true })
  const bodies = database.prepare('SELECT body FROM entries').all()
  database.close()
  expect(bodies.length).toBeGreaterThan(4)
  for (const { body } of bodies) {
    expect(body instanceof Uint8Array && Buffer.from(body).includes('walnut')).toBe(false)
    expect(body).toBeInstanceOf(Uint8Array)
  }
})

test('[CS9] a direct message that is begun and written offline goes up when the relay is back', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  orThrow(await ada.bridge.call('sealed.begin', { workspace, others: [bob.account.user], group: true }))
  await relay.close()
  const dm = await begin(ada, workspace, bob)
  const here = await ada.open(dm)
  orThrow(await here.post('written in a tunnel'))
  await until(here.view, hasTexts('written in a tunnel'))
})

test('[CS3] a window that ends with entries under way sends them once', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  const here = await ada.open(dm)
  for (let count = 0; count < 5; count++) orThrow(await here.post(`message ${count}`))
  await ada.restartEngine()
  const again = await ada.open(dm)
  const texts = Array.from({ length: 5 }, (_, count) => `message ${count}`)
  await until(again.view, (view) => hasTexts(...texts)(view) && isOnRelay(view))
  const there = await bob.open(dm)
  await until(there.view, hasTexts(...texts))
})

test(
  '[SO2] [CS10] in a group, whoever comes in reads from there on, and whoever is taken out no further',
  { timeout: 120_000 },
  async () => {
    const { workspace, start } = await createWorld()
    const [ada, bob, eve] = [await start('ada'), await start('bob'), await start('eve')]
    const group = await begin(ada, workspace, bob, await start('dan'))
    const here = await ada.open(group)
    orThrow(await here.post('before eve'))
    const atBob = await bob.open(group)
    await until(atBob.view, hasTexts('before eve'))
    await until(here.view, isOnRelay) // the group has begun for Ada too: before that a change of members is refused as busy
    orThrow(
      await ada.bridge.call('sealed.changeMembers', {
        conversation: group,
        change: { kind: 'add', users: [eve.account.user] },
      }),
    )
    const atEve = await eve.open(group)
    orThrow(await here.post('with eve'))
    await until(atEve.view, hasTexts('with eve'))
    await until(atBob.view, hasTexts('before eve', 'with eve'))
    orThrow(await atEve.post('hello from eve'))
    await until(here.view, hasTexts('before eve', 'with eve', 'hello from eve'))
    orThrow(
      await ada.bridge.call('sealed.changeMembers', {
        conversation: group,
        change: { kind: 'remove', users: [bob.account.user] },
      }),
    )
    await until(ada.engine().directory, ({ workspaces }) =>
      workspaces.some(({ directs }) =>
        directs.some(({ id, members }) => id === group && members.length === 3),
      ),
    )
    orThrow(await here.post('without bob'))
    await until(atEve.view, hasTexts('with eve', 'hello from eve', 'without bob'))
    expect(atBob.view.read().messages.map(({ text }) => text)).toEqual([
      'before eve',
      'with eve',
      'hello from eve',
    ])
  },
)

const directIn = (person: AppPerson, id: ConversationId) =>
  person
    .engine()
    .directory.read()
    .workspaces.flatMap(({ directs }) => directs)
    .find((each) => each.id === id)

test('[CS12] the name of a group and when it was written in are in the list, over a restart too', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const group = await begin(ada, workspace, bob, await start('dan'))
  const here = await ada.open(group)
  orThrow(await here.rename('Boat crew'))
  await until(ada.engine().directory, () => directIn(ada, group)?.name === 'Boat crew')
  await until(bob.engine().directory, () => directIn(bob, group)?.name === 'Boat crew')
  expect(directIn(bob, group)?.writtenAt).toBeUndefined()
  const before = Date.now()
  orThrow(await here.post('who rows?'))
  await until(bob.engine().directory, () => (directIn(bob, group)?.writtenAt ?? 0) >= before)
  await bob.restartEngine()
  expect(directIn(bob, group)).toMatchObject({ name: 'Boat crew', unread: true })
  expect(directIn(bob, group)?.writtenAt).toBeGreaterThanOrEqual(before)
})

test('[CS13] that somebody writes is seen by the others, and sealed on the way', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  const here = await ada.open(dm)
  orThrow(await here.post('hello'))
  const there = await bob.open(dm)
  await until(there.view, hasTexts('hello'))
  here.typing(true)
  await until(there.view, ({ typing }) => typing.includes(ada.account.user))
  here.typing(false)
  await until(there.view, ({ typing }) => typing.length === 0)
})

test('[CS17] whoever is added to a group learns what it is called, and finds what is written in it from then on', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob, eve] = [await start('ada'), await start('bob'), await start('eve')]
  const { begin: beginGroup, change } = createPeopleModel(ada.bridge, ada.engine())
  const group = orThrow(await beginGroup(workspace, [bob.account.user], '#boat-crew'))
  const here = await ada.open(group)
  orThrow(await here.post('before you came'))
  await until(here.view, isOnRelay)
  await until(bob.engine().directory, () => directIn(bob, group)?.name === '#boat-crew')
  orThrow(await change(group, { kind: 'add', users: [eve.account.user] }))
  await until(eve.engine().directory, () => directIn(eve, group)?.name === '#boat-crew')
  orThrow(await here.post('who rows on Sunday?'))
  const there = await eve.open(group)
  await until(there.view, hasTexts('who rows on Sunday?'))
  const { search } = eve.engine()
  const find = async (query: string) =>
    orThrow(await search.find(query, undefined)).found.map(({ conversation, text }) => [conversation, text])
  for (const query of ['rows', 'rows in:boat-crew'])
    await expect.poll(() => find(query)).toEqual([[group, 'who rows on Sunday?']])
  expect(await find('before')).toEqual([])
})

const unreadIn = (person: AppPerson, conversation: ConversationId): boolean | undefined =>
  directIn(person, conversation)?.unread

test('[CS14] [CS15] [CS16] [MK4] who has read is seen by the others and on one’s own devices, and the relay knows nothing of it', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  const here = await ada.open(dm)
  const first = orThrow(await here.post('hello'))
  await until(here.view, isOnRelay)
  const there = await bob.open(dm)
  await until(there.view, hasTexts('hello'))
  await until(bob.engine().directory, () => unreadIn(bob, dm) === true)
  expect(here.view.read().seen).toBeUndefined()
  there.markSeen()
  // Live.
  await until(here.view, ({ seen }) => seen?.message === first && seen.by.includes(bob.account.user))
  expect(unreadIn(bob, dm)).toBe(false)
  expect(unreadIn(ada, dm)).toBe(false)
  // With what is written, into the log: it is there for who was away, and after a restart.
  await ada.stopEngine()
  orThrow(await there.post('hello you'))
  await until(there.view, isOnRelay)
  await ada.restartEngine()
  const again = await ada.open(dm)
  await until(again.view, hasTexts('hello', 'hello you'))
  expect(again.view.read().seen).toEqual({ message: first, by: [bob.account.user] })
  await ada.restartEngine()
  expect((await ada.open(dm)).view.read().seen).toEqual({ message: first, by: [bob.account.user] })
  expect(unreadIn(ada, dm)).toBe(true)
  const database = new DatabaseSync(path.join(relay.folder, 'relay.db'), { readOnly: true })
  expect(database.prepare('SELECT count(*) AS marks FROM marks').get()).toEqual({ marks: 0 })
  database.close()
})

test('[TR15] what a changed key held back goes up by itself once the key is accepted', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  const here = await ada.open(dm)
  orThrow(await here.post('hello'))
  await until(here.view, isOnRelay)
  const user = bob.account.user
  const { digits } = orThrow(await ada.bridge.call('trust.number', { user }))
  orThrow(await ada.bridge.call('trust.verify', { user, digits }))
  const other = await start('bob') // signs in on another device
  orThrow(await other.bridge.call('linking.startAnew', { password: appPassword }))
  const isBlocked = async () =>
    (await ada.bridge.call('trust.of', { conversation: dm }))?.readers.some(
      ({ verification }) => verification.kind === 'distrusted',
    )
  await expect.poll(isBlocked).toBe(true)
  orThrow(await here.post('are you bob?'))
  await until(here.view, ({ messages }) => messages.at(-1)?.delivery?.kind === 'refused')
  orThrow(await ada.bridge.call('trust.acceptKey', { user }))
  await until(here.view, isOnRelay)
})

test('[CR92] [OE2] a member who claims the clientID of another is named, and everybody sees what the other wrote', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, bob, eve] = [await start('ada'), await start('bob'), await start('eve')]
  const group = await begin(ada, workspace, bob, eve)
  const here = await ada.open(group)
  orThrow(await here.post('from ada'))
  await until(here.view, isOnRelay)
  await until((await bob.open(group)).view, hasTexts('from ada'))
  await until((await eve.open(group)).view, hasTexts('from ada'))
  await bob.stopEngine() // from here on Bob's device runs something else

  const { user, device } = bob.account
  const accessToken = orThrow(await bob.bridge.call('session.token', {}))
  const socket = await openSession(relay, { user, device, session: { accessToken } })
  const log = (await fetchAll({ socket }, group)).map(({ seq, head, time, bytes }) => {
    return { seq, head: Uint8Array.from(head), time, bytes: Uint8Array.from(bytes) }
  })
  const opened = orThrow(await bob.bridge.call('sealed.open', { conversation: group, entries: log }))
  const claimed = opened.entries.flatMap((each) => {
    const entry = each.kind === 'entry' ? orThrow(decodeEntry(each.bytes)) : undefined
    return entry?.kind === 'claim' && entry.device === ada.account.device ? [entry.client] : []
  })[0]
  if (claimed === undefined) throw new Error('Ada has claimed a clientID')
  const head = { conversation: group, device, user, segment: 0 }
  const op = encodeOp(testPost({ by: ada.account.user, text: 'I am Ada' }))
  const content = (counter: number, clock: number) =>
    encodeEntry({ kind: 'content', ...head, counter, update: writeUpdate(claimed, clock, [op]) })
  const forged = [
    encodeEntry({ kind: 'claim', ...head, counter: 0, client: claimed, gateway: false }),
    content(1, 0),
    content(2, 1),
  ]
  const sealed = orThrow(
    await bob.bridge.call('sealed.seal', { conversation: group, entries: forged, afresh: true }),
  )
  for (const { bytes } of sealed) expect((await submit(socket, bytes)).kind).toBe('ack')
  socket.close()

  orThrow(await here.post('still from ada'))
  const texts = hasTexts('from ada', 'still from ada')
  await until((await eve.open(group)).view, texts)
  await until(here.view, (view) => texts(view) && isOnRelay(view))
  for (const person of [ada, eve]) {
    expect(person.reports.map(({ kind }) => kind)).toContain('entry-skipped')
  }
})
