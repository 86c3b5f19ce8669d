import { expect, test } from 'vitest'
import { createDirectoryModel } from '../../../core/engine/directory-model.ts'
import type { KnownOfConversations } from '../../../core/engine/directory-view.ts'
import type { DirectoryView } from '../../../core/engine/engine.ts'
import type { MemberChange, SealedChange } from '../../../core/protocol/directory.ts'
import { documentId, workspaceId } from '../../../core/protocol/ids.ts'
import { alice, bob, testUser } from '../../support/conversations.ts'
import { workspace } from '../../support/devices.ts'
import { never } from '../../support/known-of-conversations.ts'
import { testConversation } from '../../support/test-conversation.ts'

const me = bob
const channel = testConversation(1)
const member = (fields: Partial<MemberChange> = {}): MemberChange => ({
  kind: 'member',
  workspace,
  user: alice,
  name: 'Alice',
  role: 'member',
  placeholder: false,
  ...fields,
})
const office = { kind: 'workspace', id: workspace, name: 'Office', role: 'member' } as const

test('nothing is loaded until something was told, be it nothing', () => {
  const model = createDirectoryModel(me)
  expect(model.view(never)).toEqual({ loaded: false, workspaces: [], own: {} })
  model.apply([], 0)
  expect(model.view(never)).toEqual({ loaded: true, workspaces: [], own: {} })
})

test('rows may come in any order and any number of times', () => {
  const model = createDirectoryModel(me)
  const general = { kind: 'channel', id: channel, workspace, name: 'general', topic: '' } as const
  model.apply([member(), general, member()], 1)
  expect(model.view(never).workspaces).toEqual([])
  model.apply([office, general, member({ user: bob, name: 'Bob' })], 2)
  expect(model.view(never).workspaces).toEqual([
    {
      id: workspace,
      name: 'Office',
      role: 'member',
      channels: [{ id: channel, workspace, name: 'general', topic: '', unread: false }],
      documents: [],
      directs: [],
      memberCount: 2,
    },
  ])
  expect(model.version()).toBe(2)
})

test('placeholders are no members to be counted, until they are accounts', () => {
  const model = createDirectoryModel(me)
  model.apply([office, member({ placeholder: true })], 1)
  expect(model.view(never).workspaces[0]?.memberCount).toBe(0)
  model.apply([member({ placeholder: false })], 2)
  expect(model.view(never).workspaces[0]?.memberCount).toBe(1)
})

test('a matched placeholder has the name of its account, also after the account was renamed', () => {
  const model = createDirectoryModel(me)
  const imported = testUser(9)
  model.apply([office, member({ user: imported, name: 'alice_old', placeholder: true, matched: alice })], 1)
  expect(model.member(workspace, imported)?.name).toBe('alice_old') // the account is not known yet
  model.apply([member({ username: 'alice' })], 2)
  expect(model.member(workspace, imported)).toMatchObject({
    name: 'Alice',
    username: 'alice',
    placeholder: true,
  })
  model.apply([member({ username: 'alice', name: 'Alice Miller' })], 3)
  expect(model.member(workspace, imported)?.name).toBe('Alice Miller')
  expect(model.member(workspace, imported)).toBe(model.member(workspace, imported))
})

test('[SX1] a status text is that of the member, and of the account for a matched placeholder; gone when it was taken back', () => {
  const model = createDirectoryModel(me)
  const imported = testUser(9)
  const old = member({ user: imported, name: 'alice_old', placeholder: true, matched: alice })
  model.apply([office, old, member({ status: 'at tea' })], 1)
  const before = model.view(never)
  for (const user of [alice, imported]) expect(model.member(workspace, user)?.status).toBe('at tea')
  model.apply([member()], 2)
  for (const user of [alice, imported]) expect(model.member(workspace, user)?.status).toBeUndefined()
  expect(model.view(never)).not.toBe(before)
})

test('[SX6] a status text comes with when it ends, for a matched placeholder too; one without an end takes that away', () => {
  const model = createDirectoryModel(me)
  const imported = testUser(9)
  const old = member({ user: imported, name: 'alice_old', placeholder: true, matched: alice })
  model.apply([office, old, member({ status: 'at tea', statusUntil: 5 })], 1)
  const ends = () => [alice, imported].map((user) => model.member(workspace, user)?.statusUntil)
  expect(ends()).toEqual([5, 5])
  model.apply([member({ status: 'at tea' })], 2)
  expect(ends()).toEqual([undefined, undefined])
})

test('a changed member makes another view, so that names on the screen follow', () => {
  const model = createDirectoryModel(me)
  model.apply([office, member()], 1)
  const before = model.view(never)
  expect(model.view(never)).toBe(before)
  model.apply([member({ name: 'Alicia' })], 2)
  const after = model.view(never)
  expect(after).not.toBe(before)
  expect(after).toEqual(before)
  expect(after.workspaces[0]?.channels).toBe(before.workspaces[0]?.channels)
})

