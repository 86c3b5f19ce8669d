/** A program that holds keys, on a real relay. */
import path from 'node:path'
import { orThrow } from '../../core/base/defect.ts'
import type { OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { openSealedClient, type SealedClientOptions } from '../../headless/open-sealed-client.ts'
import type { SealedClient } from '../../headless/sealed-client.ts'
import type { SealedRoom } from '../../headless/sealed-room.ts'
import { appPassword } from './app-person.ts'
import { createWorld, type Device, hasTexts } from './own-devices.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { until } from './until.ts'

/** What the guide's examples import. */
export const robotImports = new Map<string, object>([
  ["import { openSealedClient } from './headless/open-sealed-client.ts'", { openSealedClient }],
])

type World = Awaited<ReturnType<typeof createWorld>>

export interface RobotWorld extends World {
  readonly options: SealedClientOptions
  readonly robot: SealedClient
}

/** A client with keys, whose account is in the workspace. */
export async function setupRobot(): Promise<RobotWorld> {
  const world = await createWorld()
  const options = {
    folder: path.join(temporaryFolder(), 'robot'),
    server: world.relay.url,
    username: 'robot',
    passphrase: appPassword,
    signUp: { displayName: 'Robot' },
    report: () => undefined,
  } satisfies SealedClientOptions
  const robot = orThrow(await openSealedClient(options))
  orThrow(await robot.main.call('directory.joinWorkspace', { workspace: world.workspace }))
  await until(robot.keys, (keys) => keys === 'ready')
  await until(robot.directory, ({ workspaces }) => workspaces.length === 1)
  return { ...world, options, robot }
}

export const hasText =
  (...texts: ReadonlyArray<string>) =>
  (messages: ReadonlyArray<{ readonly text: string }>): boolean =>
    texts.join('\n') === messages.map(({ text }) => text).join('\n')
export const areOut = (messages: ReturnType<SealedRoom['messages']['read']>): boolean =>
  messages.every(({ delivery }) => delivery === 'relay')

/** The robot's direct message with Ada, from both sides. */
export async function talk(
  robot: SealedClient,
  ada: Device,
  workspace: Parameters<SealedClient['direct']>[0],
): Promise<{ readonly room: SealedRoom; readonly there: OpenConversation }> {
  const room = orThrow(await robot.direct(workspace, ada.account.user))
  orThrow(await room.send('hello ada'))
  const there = await ada.open(idOf(room))
  await until(there.view, hasTexts('hello ada'))
  return { room, there }
}

export function isSealedClient(made: unknown): made is SealedClient {
  return typeof made === 'object' && made !== null && 'sealed' in made
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a room's id is its conversation's
export const idOf = ({ id }: SealedRoom): ConversationId => id as ConversationId
