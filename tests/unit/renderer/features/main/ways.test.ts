import { expect, test, vi } from 'vitest'
import { conversationId, opId } from '../../../../../core/protocol/ids.ts'
import { createWays } from '../../../../../renderer/features/main/ways.ts'

const conversation = conversationId('c'.repeat(32))

test('[DT6] what is open is left only for what is here, however often a link is tried', () => {
  const left = vi.fn<() => void>()
  let isHere = false
  const ways = createWays({ goTo: () => isHere, goToBlock: () => isHere, goToConversation: () => isHere })
  const goAll = () => [
    ways.goTo(conversation, 'key'),
    ways.goToBlock(conversation, opId('b'.repeat(32))),
    ways.goToConversation(conversation),
  ]
  ways.whenLeft(left)
  expect(goAll()).toEqual([false, false, false])
  expect(left).not.toHaveBeenCalled()
  isHere = true
  expect(goAll()).toEqual([true, true, true])
  expect(left).toHaveBeenCalledTimes(3)
})
