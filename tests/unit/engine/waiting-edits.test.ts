import { expect, test } from 'vitest'
import { createCell } from '../../../core/base/readable.ts'
import type { WaitingEdit } from '../../../core/bridge/changes-contract.ts'
import { createWaitingEdits } from '../../../core/engine/waiting-edits.ts'
import type { DirectoryChange } from '../../../core/protocol/directory.ts'
import { conversationId, workspaceId } from '../../../core/protocol/ids.ts'
import type { LinkState } from '../../../core/sync/relay-link.ts'

const conversation = conversationId('1'.repeat(32))
const row = (topic: string): DirectoryChange => ({
  kind: 'channel',
  id: conversation,
  workspace: workspaceId('2'.repeat(32)),
  name: 'quay',
  topic,
})

function setup() {
  const waiting = createCell<ReadonlyArray<WaitingEdit>>([])
  const link = createCell<LinkState>({ kind: 'connecting' })
  const reached: Array<boolean> = []
  const edits = createWaitingEdits({ waiting, reached: (is) => reached.push(is) }, link, () => undefined)
  const become = (state: WaitingEdit['state']): void =>
    waiting.write([
      { id: 1, conversation, state, effect: { topic: 'Oars' } },
      { id: 2, conversation, state: 'waiting', effect: { archived: true } },
    ])
  return { edits, become, link, reached }
}

test('[MG2] what waits shows as made and says so, and what is done shows until the relay has told it', () => {
  const { edits, become } = setup()
  expect(edits.of(conversation)).toEqual({})
  become('waiting')
  expect(edits.of(conversation)).toEqual({ topic: 'Oars', archived: true, waits: true })
  expect(edits.count()).toBe(2)
  edits.told([row('Boats')]) // somebody else's, from before it was sent
  become('sending')
  expect([edits.of(conversation).topic, edits.count()]).toEqual(['Oars', 1])
  become('done')
  expect(edits.of(conversation).topic).toBe('Oars')
  edits.told([row('Oars')])
  expect(edits.of(conversation)).toEqual({ archived: true, waits: true })
})

test('[MG2] what the relay told before its answer was there is not shown over what it tells next', () => {
  const { edits, become } = setup()
  become('sending')
  edits.told([row('Oars')])
  become('done')
  expect(edits.of(conversation).topic).toBeUndefined()
  become('waiting')
  expect(edits.of(conversation).topic).toBe('Oars')
})

test('[MG2] whoever keeps what waits is told when the relay is reached, and when it is not', () => {
  const { link, reached } = setup()
  link.write({ kind: 'online' })
  link.write({ kind: 'offline', retryAt: undefined })
  expect(reached).toEqual([true, false])
})
