/** People beside the one whose screens are looked at, each the app without screens: they come, write and go as a walk needs them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { createKeyModels } from '../../renderer/engine/key-models.ts'
import { startPerson } from './app-person.ts'
import type { Device } from './own-devices.ts'
import { until } from './until.ts'

/** What they are called; usernames are the same everywhere. */
export interface CompanyNames {
  readonly ana: string
  readonly ben: string
  readonly cem: string
  readonly workspace: string
  /** Of each device that is not the page's. */
  readonly device: string
}

export const usernames = { ana: 'zhuk', ben: 'lis', cem: 'sova' } as const

export interface Company {
  readonly names: CompanyNames
  /** The first device of the one whose screens are looked at: she made the workspace. */
  readonly ana: Device
  readonly workspace: WorkspaceId
  readonly general: ConversationId
  readonly ben: Device
  readonly cem: Device
  /** Another device of one of them. */
  readonly another: (who: keyof typeof usernames) => Promise<Device>
}

/** They end with the test. */
export async function gatherCompany(relay: string, names: CompanyNames): Promise<Company> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-company-'))
  const devices: Array<Device> = []
  onTestFinished(async () => {
    await Promise.all(devices.map(({ close }) => close()))
    rmSync(folder, { recursive: true, force: true })
  })
  const another = async (who: keyof typeof usernames): Promise<Device> => {
    const person = await startPerson({
      relay,
      folder,
      username: usernames[who],
      displayName: names[who],
      deviceName: names.device,
    })
    const device = { ...person, ...createKeyModels(person.bridge) }
    devices.push(device)
    return device
  }
  const ana = await another('ana')
  const workspace = orThrow(await ana.bridge.call('directory.createWorkspace', { name: names.workspace }))
  const [ben, cem] = await Promise.all([another('ben'), another('cem')])
  for (const each of [ben, cem]) {
    orThrow(await each.bridge.call('directory.joinWorkspace', { workspace }))
    await each.knows(workspace)
  }
  const directory = await until(ana.engine().directory, ({ workspaces }) =>
    workspaces.some(({ channels }) => channels.length > 0),
  )
  const general = directory.workspaces[0]?.channels[0]?.id
  if (general === undefined) throw new Error('the relay makes #general')
  return { names, ana, workspace, general, ben, cem, another }
}
