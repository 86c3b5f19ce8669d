import { describe, expect, test } from 'vitest'
import { encodeEntry } from '../../../../core/protocol/entry.ts'
import type { RefuseCode } from '../../../../core/protocol/codes.ts'
import { mallory } from '../../../support/conversations.ts'
import { attacker, attackerOps, hostileUpdates, newcomer } from '../../../support/hostile-updates.ts'
import { opsUpdate } from '../../../support/updates.ts'
import { setupVirtualRelay } from '../../../support/virtual-relay.ts'

describe('[AP4] hostile updates', () => {
  test.each(hostileUpdates.map(({ name, update }) => [name, update] as const))(
    '%s',
    async (_name, update) => {
      const world = setupVirtualRelay()
      const device = await world.addDevice('mallory', mallory)
      const { general } = await world.addWorkspace([device])
      const socket = await world.open(device)
      const head = { conversation: general, ...device, segment: 0 }
      const first = opsUpdate(attacker, 0, attackerOps.slice(0, 1))
      const entries = [
        encodeEntry({ kind: 'claim', ...head, counter: 0, client: attacker, gateway: false }),
        encodeEntry({ kind: 'content', ...head, counter: 1, update: first }),
        encodeEntry({ kind: 'claim', ...head, counter: 2, client: newcomer, gateway: false }),
        encodeEntry({ kind: 'content', ...head, counter: 3, update }),
      ]
      for (const [request, entry] of entries.entries()) socket.send({ kind: 'append', request, entry })
      await world.settle()
      expect(socket.of('ack').map(({ request }) => request)).toEqual([0, 1, 2])
      const codes: ReadonlyArray<RefuseCode> = ['invalid', 'clock', 'claimed', 'malformed']
      expect(codes).toContain(socket.of('refuse')[0]?.code)
    },
  )
})