test('it tells when somebody becomes a moderator or ceases to be one', () => {
  const model = createDirectoryModel(me)
  model.apply([{ kind: 'channel', id: channel, workspace, name: 'general', topic: '' }], 1)
  expect(model.isModerator(channel, alice)).toBe(false)
  expect(model.apply([member()], 2)).toBe(false)
  expect(model.apply([member({ role: 'owner' })], 3)).toBe(true)
  expect(model.isModerator(channel, alice)).toBe(true)
  expect(model.apply([member({ role: 'admin' })], 4)).toBe(false)
  expect(model.apply([member({ role: 'guest' })], 5)).toBe(true)
  expect(model.isModerator(channel, alice)).toBe(false)
})

const direct = testConversation(2)
const members: SealedChange['members'] = [
  { user: alice, role: 'admin' },
  { user: bob, role: 'member' },
]
const group = { kind: 'sealed', id: direct, workspace, type: 'group', members } as const

test('[CS1] a relay cannot show a sealed conversation as an open one, nor an open one as sealed', () => {
  const model = createDirectoryModel(me)
  const general = { kind: 'channel', id: channel, workspace, name: 'general', topic: '' } as const
  model.apply([office, group, general], 1)
  model.apply(
    [
      { ...general, id: direct },
      { ...group, id: channel },
    ],
    2,
  )
  const [shown] = model.view(never).workspaces
  expect(shown?.channels.map(({ id }) => id)).toEqual([channel])
  expect(shown?.directs.map(({ id }) => id)).toEqual([direct])
})

test('what main knows to be sealed is there before a relay has heard of it', () => {
  const model = createDirectoryModel(me)
  model.apply([office], 1)
  model.applySealed({ id: direct, workspace, type: 'dm', members, isNew: true })
  expect(model.hasConversation(direct)).toBe(true)
  expect(model.view(never).workspaces[0]?.directs).toMatchObject([{ id: direct, type: 'dm', members }])
  const before = model.view(never)
  expect(model.view(never)).toBe(before)
})

test('admins of a group may moderate it; of two in a direct message neither the other', () => {
  const model = createDirectoryModel(me)
  model.apply([office, group], 1)
  expect([model.isModerator(direct, alice), model.isModerator(direct, bob)]).toEqual([true, false])
  model.apply([{ ...group, type: 'dm' }], 2)
  expect(model.isModerator(direct, alice)).toBe(false)
})

test('[DI6] whoever is taken out of a group still sees who was in it, and that they are not any more', () => {
  const model = createDirectoryModel(me)
  model.apply([office, group], 1)
  model.apply([{ ...group, members: [] }], 2)
  const [shown] = model.view(never).workspaces[0]?.directs ?? []
  expect(shown?.members).toEqual(members.filter(({ user }) => user !== me))
})

test('[YW25] a document is there with its conversation, by title, and changes reference alone when it changes', () => {
  const model = createDirectoryModel(me)
  const conversation = testConversation(7)
  const plan = {
    kind: 'document',
    id: documentId('d'.repeat(32)),
    workspace,
    title: 'Plan',
    conversation,
  } as const
  const older = { ...plan, id: documentId('e'.repeat(32)), title: 'Älter', conversation: testConversation(8) }
  model.apply([office, plan, older, member({ role: 'admin' }), member({ user: bob, name: 'Bob' })], 1)
  const before = model.view(never).workspaces[0]
  expect(before?.documents.map(({ title, unread }) => [title, unread])).toEqual([
    ['Älter', false],
    ['Plan', false],
  ])
  expect(before?.channels).toEqual([])
  expect(model.hasConversation(conversation)).toBe(true)
  expect(model.isSealed(conversation)).toBe(false)
  expect([model.isModerator(conversation, alice), model.isModerator(conversation, bob)]).toEqual([
    true,
    false,
  ])
  expect(model.view(never).workspaces[0]).toBe(before)
  const unread = model.view({ ...never, unread: (id) => ({ unread: id === conversation }) }).workspaces[0]
  expect(unread?.documents[0]).toBe(before?.documents[0])
  expect(unread?.documents[1]).toMatchObject({ title: 'Plan', unread: true })
  model.apply([{ ...plan, title: 'A plan' }], 2)
  expect(model.view(never).workspaces[0]?.documents.map(({ title }) => title)).toEqual(['A plan', 'Älter'])
  expect(model.rows().documents.length).toBe(2)
})

