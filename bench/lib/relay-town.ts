/** People, devices and rooms for our relay, made before it starts: signing up three thousand times would take minutes. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { orThrow } from '../../core/base/defect.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  randomId,
  type UserId,
  userId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { createAccessTokens } from '../../sync-server/identity/access-tokens.ts'
import { createSigningKeys } from '../../sync-server/identity/signing-keys.ts'
import { openStore } from '../../sync-server/open-store.ts'
import { systemClock as clock, systemRandom as random } from '../../sync-server/system.ts'

export interface TownMember {
  readonly conversation: ConversationId
  readonly user: UserId
  readonly device: DeviceId
  readonly token: string
}

/** The members of each room; a room is the channel of a workspace of its own. */
export interface Town {
  readonly rooms: ReadonlyArray<ReadonlyArray<TownMember>>
}

/** `sizes`: how many members each room has. `dataFolder` is for the relay to start on. */
export async function buildTown(dataFolder: string, sizes: ReadonlyArray<number>): Promise<Town> {
  await mkdir(dataFolder, { recursive: true })
  const files = {
    databaseFile: path.join(dataFolder, 'relay.db'),
    masterKeyFile: path.join(dataFolder, 'master.key'),
  }
  const { store } = orThrow(openStore({ masterKey: { kind: 'own' } }, files, { random }))
  const { accounts, identity } = store
  const tokens = createAccessTokens({
    accounts,
    keys: await createSigningKeys({ accounts, clock }),
    clock,
    relayEpoch: identity.epoch,
    foreign: undefined,
  })
  const rooms: Array<ReadonlyArray<TownMember>> = []
  for (const size of sizes) {
    const workspace = randomId(workspaceId, random)
    const conversation = randomId(conversationId, random)
    const members: Array<TownMember> = []
    for (let place = 0; place < size; place++) {
      const user = randomId(userId, random)
      const device = randomId(deviceId, random)
      const account = { user, username: user, displayName: user, passwordHash: '', created: clock.now() }
      orThrow(await store.accounts.createAccount(account))
      orThrow(await store.accounts.saveDevice({ device, user, name: 'bench', now: clock.now() }))
      members.push({ conversation, user, device, token: await tokens.sign(user, device) })
    }
    const channels = [{ id: conversation, name: 'general', topic: '' }]
    const owner = members[0]?.user
    orThrow(await store.directory.createWorkspace({ id: workspace, name: workspace, owner, channels }))
    for (const { user } of members.slice(1)) orThrow(await store.directory.join(workspace, user, 'member'))
    rooms.push(members)
  }
  await store.close()
  return { rooms }
}
