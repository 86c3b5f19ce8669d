import { expect, test } from 'vitest'
import { ok } from '../../../../../core/base/result.ts'
import type { Channel, Member, OpenConversation } from '../../../../../core/engine/engine.ts'
import type { NotifyLevel } from '../../../../../core/protocol/directory.ts'
import { conversationId, documentId, opId, userId, workspaceId } from '../../../../../core/protocol/ids.ts'
import { type Command, meantBy } from '../../../../../renderer/features/composer/commands.ts'
import { askedAt } from '../../../../../renderer/features/composer/completion.ts'
import { optionsFor } from '../../../../../renderer/features/composer/options-for.ts'
import {
  aboutCommands,
  channelCommands,
  everywhere,
  muteCommand,
  statusCommands,
} from '../../../../../renderer/features/manage/use-commands.ts'
import { words } from '../../../../../renderer/features/manage/words.ts'
import { plainText } from '../../../../../renderer/features/markup/plain-text.ts'
import { sendFailureText } from '../../../../../renderer/features/composer/words.ts'
import type { SealedConversation } from '../../../../../renderer/features/people/people-model.ts'
import type { Said } from '../../../../../renderer/ui/toasts.ts'
import { createFakeConversation } from '../../../../support/fake-engine.ts'

const channel: Channel = {
  id: conversationId('1'.repeat(32)),
  workspace: workspaceId('2'.repeat(32)),
  name: 'quay',
  topic: '',
  unread: false,
}
const person = (digit: string, name: string, username: string): Member => {
  return { user: userId(digit.repeat(32)), name, username, role: 'member', placeholder: false }
}
const people = [person('a', 'Ana Lima', 'ana'), person('b', 'Ben', 'ben'), person('c', 'Ben', 'ben2')]

function setup(of: Channel = channel, role: Parameters<typeof channelCommands>[1] = 'owner') {
  const asked: Array<readonly [name: string, what?: unknown, said?: string]> = []
  const commands = channelCommands(of, role, {
    invite: async (...what) => void asked.push(['invite', ...what]),
    setTopic: async (...what) => void asked.push(['topic', ...what]),
    members: async () => people,
    leave: async () => void asked.push(['left']),
  })
  const run = async (text: string): Promise<string | undefined> => {
    const meant = meantBy(text, commands, false)
    if (meant.kind !== 'do') throw new Error(`${text} is ${meant.kind}`)
    return meant.run()
  }
  return { asked, commands, run }
}

const kindOf = (text: string, commands: ReadonlyArray<Command> = everywhere): string =>
  meantBy(text, commands, false).kind

test('[CP6] a path, several lines and what has a space before it are messages', () => {
  for (const text of [
    '/usr/bin',
    '/',
    '/ help',
    ' /help',
    '/help\nme',
    '/help me\nplease',
    '/a',
    'see /help',
    '//help',
  ])
    expect([text, kindOf(text)]).toEqual([text, 'message'])
  expect(kindOf('/HELP ')).toBe('help')
})

test('[CP6] topic, invitation and leaving are asked of the relay', async () => {
  const { asked, run } = setup({ ...channel, topic: 'Boats' })
  await run('/topic  Boats and oars ')
  await run('/invite @Ana Lima')
  await run('/invite ben2')
  await run('/leave')
  expect(asked).toEqual([
    ['topic', 'Boats and oars', words.topicSet('#quay')],
    ['invite', people[0]?.user, words.invited('Ana Lima', '#quay')],
    ['invite', people[2]?.user, words.invited('Ben', '#quay')],
    ['left'],
  ])
})