test('[PS20] what a person set goes before what the relay says of a channel, for every kind of conversation', () => {
  const model = createDirectoryModel(me)
  const chat = testConversation(7)
  const plan = {
    kind: 'document',
    id: documentId('d'.repeat(32)),
    workspace,
    title: 'Plan',
    conversation: chat,
  } as const
  const general = { kind: 'channel', id: channel, workspace, name: 'general', topic: '' } as const
  model.apply([office, { ...general, level: 'mentions' }, plan, group], 1)
  const levelsIn = (view: DirectoryView) => {
    const { channels = [], documents = [], directs = [] } = view.workspaces[0] ?? {}
    return [...channels, ...documents, ...directs].map(({ level }) => level)
  }
  const before = model.view(never)
  expect(levelsIn(before)).toEqual(['mentions', undefined, undefined])
  const muted: KnownOfConversations = { ...never, level: () => 'none' }
  const after = model.view(muted)
  expect(levelsIn(after)).toEqual(['none', 'none', 'none'])
  expect(model.view(muted)).toBe(after)
  const one = model.view({ ...never, level: (id) => (id === direct ? 'mentions' : 'none') })
  expect(levelsIn(one)).toEqual(['none', 'none', 'mentions'])
  expect(one.workspaces[0]?.documents).toBe(after.workspaces[0]?.documents)
})

test('[CS1] what is sealed does not become the open conversation of a document, nor the other way round', () => {
  const model = createDirectoryModel(me)
  const [sealed, open] = [testConversation(1), testConversation(2)]
  const document = { kind: 'document', workspace, title: 'Plan' } as const
  model.apply([office, { kind: 'sealed', id: sealed, workspace, type: 'dm', members: [] }], 1)
  model.apply([{ ...document, id: documentId('d'.repeat(32)), conversation: sealed }], 2)
  model.apply([{ ...document, id: documentId('e'.repeat(32)), conversation: open }], 3)
  model.apply([{ kind: 'sealed', id: open, workspace, type: 'dm', members: [] }], 4)
  expect([model.isSealed(sealed), model.isSealed(open)]).toEqual([true, false])
  expect(model.view(never).workspaces[0]?.documents.map(({ conversation }) => conversation)).toEqual([open])
})

test('[WS4] what waits of a workspace lies over its row, and the row stays as the relay told it', () => {
  const model = createDirectoryModel(me)
  model.apply([{ ...office, accent: 20 }], 1)
  const seen = (effect: ReturnType<KnownOfConversations['editedWorkspace']>) =>
    model.view({ ...never, editedWorkspace: (id) => (id === workspace ? effect : {}) }).workspaces[0]
  expect(seen({ name: 'Quay 7', waits: true })).toMatchObject({ name: 'Quay 7', accent: 20, waits: true })
  expect(seen({ accent: null })?.accent).toBeUndefined()
  expect(seen({ accent: 90 })).toMatchObject({ name: 'Office', accent: 90 })
  const told = seen({})
  expect(told).toMatchObject({ name: 'Office', accent: 20 })
  expect(told?.waits).toBeUndefined()
  expect(seen({})).toBe(told)
  expect(model.rows().workspaces).toEqual([{ ...office, accent: 20 }])
})

test('[SX4] what waits of oneself lies over one’s rows in all workspaces, and over what was imported of one', () => {
  const model = createDirectoryModel(me)
  const [other, imported] = [workspaceId('7'.repeat(32)), testUser(9)]
  const mine = member({ user: bob, name: 'Bob', status: 'in port', picture: 'f'.repeat(64) })
  const matched = member({ user: imported, name: 'bob_old', placeholder: true, matched: bob })
  model.apply([office, { ...office, id: other }, mine, { ...mine, workspace: other }, matched, member()], 1)
  let own: ReturnType<KnownOfConversations['editedOwn']> = {}
  const seen = (): DirectoryView => model.view({ ...never, editedOwn: () => own })
  const names = (): ReadonlyArray<string> => model.members(workspace).map(({ name }) => name)
  const before = seen()
  expect(before.own).toEqual({})
  expect(names()).toEqual(['Alice', 'Bob'])

  own = { name: 'Aaron', status: '', picture: '', waits: true }
  const changed = seen()
  expect(changed.own).toEqual(own)
  for (const [each, user] of [
    [workspace, bob],
    [other, bob],
    [workspace, imported],
  ] as const) {
    const shown = model.member(each, user)
    expect([shown?.name, shown?.status, shown?.picture]).toEqual(['Aaron', undefined, undefined])
  }
  expect(names()).toEqual(['Aaron', 'Alice'])
  expect(model.member(workspace, bob)).toBe(model.member(workspace, bob))
  own = { ...own }
  expect(seen()).toBe(changed)
  expect([...model.rows().members(workspace)]).toContain(mine)

  own = { name: 'Aaron' } // the status text is told of by now
  seen()
  expect(model.member(other, bob)?.status).toBe('in port')
  own = {}
  expect(seen().own).toEqual({})
  expect(model.member(other, bob)).toMatchObject({ name: 'Bob', status: 'in port', picture: mine.picture })
})
