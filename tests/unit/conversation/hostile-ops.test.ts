import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { Conversation } from '../../../core/conversation/conversation.ts'
import type { Message } from '../../../core/conversation/message.ts'
import type { KnownOp } from '../../../core/conversation/op.ts'
import {
  alice,
  bob,
  createTestDevice,
  mallory,
  testMeta,
  testOpId,
  testReact,
  testUser,
} from '../../support/conversations.ts'
import { pinFlood, powerlessOps } from '../../support/hostile-ops.ts'
import { attacker, beforeAttack, victim } from '../../support/hostile-updates.ts'
import { opsUpdate } from '../../support/updates.ts'

/** Bob's device, where Alice has written, reacted to herself and named the conversation. */
function setup(): {
  readonly conversation: Conversation
  readonly attack: (ops: ReadonlyArray<KnownOp>) => void
  readonly byOthers: () => ReadonlyArray<Message>
} {
  const { conversation } = createTestDevice({
    user: bob,
    client: 22,
    isModerator: (user) => user === testUser(99),
  })
  const more = opsUpdate(victim, 3, [testReact({ by: alice }), testMeta({ by: alice })])
  conversation.loadSegment(0, [...beforeAttack, more])
  return {
    conversation,
    attack: (ops) =>
      orThrow(
        conversation.merge(
          0,
          { client: attacker, user: mallory, gateway: false },
          opsUpdate(attacker, 1, ops),
        ),
      ),
    byOthers: () => conversation.messages.read().filter(({ author }) => author !== mallory),
  }
}

describe('accepted, and without power over others', () => {
  test.each(powerlessOps)('[RE3] [RE4] [RE13] [RE14] [RE17] %s', (_, ops) => {
    const { conversation, attack, byOthers } = setup()
    const before = byOthers()
    const { reads: _reads, ...about } = conversation.about.read()
    attack(ops)
    const { reads, ...after } = conversation.about.read()
    expect(byOthers()).toEqual(before)
    expect(byOthers().every((message, index) => message === before[index])).toBe(true)
    expect(after).toEqual(about)
    expect(reads).toEqual(new Map())
    // what is written next still counts
    conversation.write(22, { kind: 'meta', name: 'Ours' })
    conversation.write(22, { kind: 'pin', target: testOpId(1), on: true })
    expect(conversation.about.read().name).toBe('Ours')
    expect(conversation.messages.read().find(({ pinned }) => pinned)).toMatchObject({ pinned: { by: bob } })
  })

  test('[RE12] a flood of pins is one pin of one message, and the next word ends it', () => {
    const { conversation, attack, byOthers } = setup()
    let heard = 0
    conversation.messages.listen(() => heard++)
    attack(pinFlood)
    expect(heard).toBeLessThanOrEqual(1)
    expect(byOthers().filter(({ pinned }) => pinned)).toHaveLength(0)
    const [target] = byOthers()
    orThrow(conversation.write(22, { kind: 'pin', target: target?.id ?? testOpId(1), on: true }))
    expect(byOthers().filter(({ pinned }) => pinned)).toHaveLength(1)
  })
})
