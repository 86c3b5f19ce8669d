import { useMemo } from 'react'
import type { Channel, Engine, Workspace } from '../../../core/engine/engine.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { type Page, usePage, usePerson } from '../../engine/contexts.tsx'
import { describe } from '../../engine/describe.ts'
import type { Command } from '../composer/commands.ts'
import { sendFailureText } from '../composer/words.ts'
import type { Own } from '../own/own-model.ts'
import { ownSaying, type Saying } from '../own/use-own-saying.ts'
import type { Toasts } from '../../ui/toasts.ts'
import { conversationOf, type Subject, titleOf, topicOf } from '../conversation/subject.ts'
import { type Leveled, leveledOf } from './leveled.ts'
import { namedStatuses, setStatus } from './named-statuses.ts'
import { channelRights } from './rights.ts'
import { edits, useManage } from './use-manage.ts'
import { type SetLevel, useSetLevel } from './use-set-level.ts'
import { manageFailureText, words } from './words.ts'

type Name = keyof typeof words.commands

const command = (name: Name, act: Command['act']): Command => ({ name, ...words.commands[name], act })

/** One that does something with what is written behind it; without that it says `asked`, and does nothing. */
const commandWithText = (
  name: Name,
  asked: string,
  run: (text: string) => Promise<string | undefined>,
): Command => ({
  ...command(name, { kind: 'do', run: async (text) => (text === '' ? asked : run(text)) }),
  takesText: true,
})

/** One that is done by its name alone. With something behind it the person meant something else: for a message it is done, or for more. */
const commandAlone = (name: Name, run: () => unknown): Command =>
  command(name, {
    kind: 'do',
    run: async (text) => {
      if (text !== '') return words.takesNoText(words.commands[name].usage)
      await run()
      return undefined
    },
  })

/** An empty topic is none said: the command alone says what the topic is and how it is given. */
function topicCommand(now: string, set: (topic: string) => Promise<string | undefined>): Command {
  const { usage, text } = words.commands.topic
  const asked = now === '' ? `${usage}: ${text}` : words.topicNow(now, '/topic')
  return commandWithText('topic', asked, async (wanted) =>
    wanted.length > longestTopic ? words.topicWrong : set(wanted),
  )
}

/** What can be written in place of a message here: those alone that do something, and that this person may. */
export function useCommands(workspace: Workspace, subject: Subject): ReadonlyArray<Command> {
  const { bridge, toasts } = usePage()
  const { engine, own } = usePerson()
  const manage = useManage()
  const setLevel = useSetLevel()
  const { id, role } = workspace
  return useMemo(() => {
    const leveled = leveledOf(subject)
    const anywhere = [
      ...(leveled === undefined ? [] : [muteCommand(leveled, setLevel)]),
      ...statusCommands(own.change, (text) => toasts.say({ text })),
      statusTextCommand({ bridge, toasts }, () => ownSaying(engine)),
      ...everywhere,
    ]
    if (subject.kind !== 'channel') return [...aboutCommands(subject, engine, toasts), ...anywhere]
    const invite: ChannelDeps['invite'] = async (user, said) => {
      const conversation = subject.channel.id
      const answer = await bridge.call('channel.setMember', { conversation, user, role: 'member' })
      if (!answer.ok) return manageFailureText(answer.failure)
      toasts.say({ text: said })
      return undefined
    }
    const setTopic: ChannelDeps['setTopic'] = async (topic, said) => {
      const answer = await bridge.call('directory.edit', edits.update(subject.channel, { topic }))
      if (!answer.ok) return manageFailureText(answer.failure)
      const after = { ...subject.channel, topic }
      toasts.say({
        text: said,
        undo: () => void manage.edit(edits.update(after, { topic: subject.channel.topic })),
      })
      return undefined
    }
    return [
      ...channelCommands(subject.channel, role, {
        invite,
        setTopic,
        members: () => engine.members(id),
        leave: async () => void (await manage.leave(subject.channel)),
      }),
      ...anywhere,
    ]
  }, [own, bridge, toasts, engine, manage, setLevel, subject, id, role])
}

