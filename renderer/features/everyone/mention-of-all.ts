/** Whom a mention of all would reach, and how it is offered where one writes. Rules MU17 and CP27. */
import type { Engine, Member, ShownMessage } from '../../../core/engine/engine.ts'
import { type ConversationId, everyone, type UserId, type WorkspaceId } from '../../../core/protocol/ids.ts'
import { foldText } from '../../../core/search/fold-text.ts'
import type { MentionOfAll, Option } from '../composer/completion.ts'
import { shownAtOnce } from '../composer/options-for.ts'
import { findMentions } from '../markup/find-mentions.ts'
import { everyoneNamed } from '../markup/mentions.ts'
import { peopleOf } from '../panel/people-of.ts'
import { words } from './words.ts'

interface Place {
  readonly workspace: WorkspaceId
  readonly id: ConversationId
  /** Of the thread in which alone it would show; undefined if it shows in the conversation. */
  readonly thread: ReadonlyArray<ShownMessage> | undefined
}

/** Undefined where all cannot be mentioned. */
export function mentionOfAllIn(
  engine: Pick<Engine, 'directory' | 'self'>,
  place: Place,
  members: ReadonlyArray<Member>,
): MentionOfAll | undefined {
  const there = peopleIn(engine, place, members)
  if (there === undefined) return undefined
  const reached = new Set(place.thread === undefined ? there : followersOf(place.thread))
  reached.delete(engine.self)
  const count = reached.size
  const people = [...members, everyoneNamed]
  const written = [everyoneNamed.name, everyoneNamed.username ?? ''].find((name) => means(name, people))
  return {
    count,
    among: (options, query) => {
      const others = options.filter(
        (option) => option.kind !== 'person' || !means(option.insert.slice(1), people),
      )
      if (written === undefined || count === 0) return others
      const before = placeAmong(others, query)
      if (before === undefined) return others
      const option = {
        kind: 'all',
        name: written,
        label: words.offered(count),
        insert: `@${written} `,
      } as const
      return others.toSpliced(before, 0, option).slice(0, shownAtOnce)
    },
  }
}

const means = (name: string, people: Parameters<typeof findMentions>[1]): boolean =>
  findMentions([`@${name}`], people).includes(everyone)

/** Of a direct message and of notes to oneself there is no "all". */
function peopleIn(
  { directory }: Pick<Engine, 'directory'>,
  { workspace, id }: Place,
  members: ReadonlyArray<Member>,
): ReadonlyArray<UserId> | undefined {
  const found = directory.read().workspaces.find((each) => each.id === workspace)
  const channel = found?.channels.find((each) => each.id === id)
  const withAccount = members.filter(({ placeholder }) => !placeholder)
  if (channel !== undefined) return peopleOf(channel, withAccount).map(userOf)
  if (found?.documents.some(({ conversation }) => conversation === id) === true)
    return withAccount.filter(({ role }) => role !== 'guest').map(userOf)
  const direct = found?.directs.find((each) => each.id === id)
  return direct?.type === 'group' ? direct.members.map(userOf) : undefined
}

const userOf = ({ user }: Pick<Member, 'user'>): UserId => user

/** Who wrote in it, or is named there (VW3). */
const followersOf = (thread: ReadonlyArray<ShownMessage>): ReadonlyArray<UserId> =>
  thread
    .filter(({ redacted }) => !redacted)
    .flatMap(({ author, mentions = [] }) => [author, ...mentions])
    .filter((user) => user !== everyone)

/** How many of `options` fit better; undefined if it does not fit. */
function placeAmong(options: ReadonlyArray<Option>, query: string): number | undefined {
  const typed = foldText(query)
  const last = Math.min(options.length, shownAtOnce - 1)
  if (typed === '') return last
  const own = [everyoneNamed.name, everyoneNamed.username ?? '']
  const isWhole = own.includes(typed)
  if (!isWhole && ![...own, foldText(words.offered(0))].some((name) => name.startsWith(typed)))
    return undefined
  const isBetter = (option: Option): boolean =>
    option.kind === 'person' &&
    [option.person.name, option.person.username ?? ''].some((name) =>
      isWhole ? foldText(name) === typed : foldText(name).startsWith(typed),
    )
  return Math.min(last, options.filter(isBetter).length)
}
