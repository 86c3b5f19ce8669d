import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { archiveKey, archiveValue } from '../../core/engine/personal/archive.ts'
import { levelKey } from '../../core/engine/personal/levels.ts'
import type { NotifyLevel } from '../../core/protocol/directory.ts'
import { beginSealed, createWorld, type Device, directIn, link, write } from '../support/own-devices.ts'
import { opId, type WorkspaceId } from '../../core/protocol/ids.ts'
import { dmConversationId } from '../../core/sealed/conversation-id.ts'
import { until } from '../support/until.ts'

const allOf = (device: Device, workspace: WorkspaceId): Readonly<Record<string, string>> =>
  Object.fromEntries(device.engine().personal(workspace).all.read())
const has = (
  device: Device,
  workspace: WorkspaceId,
  wanted: Readonly<Record<string, string>>,
): Promise<unknown> =>
  until(device.engine().personal(workspace).all, (all) =>
    Object.entries(wanted).every(([key, value]) => (all.get(key) ?? '') === value),
  )
const set = async (device: Device, workspace: WorkspaceId, key: string, value?: string): Promise<void> =>
  orThrow(await device.engine().personal(workspace).set(key, value))

test('[CS18] [PS2] [PS8] [RE19] two devices of a person have the same settings and drafts, the relay none of them', async () => {
  const { relay, workspace, start } = await createWorld()
  const traffic: Array<Uint8Array> = []
  const ada = await start('ada', {
    watch: (place, what) => {
      if (place === 'traffic' && what instanceof Uint8Array) traffic.push(what)
    },
  })
  // The notes are begun by the first setting.
  await set(ada, workspace, 'star/1', 'needle of ada')
  const fresh = await start('ada', { deviceName: 'New laptop' })
  await until(fresh.linking.linked, (linked) => linked === false)
  // Not linked yet: what is set here waits, over a restart too.
  await set(fresh, workspace, 'star/2', 'from the new one')
  await fresh.restartEngine()
  await has(fresh, workspace, { 'star/2': 'from the new one' })
  await link(ada, fresh)
  const both = { 'star/1': 'needle of ada', 'star/2': 'from the new one' }
  for (const device of [ada, fresh]) await has(device, workspace, both)
  // One is away: each changes something, and the later word for a key wins.
  await fresh.stopEngine()
  await set(ada, workspace, 'star/1')
  await set(ada, workspace, 'star/3', 'while the other was away')
  await fresh.restartEngine()
  const after = { 'star/1': '', 'star/2': 'from the new one', 'star/3': 'while the other was away' }
  for (const device of [ada, fresh]) await has(device, workspace, after)
  expect(allOf(fresh, workspace)).toEqual(allOf(ada, workspace))
  // A draft is on the other device once this one leaves the conversation.
  const notes = dmConversationId(workspace, ada.account.user, ada.account.user)
  const here = await ada.open(notes)
  here.setDraft('half a needle')
  const root = opId('1'.repeat(32))
  here.setDraft('a needle for a thread', root)
  here.close()
  const there = await fresh.open(notes)
  await until(there.view, ({ draft }) => draft === 'half a needle')
  await until(there.view, ({ threadDrafts }) => threadDrafts.get(root) === 'a needle for a thread')
  // Taken back here, it goes there at once.
  there.setDraft('', root)
  await until(
    (await ada.open(notes)).view,
    ({ draft, threadDrafts }) => draft !== '' && threadDrafts.size === 0,
  )
  // Without a network they are there again as they were.
  await fresh.stopEngine()
  await relay.close()
  await fresh.restartEngine()
  await has(fresh, workspace, after)
  // No message of it anywhere, and nothing that the relay could read.
  expect(there.view.read().messages).toEqual([])
  expect(traffic.length).toBeGreaterThan(3)
  for (const bytes of traffic) expect(Buffer.from(bytes).includes('needle')).toBe(false)
})

