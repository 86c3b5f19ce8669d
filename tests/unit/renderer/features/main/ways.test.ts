import { expect, test, vi } from 'vitest'
import { conversationId } from '../../../../../core/protocol/ids.ts'
import { createWays } from '../../../../../renderer/features/main/ways.ts'

const conversation = conversationId('c'.repeat(32))

test('[DT6] what is open is left only for what is here, however often a link is tried', () => {
  const left = vi.fn<() => void>()
  let isHere = false
  const ways = createWays({ goTo: () => isHere, goToConversation: () => isHere })
  ways.whenLeft(left)
  expect([ways.goTo(conversation, 'key'), ways.goToConversation(conversation)]).toEqual([false, false])
  expect(left).not.toHaveBeenCalled()
  isHere = true
  expect([ways.goTo(conversation, 'key'), ways.goToConversation(conversation)]).toEqual([true, true])
  expect(left).toHaveBeenCalledTimes(2)
})
