/** Keys of sealed conversations, and who hears of them: a part of the composition root. */
import type { Clock } from '../core/base/clock.ts'
import type { Verifier } from '../core/sealed/signed-text.ts'
import type { JsonGateway } from './json-gateway/gateway.ts'
import { createKeys, type Keys } from './keys/keys.ts'
import type { Relay } from './relay/relay.ts'
import type { Rooms } from './rooms/rooms.ts'
import type { Store } from './store/store.ts'

interface KeysWires {
  readonly relay: Relay
  readonly rooms: Rooms
  readonly gateway: JsonGateway
}

export function wireKeys(
  store: Store,
  clock: Clock,
  verifier: Verifier,
  { relay, rooms, gateway }: KeysWires,
): Keys {
  return createKeys({
    store: store.keys,
    acquainted: store.directory.acquainted,
    verifier,
    clock,
    changed: async (user, version) => {
      relay.listChanged(user, version)
      const workspaces = await store.directory.workspacesOf(user)
      await Promise.all(workspaces.map((workspace) => relay.directoryChanged(workspace, user)))
    },
    revoked: (device) => {
      // In the next turn: a hello whose token was still good is let in by then, and ends with the others.
      setImmediate(() => {
        relay.revoke(device)
        rooms.signOut(device)
        gateway.signOut(device)
      })
    },
  })
}