test('[CP6][CS24] the topic of a group or a document is said in it, by who is in it, and of nothing else', async () => {
  const about = { id: channel.id, workspace: channel.workspace, name: 'Crew', others: [], unread: false }
  const member = { ...about, kind: 'group', topic: 'Tides', isAdmin: false, isMember: true } as const
  const document = {
    id: documentId('3'.repeat(32)),
    workspace: channel.workspace,
    title: 'Plan',
    unread: false,
  }
  const said: Array<Said> = []
  const described: Array<unknown> = []
  let outcome: Awaited<ReturnType<OpenConversation['describe']>> = ok(opId('4'.repeat(32)))
  const open = (): OpenConversation => ({
    ...createFakeConversation(),
    describe: async (what) => {
      described.push(what)
      return outcome
    },
  })
  const say = (what: Said) => {
    said.push(what)
    return () => undefined
  }
  const commandsOf = (subject: Parameters<typeof aboutCommands>[0]) =>
    aboutCommands(subject, { open }, { say })
  const sealed = (conversation: SealedConversation) => ({
    kind: 'sealed' as const,
    conversation,
    title: 'Crew',
  })
  for (const subject of [
    sealed(member),
    { kind: 'document' as const, document: { ...document, conversation: channel.id } },
  ]) {
    const meant = meantBy('/topic  Boats and oars ', commandsOf(subject), false)
    if (meant.kind !== 'do') throw new Error(`/topic is ${meant.kind}`)
    expect(await meant.run()).toBeUndefined()
  }
  expect(described).toEqual([{ topic: 'Boats and oars' }, { topic: 'Boats and oars' }])
  expect(said.map(({ text }) => text)).toEqual([words.topicSet('Crew'), words.topicSet('Plan')])
  for (const { undo } of said) undo?.()
  expect(described.slice(2)).toEqual([{ topic: 'Tides' }, { topic: '' }])
  const [topic] = commandsOf(sealed(member))
  if (topic?.act.kind !== 'do') throw new Error('no /topic')
  expect(await topic.act.run('')).toBe(words.topicNow('Tides', '/topic'))
  expect(await topic.act.run('x'.repeat(251))).toBe(words.topicWrong)
  outcome = { ok: false, failure: { kind: 'not-ready' } }
  expect(await topic.act.run('Oars')).toBe(sendFailureText({ kind: 'not-ready' }))
  for (const none of [
    { ...member, isMember: false },
    { ...member, kind: 'dm' },
    { ...member, kind: 'notes' },
  ] as const)
    expect(commandsOf(sealed(none))).toEqual([])
})

test('[CP6][PS20] a conversation is muted, and heard from again', async () => {
  const set: Array<NotifyLevel> = []
  for (const level of ['all', 'mentions', 'none'] as const) {
    const of = { id: channel.id, workspace: channel.workspace, title: 'Ben', level }
    const mute = muteCommand(of, async (_, chosen) => void set.push(chosen))
    const meant = meantBy('/mute', [mute], false)
    if (meant.kind !== 'do') throw new Error(`/mute is ${meant.kind}`)
    expect(await meant.run()).toBeUndefined()
  }
  expect(set).toEqual(['none', 'none', 'all'])
})

test('[CP6] an invitation of nobody, of several and of two who are called the same asks whom', async () => {
  const { asked, run } = setup()
  for (const text of ['/invite', '/invite @nobody', '/invite @Ben', '/invite @ana @ben2'])
    expect([text, await run(text)]).toEqual([text, words.whom])
  expect(await run(`/topic ${'x'.repeat(251)}`)).toBe(words.topicWrong)
  expect(asked).toEqual([])
})

test('[CP11] a command that needs a text changes nothing without one: it says how it is given', async () => {
  const { asked, run } = setup({ ...channel, topic: 'Boats' })
  const now = 'Topic: “Boats”. To change it, write /topic and the new one.'
  expect(await run('/topic')).toBe(now)
  expect(await run('/topic   ')).toBe(now)
  const how = `${words.commands.topic.usage}: ${words.commands.topic.text}`
  expect(await setup().run('/topic')).toBe(how)
  expect(await run('/invite')).toBe(words.whom)
  expect(asked).toEqual([])
})