/** Of a group, or the chat of a document: its topic, with or without a network. @internal */
export function aboutCommands(
  subject: Exclude<Subject, { readonly kind: 'channel' }>,
  engine: Pick<Engine, 'open'>,
  toasts: Pick<Toasts, 'say'>,
): ReadonlyArray<Command> {
  const isAbout =
    subject.kind === 'document' || (subject.conversation.kind === 'group' && subject.conversation.isMember)
  if (!isAbout) return []
  const conversation = conversationOf(subject)
  const before = topicOf(subject)
  const undo = async (): Promise<void> => {
    const undone = await describe(engine, conversation, { topic: before })
    if (!undone.ok) toasts.say({ text: sendFailureText(undone.failure) })
  }
  const set = async (topic: string): Promise<string | undefined> => {
    const described = await describe(engine, conversation, { topic })
    if (!described.ok) return sendFailureText(described.failure)
    toasts.say({ text: words.topicSet(titleOf(subject)), undo: () => void undo() })
    return undefined
  }
  return [topicCommand(before, set)]
}

/** Does it, and says so. Resolves to why it was not done, in words. */
type Act<What> = (what: What, said: string) => Promise<string | undefined>

interface ChannelDeps {
  readonly invite: Act<UserId>
  /** Says the way back too. */
  readonly setTopic: Act<string>
  readonly members: () => ReturnType<Engine['members']>
  readonly leave: () => Promise<void>
}

/** @internal */
export function channelCommands(
  channel: Channel,
  role: Role,
  { setTopic, members, leave, ...deps }: ChannelDeps,
): ReadonlyArray<Command> {
  const rights = channelRights(channel, role)
  const title = `#${channel.name}`
  const invite = async (rest: string): Promise<string | undefined> => {
    const people = await members()
    const { findMentions } = await import('../markup/find-mentions.ts')
    const [user, other] = findMentions([rest.startsWith('@') ? rest : `@${rest}`], people)
    const person = people.find((each) => each.user === user)
    if (person === undefined || other !== undefined) return words.whom
    return deps.invite(person.user, words.invited(person.name, title))
  }
  return [
    ...(rights.update
      ? [topicCommand(channel.topic, (topic) => setTopic(topic, words.topicSet(title)))]
      : []),
    ...(rights.members ? [commandWithText('invite', words.whom, invite)] : []),
    ...(rights.leave ? [commandAlone('leave', leave)] : []),
  ]
}

/** @internal */
export const muteCommand = (of: Leveled, setLevel: SetLevel): Command =>
  commandAlone('mute', () => setLevel(of, of.level === 'none' ? 'all' : 'none'))

/** @internal */
export const statusCommands = (change: Own['change'], say: (text: string) => void): ReadonlyArray<Command> =>
  namedStatuses.map((name) => commandAlone(name, () => setStatus(name, change, say)))

/** It is set elsewhere, which no first screen needs. @internal */
export const statusTextCommand = (page: Pick<Page, 'bridge' | 'toasts'>, before: () => Saying): Command => ({
  ...command('status', {
    kind: 'do',
    run: async (status) => {
      const { setStatusText } = await import('../own/set-status-text.ts')
      return setStatusText(page, { status, until: undefined }, before())
    },
  }),
  takesText: true,
})

const longestTopic = 250

/** In CommonMark the backslash and the lines would be marks. */
const shrug = String.raw`¯\\\_(ツ)\_/¯`

/** @internal */
export const everywhere: ReadonlyArray<Command> = [
  command('shrug', { kind: 'write', message: (rest) => (rest === '' ? shrug : `${rest} ${shrug}`) }),
  command('help', { kind: 'help' }),
]
