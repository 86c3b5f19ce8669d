/** Several devices of the same people, each the whole app but its screens, on a relay of their own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { Direct, OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { createKeyModels } from '../../renderer/engine/key-models.ts'
import type { SealedModels } from '../../renderer/engine/sealed-models.ts'
import { type AppPerson, type AppPlace, appPassword, startPerson } from './app-person.ts'
import { startTestRelay, type TestRelay } from './relay.ts'
import { until } from './until.ts'

export const failed = (
  kind: string,
): { readonly ok: false; readonly failure: { readonly kind: string } } => ({ ok: false, failure: { kind } })
const ends: Array<() => Promise<void> | void> = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

export type Device = AppPerson & Pick<SealedModels, 'devices' | 'linking' | 'recovery'>
interface World {
  readonly relay: TestRelay
  readonly workspace: WorkspaceId
  /** The first device of a name registers it, each other one signs in. */
  readonly start: (username: string, more?: Partial<AppPlace>) => Promise<Device>
}

export async function createWorld(): Promise<World> {
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

export const beginSealed = async (
  person: Device,
  workspace: WorkspaceId,
  ...others: ReadonlyArray<Device>
): Promise<ConversationId> =>
  orThrow(
    await person.bridge.call('sealed.begin', {
      workspace,
      others: others.map(({ account }) => account.user),
      group: others.length > 1,
    }),
  )

type View = ReturnType<OpenConversation['view']['read']>
export const hasTexts =
  (...texts: ReadonlyArray<string>) =>
  ({ messages }: View): boolean =>
    texts.length === messages.length && texts.every((text, index) => text === messages[index]?.text)
export const isOnRelay = ({ messages }: View): boolean =>
  messages.every(({ delivery }) => delivery?.kind !== 'queued' && delivery?.kind !== 'refused')

export const directIn = (person: AppPerson, id: ConversationId): Direct | undefined =>
  person
    .engine()
    .directory.read()
    .workspaces.flatMap(({ directs }) => directs)
    .find((each) => each.id === id)

/** A conversation of two with these messages in it, all on the relay. */
export async function write(
  person: Device,
  conversation: ConversationId,
  ...texts: ReadonlyArray<string>
): Promise<OpenConversation> {
  const opened = await person.open(conversation)
  for (const text of texts) orThrow(await opened.post(text))
  await until(opened.view, isOnRelay)
  return opened
}

type Linking = Pick<Device, 'linking'>
export async function showCode(fresh: Linking): Promise<string> {
  fresh.linking.beginRequest()
  const showing = await until(fresh.linking.request, ({ kind }) => kind === 'showing')
  return showing.kind === 'showing' ? showing.code : ''
}

export async function link(old: Linking, fresh: Linking): Promise<void> {
  orThrow(await old.linking.beginRelease(appPassword))
  orThrow(await old.linking.enterCode(await showCode(fresh)))
  await until(fresh.linking.request, ({ kind }) => kind === 'asked')
  fresh.linking.confirmRequest()
  orThrow(await old.linking.confirmRelease())
  await until(fresh.linking.request, ({ kind }) => kind === 'done')
  await until(old.linking.release, ({ kind }) => kind === 'done')
}
