import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { createCell } from '../../core/base/readable.ts'
import { createPeopleModel } from '../../renderer/engine/engine-people.ts'
import { until } from '../support/until.ts'
import { makeChannel } from '../support/new-conversations.ts'
import { beginSealed, createWorld, directIn, hasTexts, isOnRelay } from '../support/own-devices.ts'

test('[CS2] [CS7] what one writes in a direct message the other reads, and the relay holds no word of it', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
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
  const dm = await beginSealed(ada, workspace, bob)
  const here = await ada.open(dm)
  orThrow(await here.post('written in a tunnel'))
  await until(here.view, hasTexts('written in a tunnel'))
})

test('[CS3] a window that ends with entries under way sends them once', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
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
    const group = await beginSealed(ada, workspace, bob, await start('dan'))
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

test('[CS12] the name of a group and when it was written in are in the list, over a restart too', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const group = await beginSealed(ada, workspace, bob, await start('dan'))
  const here = await ada.open(group)
  orThrow(await here.describe({ name: 'Boat crew' }))
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

test('[CS24] topic and icon of a group are in the list of who is in it, over a restart too, and nothing of them at the relay', async () => {
  const { workspace, start } = await createWorld()
  const traffic: Array<Uint8Array> = []
  const ada = await start('ada', {
    watch: (place, what) => {
      if (place === 'traffic' && what instanceof Uint8Array) traffic.push(what)
    },
  })
  const bob = await start('bob')
  const group = await beginSealed(ada, workspace, bob, await start('dan'))
  const here = await ada.open(group)
  orThrow(await here.describe({ name: 'Crew', topic: 'needle of the boat', icon: '🚣' }))
  const isSaid = (topic: string | undefined, icon: string | undefined) => () =>
    directIn(bob, group)?.topic === topic && directIn(bob, group)?.icon === icon
  await until(bob.engine().directory, isSaid('needle of the boat', '🚣'))
  await bob.restartEngine()
  expect(isSaid('needle of the boat', '🚣')()).toBe(true)
  // Each by its own last word, of whoever is in it.
  const there = await bob.open(group)
  orThrow(await there.describe({ topic: 'needle of the oars' }))
  await until(ada.engine().directory, () => directIn(ada, group)?.topic === 'needle of the oars')
  orThrow(await here.describe({ icon: '' }))
  await until(bob.engine().directory, isSaid('needle of the oars', undefined))
  expect(traffic.length).toBeGreaterThan(3)
  for (const bytes of traffic) expect(Buffer.from(bytes).includes('needle')).toBe(false)
})

test('[CS13] that somebody writes is seen by the others, and sealed on the way', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
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
  orThrow(await here.describe({ topic: 'Who rows', icon: '🚣' }))
  orThrow(await change(group, { kind: 'add', users: [eve.account.user] }))
  await until(eve.engine().directory, () => directIn(eve, group)?.name === '#boat-crew')
  await until(eve.engine().directory, () => directIn(eve, group)?.icon === '🚣')
  expect(directIn(eve, group)?.topic).toBe('Who rows')
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

test('[PO25] on a managed device what is written lasts no longer than set, in sealed conversations alone, as the screen says', async () => {
  const { workspace, start } = await createWorld()
  const longestSealed = createCell(0)
  const [ada, bob] = [await start('ada', { longestSealed }), await start('bob')]
  const talk = await beginSealed(ada, workspace, bob)
  const here = await ada.open(talk)
  orThrow(await here.post('as ever'))
  const there = await bob.open(talk)
  await until(there.view, hasTexts('as ever'))
  expect(there.view.read().messages[0]).not.toHaveProperty('expiresAt')
  const lasts = async (text: string): Promise<number | undefined> => {
    orThrow(await here.post(text))
    await until(there.view, ({ messages }) => messages.at(-1)?.text === text)
    const message = there.view.read().messages.at(-1)
    return message?.expiresAt && (message.expiresAt - message.at.time) / 1_000
  }
  longestSealed.write(86_400)
  await until(here.view, ({ timer }) => timer === 86_400)
  expect(await lasts('a day')).toBe(86_400)
  orThrow(await here.setTimer(3_600))
  await until(here.view, ({ timer }) => timer === 3_600)
  expect(await lasts('an hour')).toBe(3_600)
  orThrow(await here.setTimer(2 * 86_400))
  await until(here.view, ({ timer }) => timer === 86_400)
  expect(await lasts('a day again')).toBe(86_400)
  await until(there.view, ({ timer }) => timer === 2 * 86_400)

  const open = await ada.open(await makeChannel(ada.bridge, { workspace, name: 'yard' }))
  orThrow(await open.post('to everybody'))
  await until(open.view, isOnRelay)
  expect(open.view.read()).toMatchObject({ timer: undefined, messages: [{ text: 'to everybody' }] })
  expect(open.view.read().messages[0]).not.toHaveProperty('expiresAt')
})

test('[CS19] how long messages last holds for whoever writes, over a restart too, and for who is added later', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob, eve] = [await start('ada'), await start('bob'), await start('eve')]
  const { begin: beginGroup, change } = createPeopleModel(ada.bridge, ada.engine())
  const group = orThrow(await beginGroup(workspace, [bob.account.user], 'Crew'))
  const here = await ada.open(group)
  orThrow(await here.post('stays'))
  orThrow(await here.setTimer(3_600))
  await until(here.view, isOnRelay)
  const atBob = await bob.open(group)
  await until(atBob.view, ({ timer }) => timer === 3_600)
  expect(atBob.view.read().timers).toMatchObject([{ by: ada.account.user, seconds: 3_600 }])
  await bob.restartEngine()
  const again = await bob.open(group)
  orThrow(await again.post('goes'))
  await until(here.view, hasTexts('stays', 'goes'))
  const [stays, goes] = here.view.read().messages
  expect(stays).not.toHaveProperty('expiresAt')
  expect(goes?.expiresAt).toBe((goes?.at.time ?? 0) + 3_600_000)
  orThrow(await change(group, { kind: 'add', users: [eve.account.user] }))
  const atEve = await eve.open(group)
  await until(atEve.view, ({ timer }) => timer === 3_600)
  expect(here.view.read().timers).toHaveLength(1)
  orThrow(await atEve.setTimer(0))
  await until(here.view, ({ timer, timers }) => timer === undefined && timers.length === 2)
  orThrow(await here.post('stays too'))
  expect(here.view.read().messages.at(-1)).not.toHaveProperty('expiresAt')
})
