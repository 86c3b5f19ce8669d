import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { everyone } from '../../core/protocol/ids.ts'
import { type AppPerson, startPerson } from '../support/app-person.ts'
import { startTestRelay } from '../support/relay.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const channelsOf = (person: AppPerson) =>
  person
    .engine()
    .directory.read()
    .workspaces.flatMap(({ channels }) => channels)

const firstChannel = async (person: AppPerson): Promise<ConversationId> => {
  const { workspaces } = await until(person.engine().directory, (view) =>
    view.workspaces.some(({ channels }) => channels.length > 0),
  )
  const id = workspaces[0]?.channels[0]?.id
  if (id === undefined) throw new Error('the relay makes #general')
  return id
}

test('[PS29] whoever joins a workspace has none of what was said there before to read, and all that comes from then on', async () => {
  const relay = await startTestRelay()
  onTestFinished(relay.close)
  const start = async (username: string): Promise<AppPerson> => {
    const person = await startPerson({ relay: relay.url, folder: temporaryFolder(), username })
    onTestFinished(person.close)
    return person
  }
  const ana = await start('ana')
  const workspace = orThrow(await ana.bridge.call('directory.createWorkspace', { name: 'Rowing' }))
  const general = await firstChannel(ana)
  const there = await ana.open(general)
  for (const text of ['years ago', '@all last week'])
    orThrow(await there.post(text, text.startsWith('@all') ? { mentions: [everyone] } : {}))
  await until(there.view, ({ messages }) => messages.every(({ delivery }) => delivery?.kind === 'relay'))

  const ben = await start('ben')
  await until(ben.engine().connection, ({ kind, syncedAt }) => kind === 'online' && syncedAt !== undefined)
  orThrow(await ben.bridge.call('directory.joinWorkspace', { workspace }))
  expect(await firstChannel(ben)).toBe(general)
  const opened = await ben.open(general)
  await until(opened.view, ({ messages }) => messages.length === 2)
  expect(channelsOf(ben).map(({ unread, unreadCount }) => [unread, unreadCount])).toEqual([
    [false, undefined],
  ])
  orThrow(await there.post('welcome'))
  await until(ben.engine().directory, () => channelsOf(ben)[0]?.unreadCount !== undefined)
  expect(channelsOf(ben)[0]?.unreadCount).toEqual({ messages: 1, replies: 0, mentions: 0 })
})
