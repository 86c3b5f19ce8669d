/** A person as main runs for them: the whole of main over a folder of its own, with its real keys and the relay at the URL. */
import path from 'node:path'
import { orThrow } from '../../core/base/defect.ts'
import type { Account } from '../../core/bridge/contract.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'
import { startMain } from '../../headless/start-main.ts'
import type { App, AppDeps } from '../../main/app.ts'
import { systemClock, systemRandom } from '../../main/system.ts'

export interface MainPerson {
  readonly app: App
  readonly account: Account
}

export interface MainPlace {
  readonly relay: string
  readonly folder: string
  readonly username: string
  readonly tell: AppDeps['tell']
}

/** Signed up, with keys that the relay knows. */
export async function startMainPerson({ relay, folder, username, tell }: MainPlace): Promise<MainPerson> {
  const app = orThrow(
    await startMain({
      folder: path.join(folder, username),
      protector: undefined,
      fetch,
      relay,
      deviceName: 'bench',
      tell,
      report: (line) => console.error(line),
      clock: systemClock,
      random: systemRandom,
    }),
  )
  const person = { username, displayName: username, password: 'correct horse battery staple' }
  const account = orThrow(await app.bridgeAt(undefined)['session.register'](person))
  const keys = await app.bridgeAt(undefined)['keys.state']({})
  if (keys !== 'ready') throw new Error(`the keys of ${username} are ${keys}`)
  return { app, account }
}

/** A workspace of the first that the others have joined. */
export async function meet(first: MainPerson, ...others: ReadonlyArray<MainPerson>): Promise<WorkspaceId> {
  const workspace = orThrow(
    await first.app.bridgeAt(undefined)['directory.createWorkspace']({ name: 'Bench' }),
  )
  for (const { app } of others)
    orThrow(await app.bridgeAt(undefined)['directory.joinWorkspace']({ workspace }))
  return workspace
}
