import { expect, test } from 'vitest'
import type { ConversationView } from '../../../../../core/engine/engine.ts'
import { fetchAll } from '../../../../../renderer/features/export/fetch-all.ts'
import { channelNumber, createFakeConversation } from '../../../../support/fake-engine.ts'

/** Fetches where each step back ends as one of these says, and an earlier one had found nobody. */
async function fetchedBy(...ends: ReadonlyArray<ConversationView['before']>): Promise<boolean> {
  const conversation = createFakeConversation()
  const turn = (before: ConversationView['before']): void =>
    conversation.view.write({ ...conversation.view.read(), opening: false, before })
  turn('unreachable')
  const left = [...ends]
  const loadOlder = async (): Promise<void> => turn(left.shift() ?? 'unreachable')
  const open = { ...conversation, loadOlder }
  return fetchAll({ open: () => open }, channelNumber(1), new AbortController().signal)
}

test('[XP3] what could not be fetched before is tried again, and fetched once the relay is there', async () => {
  expect(await fetchedBy('more', 'beginning')).toBe(true)
  expect(await fetchedBy('unreachable')).toBe(false)
  expect(await fetchedBy('more', 'unreachable')).toBe(false)
})
