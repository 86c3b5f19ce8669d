/** The JSON gateway over a relay that the test holds. */
import { onTestFinished } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { fail, ok } from '../../core/base/result.ts'
import { createAudit } from '../../sync-server/audit/audit.ts'
import { createThrottle } from '../../sync-server/identity/throttle.ts'
import { createJsonGateway, type JsonGateway } from '../../sync-server/json-gateway/gateway.ts'
import { createMessageAccess } from '../../sync-server/messages/access.ts'
import { enterGateway } from './gateway-client.ts'
import { type MessagesWorld, setupMessages } from './messages-world.ts'
import { createSeededRandom } from './seeded-random.ts'
import { tokenLifeMs, type VirtualDevice } from './virtual-relay.ts'

export interface GatewayWorld extends MessagesWorld {
  readonly gateway: JsonGateway
  readonly enter: (
    device: VirtualDevice,
    fields?: { readonly room?: string },
  ) => ReturnType<typeof enterGateway>
  readonly settle: () => Promise<void>
}

export async function setupGateway(): Promise<GatewayWorld> {
  const setup = await setupMessages()
  const { world, messages, projection } = setup
  const { store, relay, clock } = world
  const devices = [setup.ada, setup.bob, setup.cy, setup.eve]
  const expires = millis(clock.now() + tokenLifeMs)
  const gateway = createJsonGateway({
    store,
    accounts: { activeDevice: async (device) => devices.find((each) => each.device === device) },
    messages,
    access: createMessageAccess(store),
    audit: createAudit(store.audit, clock),
    workspaceOf: store.conversations.workspaceOf,
    projection,
    relay,
    clock,
    random: createSeededRandom(77),
    tallies: world.tallies,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    authenticate: async (token) => {
      const device = devices.find((each) => each.device === token)
      return device === undefined ? fail({ kind: 'refused' }) : ok({ ...device, expires })
    },
    rates: { messages: createThrottle(30, clock), frames: createThrottle(300, clock) },
    entrances: createThrottle(60, clock),
    guesses: createThrottle(60, clock),
    maxSockets: 3,
    origins: new Set(['https://chat.example']),
  })
  relay.follow(gateway.committed)
  setup.onNews(gateway.news)
  onTestFinished(() => gateway.drain())
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 12; turn++) await world.settle()
  }
  return {
    ...setup,
    gateway,
    settle,
    enter: async (device, fields) => {
      const client = await enterGateway(gateway, { token: device.device, ...fields })
      await settle()
      return client
    },
  }
}
