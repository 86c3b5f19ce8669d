import { expect, test } from 'vitest'
import type { Channel, Engine, Member, ShownMessage } from '../../../../../core/engine/engine.ts'
import { everyone, userId } from '../../../../../core/protocol/ids.ts'
import type { Asked } from '../../../../../renderer/features/composer/completion.ts'
import { optionsFor } from '../../../../../renderer/features/composer/options-for.ts'
import { writtenMessage } from '../../../../../renderer/features/composer/written-message.ts'
import { mentionOfAllIn } from '../../../../../renderer/features/everyone/mention-of-all.ts'
import { channelNumber, createFakeEngine, workspaceWith } from '../../../../support/fake-engine.ts'
import { shownMessage } from '../../../../support/shown-message.ts'

const workspace = workspaceWith(1, 1)
const member = (letter: string, name: string, username?: string, more: Partial<Member> = {}): Member => ({
  user: userId(letter.repeat(32)),
  name,
  username,
  role: 'member',
  placeholder: false,
  ...more,
})
const self = member('a', 'Ana', 'ana')
const ben = member('b', 'Ben', 'ben')
const allison = member('c', 'Allison', 'alli')
const wallace = member('d', 'Wallace', 'wall')
const guest = member('e', 'Gus', 'gus', { role: 'guest' })
const imported = member('f', 'All', undefined, { placeholder: true })
const members = [self, allison, ben, wallace, guest, imported]

function engineWith(change: Partial<typeof workspace> = {}): Pick<Engine, 'directory' | 'self'> {
  const fake = createFakeEngine(workspace)
  fake.directory.write({ loaded: true, workspaces: [{ ...workspace, ...change }] })
  return { directory: fake.directory, self: self.user }
}

const allIn = (
  people: ReadonlyArray<Member> = members,
  { id = channelNumber(1), thread }: { id?: Channel['id']; thread?: ReadonlyArray<ShownMessage> } = {},
  engine = engineWith(),
) => mentionOfAllIn(engine, { workspace: workspace.id, id, thread }, people)

const nothing = { channels: [], emojis: [], tone: 0, commands: [] }
const asked = (query: string): Asked => ({ sign: '@', query, start: 0, end: query.length + 1 })
const offered = (query: string, people: ReadonlyArray<Member> = members) =>
  optionsFor(asked(query), {
    ...nothing,
    people,
    all: allIn(people),
  }).map(({ insert }) => insert)

test('[CP27] all are offered after those who fit better, with the number of people', () => {
  expect(offered('a')).toEqual(['@Ana ', '@Allison ', '@all ', '@Wallace '])
  expect(offered('al')).toEqual(['@Allison ', '@all ', '@Wallace '])
  expect(offered('ALL')).toEqual(['@all ', '@Allison ', '@Wallace '])
  expect(offered('every')).toEqual(['@all '])
  expect(offered('ll')).toEqual(['@Allison ', '@Wallace '])
  expect(offered('ben')).toEqual(['@Ben '])
  const [, all] = optionsFor(asked('al'), {
    ...nothing,
    people: members,
    all: allIn(),
  })
  expect(all).toMatchObject({ kind: 'all', name: 'all', label: 'Everyone here, 3 people' })
})

test('[CP27] of very many people, all are the last of those that are shown', () => {
  const many = Array.from({ length: 20 }, (_, index) => member('b', `Al ${index}`, `al${index}`))
  expect(offered('', many)).toHaveLength(8)
  expect([offered('', many).at(-1), offered('al', many).at(-1)]).toEqual(['@all ', '@all '])
})

test('[CP27] reached is who reads there: of a public channel all but guests, of a private one or a group those in it', () => {
  expect(allIn()?.count).toBe(3)
  const [channel] = workspace.channels
  if (channel === undefined) throw new Error('no channel')
  const inIt = [self, ben, guest].map(({ user }) => ({ user, role: 'member' as const }))
  const locked = engineWith({ channels: [{ ...channel, private: true, members: inIt }] })
  expect(allIn(members, {}, locked)?.count).toBe(2)
  const direct = (type: 'dm' | 'group') => {
    const id = channelNumber(9)
    const of = {
      id,
      workspace: workspace.id,
      type,
      members: inIt,
      name: '',
      writtenAt: undefined,
      unread: false,
    }
    return allIn(members, { id }, engineWith({ directs: [of] }))?.count
  }
  expect([direct('group'), direct('dm'), allIn(members, { id: channelNumber(8) })]).toEqual([
    2,
    undefined,
    undefined,
  ])
})

test('[CP27] in a thread it reaches those who follow that, and is not offered where nobody does', () => {
  const root = shownMessage(1, { author: ben.user })
  const named = shownMessage(2, { author: self.user, mentions: [allison.user, everyone] })
  const gone = shownMessage(3, { author: wallace.user, redacted: true })
  expect(allIn(members, { thread: [root, named, gone] })?.count).toBe(2)
  const own = allIn(members, { thread: [shownMessage(1, { author: self.user })] })
  expect(own?.count).toBe(0)
  expect(own?.among([], 'all')).toEqual([])
})

test('[MU8][MU17] who is called so is offered by the user name, and not at all without one', () => {
  const named = member('1', 'All', 'alva')
  expect(offered('all', [named, imported])).toEqual(['@alva ', '@all '])
  const user = member('2', 'ALL', 'all')
  expect(offered('all', [user])).toEqual(['@all ', '@everyone '])
  expect(offered('all', [user, member('3', 'Eve', 'everyone')])).toEqual(['@all '])
})

test('[CP4][MU17] what is written mentions all where they can be, with how many are reached who were not before', async () => {
  const ask = () => Promise.resolve({ people: members, all: allIn() })
  const text = '@all, @Ben: `@all`'
  expect(await writtenMessage(text, ask, undefined)).toEqual({
    text,
    mentions: [everyone, ben.user],
    reached: 3,
  })
  expect(await writtenMessage(`${text}!`, ask, { text, mentions: [everyone] })).toMatchObject({
    mentions: [everyone, ben.user],
    reached: 0,
  })
  expect(await writtenMessage(text, ask, { text: 'other' })).toMatchObject({ reached: 3 })
  expect(await writtenMessage('`@all`', ask, undefined)).toMatchObject({ mentions: [], reached: 0 })
  const inDirect = () => Promise.resolve({ people: [self, ben] })
  expect(await writtenMessage(text, inDirect, undefined)).toMatchObject({ mentions: [ben.user], reached: 0 })
})
