import { expect, test } from 'vitest'
import { createCell } from '../../../core/base/readable.ts'
import type { WaitingEdit } from '../../../core/bridge/changes-contract.ts'
import { createWaitingEdits, madeRows } from '../../../core/engine/waiting-edits.ts'
import type { ChannelChange } from '../../../core/protocol/directory.ts'
import { conversationId, documentId, userId, workspaceId } from '../../../core/protocol/ids.ts'
import type { LinkState } from '../../../core/sync/relay-link.ts'

const conversation = conversationId('1'.repeat(32))
const me = userId('5'.repeat(32))
const row = (topic: string): ChannelChange => ({
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
  const settled: Array<number> = []
  const forgotten: Array<string> = []
  let isTold = false
  const edits = createWaitingEdits(
    { waiting, reached: (is) => reached.push(is), settled: (id) => settled.push(id) },
    {
      self: me,
      link,
      changed: () => undefined,
      isTold: () => isTold,
      forget: async (id) => (forgotten.push(id), true),
    },
  )
  const become = (state: WaitingEdit['state']): void =>
    waiting.write([
      { id: 1, conversation, state, effect: { topic: 'Oars' } },
      { id: 2, conversation, state: 'waiting', effect: { archived: true } },
    ])
  const make = (state: WaitingEdit['state']): void =>
    waiting.write([{ id: 3, conversation, state, effect: {}, makes: { ...row('Boats'), role: 'admin' } }])
  const tell = (): void => {
    isTold = true
    edits.told([row('Boats')])
  }
  return { edits, become, link, reached, waiting, settled, forgotten, make, tell }
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

test('[DO11] a title that is done shows until the relay has told of the document', () => {
  const { edits, waiting } = setup()
  waiting.write([{ id: 5, conversation, state: 'done', effect: { title: 'Plan B' } }])
  expect(edits.of(conversation)).toEqual({ title: 'Plan B' })
  const document = documentId('4'.repeat(32))
  edits.told([
    { kind: 'document', id: document, workspace: row('').workspace, title: 'Plan B', conversation },
  ])
  expect(edits.of(conversation)).toEqual({})
})

test('[WS4] what waits of a workspace is shown of that one, until the relay has told of it', () => {
  const { edits, waiting } = setup()
  const { workspace } = row('')
  waiting.write([
    { id: 6, workspace, state: 'waiting', effect: { name: 'Quay 7' } },
    { id: 7, workspace: workspaceId('8'.repeat(32)), state: 'waiting', effect: { accent: 20 } },
  ])
  expect(edits.ofWorkspace(workspace)).toEqual({ name: 'Quay 7', waits: true })
  expect(edits.of(conversation)).toEqual({})
  waiting.write([{ id: 6, workspace, state: 'done', effect: { name: 'Quay 7' } }])
  expect(edits.ofWorkspace(workspace)).toEqual({ name: 'Quay 7' })
  edits.told([{ kind: 'workspace', id: workspace, name: 'Quay 7', role: 'owner' }])
  expect(edits.ofWorkspace(workspace)).toEqual({})
})

test('[SX4] what waits of oneself is shown until the relay has told of that, and of nobody else', () => {
  const { edits, waiting } = setup()
  const { workspace } = row('')
  const member = { kind: 'member', workspace, role: 'member', placeholder: false } as const
  const [name, status] = [{ name: 'Ana B.' }, { status: 'at sea' }]
  waiting.write([
    { id: 8, own: true, state: 'sending', effect: name },
    { id: 9, own: true, state: 'waiting', effect: status },
  ])
  expect(edits.ofOwn()).toEqual({ ...name, ...status, waits: true })
  expect(edits.ofWorkspace(workspace)).toEqual({})
  waiting.write([
    { id: 8, own: true, state: 'done', effect: name },
    { id: 9, own: true, state: 'sending', effect: status },
  ])
  edits.told([{ ...member, user: userId('6'.repeat(32)), name: 'Ben' }])
  expect(edits.ofOwn()).toEqual({ ...name, ...status })
  edits.told([{ ...member, user: me, name: 'Ana B.' }]) // the name alone, while the status text is on its way
  waiting.write([{ id: 9, own: true, state: 'done', effect: status }])
  expect(edits.ofOwn()).toEqual(status)
  edits.told([{ ...member, user: me, name: 'Ana B.', status: 'in port' }]) // set from another device
  expect(edits.ofOwn()).toEqual({})

  waiting.write([{ id: 10, own: true, state: 'sending', effect: { status: '' } }])
  edits.told([{ ...member, user: me, name: 'Ana B.' }]) // before its answer: it is none by now
  waiting.write([{ id: 10, own: true, state: 'done', effect: { status: '' } }])
  expect(edits.ofOwn()).toEqual({})
})

test('[MG2] whoever keeps what waits is told when the relay is reached, and when it is not', () => {
  const { link, reached } = setup()
  link.write({ kind: 'online' })
  link.write({ kind: 'offline', retryAt: undefined })
  expect(reached).toEqual([true, false])
})

test('[MG13] what is made is awaited until the directory tells of it, and main is told that it does once it has been done', () => {
  const { edits, make, tell, settled, waiting } = setup()
  expect(edits.isAwaited(conversation)).toBe(false)
  make('waiting')
  expect(madeRows({ waiting }, me)()).toMatchObject([
    { id: conversation, name: 'quay', members: [{ user: me, role: 'admin' }] },
  ])
  expect([edits.isAwaited(conversation), edits.count()]).toEqual([true, 1])
  make('refused')
  expect([edits.isAwaited(conversation), edits.count()]).toEqual([true, 0])
  make('sending')
  tell()
  expect([edits.isAwaited(conversation), settled]).toEqual([false, []]) // its answer may be lost yet
  make('done')
  expect(settled).toEqual([3])
})

test('[MG15] what was given up is neither shown nor sent, and over once what was written there is forgotten', async () => {
  const { edits, waiting, settled, forgotten } = setup()
  waiting.write([{ id: 4, conversation, state: 'given-up', effect: {} }])
  expect(madeRows({ waiting }, me)()).toEqual([])
  expect(edits.isAwaited(conversation)).toBe(true)
  await expect.poll(() => settled).toEqual([4])
  expect(forgotten).toEqual([conversation])
})
