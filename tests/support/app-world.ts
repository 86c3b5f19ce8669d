/** People whose apps talk over a real relay. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { Direct, OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { type AppPerson, startPerson } from './app-person.ts'
import { startTestRelay, type TestRelay } from './relay.ts'

export interface AppWorld {
  readonly relay: TestRelay
  readonly workspace: WorkspaceId
  readonly start: (username: string) => Promise<AppPerson>
}

/** People with an app each on a real relay, in one workspace. Goes away with the test. */
export async function createAppWorld(): Promise<AppWorld> {
  const ends: Array<() => Promise<void> | void> = []
  onTestFinished(async () => {
    for (const end of ends.toReversed()) await end()
  })
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

/** Begins a direct message, or a group with more than one other. */
export const beginSealed = async (
  person: AppPerson,
  workspace: WorkspaceId,
  ...others: ReadonlyArray<AppPerson>
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
  messages.every(({ delivery }) => delivery === undefined || delivery.kind === 'relay')

export const directIn = (person: AppPerson, id: ConversationId): Direct | undefined =>
  person
    .engine()
    .directory.read()
    .workspaces.flatMap(({ directs }) => directs)
    .find((each) => each.id === id)