test('[PS20] what is muted on one device is muted on the others, a direct message too, and after a start without a network', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, ben] = [await start('ada'), await start('ben')]
  const dm = await beginSealed(ada, workspace, ben)
  await write(ada, dm, 'Do you hear me?')
  const phone = await start('ada', { deviceName: 'Phone' })
  await link(ada, phone)
  const levelIs = (device: Device, level: NotifyLevel): Promise<unknown> =>
    until(device.engine().directory, () => directIn(device, dm)?.level === level)
  // While one of them is away.
  await phone.stopEngine()
  await set(ada, workspace, levelKey(dm), 'none')
  await levelIs(ada, 'none')
  await phone.restartEngine()
  await levelIs(phone, 'none')
  await set(phone, workspace, levelKey(dm), 'mentions')
  await levelIs(ada, 'mentions')
  await ada.stopEngine()
  await relay.close()
  await ada.restartEngine()
  expect(directIn(ada, dm)?.level).toBe('mentions') // at once: nothing is told of it meanwhile
})

test('[PS21] what is archived on one device is archived on the others, and one message brings it back on all of them for good', async () => {
  const { workspace, start } = await createWorld()
  const [ada, ben] = [await start('ada'), await start('ben')]
  const dm = await beginSealed(ada, workspace, ben)
  await write(ada, dm, 'Do you hear me?')
  const atBen = await ben.open(dm)
  orThrow(await atBen.post('I do'))
  const phone = await start('ada', { deviceName: 'Phone' })
  await link(ada, phone)
  const both = [ada, phone]
  const isArchived = (device: Device, archived: boolean): Promise<unknown> =>
    until(device.engine().directory, () => (directIn(device, dm)?.archived === true) === archived)
  for (const device of both)
    await until(device.engine().directory, () => (directIn(device, dm)?.newest ?? 0) > 0)
  // By the one that has not read what was written before it was linked: it stays so where that is known.
  await set(phone, workspace, archiveKey(dm), archiveValue(directIn(phone, dm)?.newest))
  for (const device of both) await isArchived(device, true)
  await set(phone, workspace, archiveKey(dm))
  for (const device of both) await isArchived(device, false)
  // While one of them is away.
  await phone.stopEngine()
  await set(ada, workspace, archiveKey(dm), archiveValue(directIn(ada, dm)?.newest))
  await isArchived(ada, true)
  await phone.restartEngine()
  await isArchived(phone, true)
  orThrow(await atBen.post('And now?'))
  for (const device of both) await isArchived(device, false)
  for (const device of both) await has(device, workspace, { [archiveKey(dm)]: '' })
  await set(phone, workspace, levelKey(dm), 'none')
  await until(ada.engine().directory, () => directIn(ada, dm)?.level === 'none')
  expect(directIn(ada, dm)).not.toHaveProperty('archived')
})

test('[LK16] what a device set before it was linked goes up once it is in the list, though its keys came before', async () => {
  const { workspace, start } = await createWorld()
  const ada = await start('ada')
  await set(ada, workspace, 'star/1', 'of ada')
  let enter = (): void => undefined
  const mayEnter = new Promise<void>((resolve) => (enter = resolve))
  const fresh = await start('ada', {
    deviceName: 'New laptop',
    fetch: async (url, options) => {
      if (url.endsWith('/v1/keys/list') && options.method === 'PUT') await mayEnter
      return fetch(url, options)
    },
  })
  const notes = dmConversationId(workspace, ada.account.user, ada.account.user)
  const refusals = (): number => fresh.reports.filter(({ kind }) => kind === 'append-refused').length
  await fresh.open(notes)
  await set(fresh, workspace, 'star/2', 'from the new one')
  await expect.poll(refusals).toBe(1)
  const linking = link(ada, fresh)
  // The keys are here: all is read anew, and sent again, before the list names the device.
  await expect.poll(refusals).toBe(2)
  enter()
  await linking
  await has(ada, workspace, { 'star/2': 'from the new one' })
})
