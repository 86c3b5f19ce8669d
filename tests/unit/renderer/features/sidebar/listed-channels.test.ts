import { expect, test } from 'vitest'
import { conversationId, userId, workspaceId } from '../../../../../core/protocol/ids.ts'
import type { SealedConversation } from '../../../../../renderer/features/people/people-model.ts'
import {
  privateChannelName,
  privateChannelOf,
} from '../../../../../renderer/features/people/private-channel.ts'
import { nothingTold, toldOf } from '../../../../../renderer/features/unread/told.ts'
import { listedChannels } from '../../../../../renderer/features/sidebar/listed-channels.ts'

const [here, elsewhere] = [workspaceId('1'.repeat(32)), workspaceId('2'.repeat(32))]
const id = (digit: string) => conversationId(digit.repeat(32))
const group = (digit: string, name: string, workspace = here): SealedConversation => ({
  id: id(digit),
  workspace,
  kind: 'group',
  name,
  others: [userId('a'.repeat(32))],
  unread: digit === '5',
  isAdmin: true,
  isMember: true,
})

test('a group that is called like a channel is a private channel, and nothing else is', () => {
  const named = (name: string, kind: SealedConversation['kind'] = 'group') => privateChannelOf({ kind, name })
  expect(named(privateChannelName('team-plans'))).toBe('team-plans')
  expect(named('#größe_2')).toBe('größe_2')
  for (const name of [
    '',
    '#',
    'team-plans',
    '# team',
    '#Team',
    '#two words',
    '##x',
    '#-x',
    `#${'x'.repeat(65)}`,
  ])
    expect(named(name)).toBeUndefined()
  expect(named('#plans', 'dm')).toBeUndefined()
})

test('[MG4] private channels stand among the open ones by name; groups, those of other workspaces, archived ones and those one has left do not', () => {
  const channel = { workspace: here, topic: '', unread: false }
  const channels = [
    { ...channel, id: id('3'), name: 'general' },
    { ...channel, id: id('4'), name: 'plans' },
    { ...channel, id: id('9'), name: 'left', joined: false as const },
    { ...channel, id: id('0'), name: 'archived', archived: true as const },
    { ...channel, id: id('2'), name: 'quiet', icon: '⛵', level: 'none' as const },
  ]
  const sealed = [
    group('5', '#hiring'),
    { ...group('6', '#plans'), level: 'mentions' as const },
    group('7', 'Boat crew'),
    group('8', '#a', elsewhere),
  ]
  expect(listedChannels({ id: here, channels }, sealed, toldOf)).toEqual([
    { id: id('3'), name: 'general', told: nothingTold, isPrivate: false },
    { id: id('5'), name: 'hiring', told: { unread: true, count: 0 }, isPrivate: true },
    { id: id('4'), name: 'plans', told: nothingTold, isPrivate: false },
    { id: id('6'), name: 'plans', told: nothingTold, isPrivate: true, level: 'mentions' },
    { id: id('2'), name: 'quiet', told: nothingTold, isPrivate: false, icon: '⛵', level: 'none' },
  ])
})

test('[MG4] a number in a name counts as one: deck 2 stands before deck 10', () => {
  const deck = { workspace: here, topic: '', unread: false }
  const channels = [
    { ...deck, id: id('3'), name: 'deck-10' },
    { ...deck, id: id('4'), name: 'deck-2' },
  ]
  const listed = listedChannels({ id: here, channels }, [], toldOf)
  expect(listed.map(({ name }) => name)).toEqual(['deck-2', 'deck-10'])
})
