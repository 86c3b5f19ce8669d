import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { createKeyModels } from '../../renderer/engine/key-models.ts'
import type { SealedModels } from '../../renderer/engine/sealed-models.ts'
import { type AppPerson, type AppPlace, appPassword, startPerson } from '../support/app-person.ts'
import { startTestRelay, type TestRelay } from '../support/relay.ts'
import { until } from '../support/until.ts'

const password = appPassword
const ends: Array<() => Promise<void> | void> = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

type Device = AppPerson & Pick<SealedModels, 'devices' | 'linking' | 'recovery'>
interface World {
  readonly relay: TestRelay
  readonly workspace: WorkspaceId
  /** The first device of a name registers it, each other one signs in. */
  readonly start: (username: string, more?: Partial<AppPlace>) => Promise<Device>
}

async function createWorld(): Promise<World> {
  const relay = await startTestRelay()
  ends.push(relay.close)
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-devices-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  const begin = async (username: string, more: Partial<AppPlace> = {}): Promise<Device> => {
    const person = await startPerson({ relay: relay.url, folder, username, ...more })
    ends.push(person.close)
    return { ...person, ...createKeyModels(person.bridge) }
  }
  const founder = await begin('founder')
  const workspace = orThrow(await founder.bridge.call('directory.createWorkspace', { name: 'Office' }))
  await founder.stopEngine()
  return {
    relay,
    workspace,
    start: async (username, more) => {
      const person = await begin(username, more)
      await person.bridge.call('directory.joinWorkspace', { workspace })
      await person.knows(workspace)
      return person
    },
  }
}

const begin = async (person: Device, workspace: WorkspaceId, ...others: ReadonlyArray<Device>) =>
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

/** A conversation of two with these messages in it, all on the relay. */
async function write(
  person: Device,
  conversation: ConversationId,
  ...texts: ReadonlyArray<string>
): Promise<OpenConversation> {
  const opened = await person.open(conversation)
  for (const text of texts) orThrow(await opened.post(text))
  await until(opened.view, isOnRelay)
  return opened
}

async function showCode(fresh: Device): Promise<string> {
  fresh.linking.beginRequest()
  const showing = await until(fresh.linking.request, ({ kind }) => kind === 'showing' || kind === 'failed')
  return showing.kind === 'showing' ? showing.code : showing.kind
}

async function link(old: Device, fresh: Device): Promise<void> {
  orThrow(await old.linking.beginRelease(password))
  orThrow(await old.linking.enterCode(await showCode(fresh)))
  await until(fresh.linking.request, ({ kind }) => kind === 'asked')
  fresh.linking.confirmRequest()
  orThrow(await old.linking.confirmRelease())
  await until(fresh.linking.request, ({ kind }) => kind === 'done')
  await until(old.linking.release, ({ kind }) => kind === 'done')
}

test('[LK10] [CK1] a device that is linked reads what was written before, and writes on', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  await write(ada, dm, 'one', 'two')
  const fresh = await start('ada', { deviceName: 'New laptop' })
  expect(await until(fresh.linking.linked, (linked) => linked !== undefined)).toBe(false)
  expect(fresh.linking.ways.read()).toEqual({ devices: 1, recovery: false })
  const there = await fresh.open(dm)
  expect(there.view.read().messages).toEqual([])

  await link(ada, fresh)
  expect(await until(fresh.linking.linked, (linked) => linked === true)).toBe(true)
  await until(there.view, hasTexts('one', 'two'))
  orThrow(await there.post('from the new laptop'))
  await until(there.view, isOnRelay)
  const atBob = await bob.open(dm)
  await until(atBob.view, hasTexts('one', 'two', 'from the new laptop'))
  orThrow(await atBob.post('hello both'))
  const all = ['one', 'two', 'from the new laptop', 'hello both']
  await until(there.view, hasTexts(...all))
  await until((await ada.open(dm)).view, hasTexts(...all))
  const devices = await until(ada.devices.own, (own) => own?.length === 2)
  expect(devices).toMatchObject([
    { name: "ada's device", role: 'primary', here: true },
    { name: 'New laptop', role: 'primary', here: false },
  ])
})