test('[CP11] a command that takes no text changes nothing with one, and says so', async () => {
  const { asked, run } = setup()
  expect(await run('/leave it to me')).toBe(words.takesNoText('/leave'))
  expect(await run('/leave it to me')).toContain('Nothing was changed.')
  expect(asked).toEqual([])
  expect(await run('/leave  ')).toBeUndefined()
  expect(asked).toEqual([['left']])
  const changed: Array<unknown> = []
  const about = { id: channel.id, workspace: channel.workspace, title: 'Ben', level: 'all' } as const
  const others = [
    muteCommand(about, async () => void changed.push('mute')),
    ...statusCommands(
      (change) => changed.push(change),
      () => undefined,
    ),
  ]
  for (const name of ['mute', 'away', 'busy', 'online', 'invisible'] as const) {
    const meant = meantBy(`/${name} until noon`, others, false)
    if (meant.kind !== 'do') throw new Error(`/${name} is ${meant.kind}`)
    expect(await meant.run()).toBe(words.takesNoText(`/${name}`))
  }
  expect(changed).toEqual([])
})

test('[MG1, CP6] commands that a person may not give are none here', () => {
  const names = (of: Channel, role: Parameters<typeof channelCommands>[1]) =>
    setup(of, role).commands.map(({ name }) => name)
  expect(names(channel, 'member')).toEqual(['leave'])
  expect(names({ ...channel, role: 'admin' }, 'member')).toEqual(['topic', 'invite', 'leave'])
  expect(kindOf('/topic x', setup(channel, 'member').commands)).toBe('unknown')
})

test('[CP7] what looks like a command is asked about, and is a message once the person says so', () => {
  expect(meantBy('/laeve now', everywhere, false)).toEqual({ kind: 'unknown', name: 'laeve' })
  expect(meantBy('/laeve now', everywhere, true)).toEqual({ kind: 'message', text: '/laeve now' })
})

test('[CP6] a shrug has both its arms where it is read', () => {
  const meant = meantBy('/shrug who knows', everywhere, false)
  expect(meant.kind === 'message' && plainText(meant.text)).toBe(String.raw`who knows ¯\_(ツ)_/¯`)
})

test('[CP3, CP11] a slash at the very beginning offers commands, and nowhere else', () => {
  const asked = askedAt('/sh', 3)
  const none = { people: [], channels: [], emojis: [], tone: 0 }
  expect(asked && optionsFor(asked, { ...none, commands: everywhere })).toMatchObject([
    { kind: 'command', insert: '/shrug ' },
  ])
  const whole = askedAt('/shrug', 6)
  expect(whole && optionsFor(whole, { ...none, commands: everywhere })).toEqual([])
  const needsText = askedAt('/topic', 6)
  expect(needsText && optionsFor(needsText, { ...none, commands: setup().commands })).toMatchObject([
    { kind: 'command', insert: '/topic ' },
  ])
  expect(askedAt('/topic ', 7)).toBeUndefined()
  for (const text of ['a /sh', '/shrug x', '/usr/bin', '1/2'])
    expect([text, askedAt(text, text.length)]).toEqual([text, undefined])
})

test('[CP6] a status is chosen by its name, and online means as it is', async () => {
  const chosen: Array<unknown> = []
  const said: Array<string> = []
  const commands = statusCommands(
    (change) => chosen.push(change),
    (text) => said.push(text),
  )
  for (const name of ['away', 'busy', 'invisible', 'online']) {
    const meant = meantBy(`/${name}`, commands, false)
    if (meant.kind !== 'do') throw new Error(`/${name} is ${meant.kind}`)
    expect(await meant.run()).toBeUndefined()
  }
  expect(chosen).toEqual([
    { status: { status: 'away', until: undefined } },
    { status: { status: 'busy', until: undefined } },
    { status: { status: 'invisible', until: undefined } },
    { status: undefined },
  ])
  expect(said).toEqual([
    words.statusSet.away,
    words.statusSet.busy,
    words.statusSet.invisible,
    words.statusSet.online,
  ])
})
