import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import { choicesChanged } from '../../core/engine/personal/own-choices.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { writeUpdate } from '../../core/conversation/update-writer.ts'
import { decodeEntry, encodeEntry } from '../../core/protocol/entry.ts'
import { testPost } from '../support/conversations.ts'
import { fetchAll, submit } from '../support/sealed-world.ts'
import { openSession } from '../support/socket-client.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { appPassword, type AppPerson } from '../support/app-person.ts'
import { until } from '../support/until.ts'
import { beginSealed, createWorld, directIn, hasTexts, isOnRelay, link } from '../support/own-devices.ts'

const unreadIn = (person: AppPerson, conversation: ConversationId): boolean | undefined =>
  directIn(person, conversation)?.unread

test('[CS14] [CS15] [CS16] [MK4] who has read is seen by the others and on one’s own devices, and the relay knows nothing of it', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
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
  const dm = await beginSealed(ada, workspace, bob)
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
  const group = await beginSealed(ada, workspace, bob, eve)
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

test('[PS17] who has turned read receipts off is not seen reading and sees nobody; their other device knows what was read', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const tablet = await start('bob')
  await link(bob, tablet)
  const dm = await beginSealed(ada, workspace, bob)
  const here = await ada.open(dm)
  orThrow(await here.post('hello'))
  await until(here.view, isOnRelay)
  const there = await bob.open(dm)
  await until(there.view, hasTexts('hello'))
  const personal = bob.engine().personal(workspace)
  const choose = async (hidesReading: true | undefined) => {
    for (const [key, value] of choicesChanged({ hidesReading }, millis(Date.now())))
      orThrow(await personal.set(key, value))
  }
  await choose(true)
  await until(bob.engine().directory, () => unreadIn(bob, dm) === true)
  await until(tablet.engine().directory, () => unreadIn(tablet, dm) === true)
  there.markSeen()
  const answer = orThrow(await there.post('hello you'))
  await until(here.view, hasTexts('hello', 'hello you'))
  here.markSeen()
  await bob.restartEngine() // which says what is gathered
  await until(tablet.engine().directory, () => unreadIn(tablet, dm) === false)
  expect(here.view.read().seen).toBeUndefined()
  const again = await bob.open(dm)
  await until(again.view, hasTexts('hello', 'hello you'))
  orThrow(await here.post('how are you?')) // it brings Ada's mark along, sealed
  await until(again.view, hasTexts('hello', 'hello you', 'how are you?'))
  expect(again.view.read().seen).toBeUndefined()
  const on = bob.engine().personal(workspace)
  for (const [key, value] of choicesChanged({ hidesReading: undefined }, millis(Date.now())))
    orThrow(await on.set(key, value))
  await until(again.view, ({ seen }) => seen?.message === answer)
  const database = new DatabaseSync(path.join(relay.folder, 'relay.db'), { readOnly: true })
  expect(database.prepare('SELECT count(*) AS marks FROM marks').get()).toEqual({ marks: 0 })
  database.close()
})
