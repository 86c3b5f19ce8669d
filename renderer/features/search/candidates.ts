/** Who and what may stand behind the filters of the search. */
import type { Member, Workspace } from '../../../core/engine/engine.ts'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { askable } from '../../../core/search/parse-query.ts'
import { words as archiveWords } from '../archive/words.ts'
import { conversationOf, isPutAway, shortTitleOf, type Subject } from '../conversation/subject.ts'
import { conversationName } from '../people/conversation-name.ts'
import type { SealedConversation } from '../people/people-model.ts'
import { words as peopleWords } from '../people/words.ts'
import {
  type Offer,
  type Placed,
  ready,
  type ReadyOffer,
  writable,
  writeAll,
  type Written,
} from './offers.ts'
import { words } from './words.ts'

export const traitOffers = (): ReadonlyArray<ReadyOffer> =>
  ready(
    askable.map((trait) => ({
      key: trait,
      label: trait,
      also: words.traits[trait],
      detail: words.traits[trait],
      writes: trait,
      shows: { kind: 'trait', trait },
    })),
  )

/** Each once, of whichever workspace. A user name is one person's alone. */
export function personOffers(
  members: ReadonlyArray<Pick<Member, 'user' | 'name' | 'username'>>,
  self: UserId,
): ReadonlyArray<ReadyOffer> {
  const people = new Map(members.map((member) => [member.user, member]))
  return ready(
    Array.from(people.values(), ({ user, name, username }) => ({
      key: user,
      label: name,
      also: [username, user === self ? 'me' : undefined].filter((each) => each !== undefined).join(' '),
      detail: username === undefined ? '' : `@${username}`,
      writes: username === undefined ? writable(name) : `@${username}`,
      shows: { kind: 'person', user },
    })),
  )
}

interface ConversationOffers extends Pick<Written, 'ids'> {
  readonly offers: ReadonlyArray<ReadyOffer>
}

/** Channels, documents and `sealed` conversations. */
export function conversationOffers(
  workspaces: ReadonlyArray<Workspace>,
  sealed: ReadonlyArray<SealedConversation>,
  memberOf: (workspace: WorkspaceId, user: UserId) => Pick<Member, 'name' | 'username'> | undefined,
): ConversationOffers {
  const namesOf = new Map(workspaces.map(({ id, name }) => [id, name]))
  const all = [
    ...workspaces.flatMap(({ id, channels, documents }) => [
      ...channels.map((channel) => placeOf({ kind: 'channel', channel }, namesOf.get(id))),
      ...documents.map((document) => placeOf({ kind: 'document', document }, namesOf.get(id))),
    ]),
    ...sealed.map((conversation) => {
      const { workspace, others } = conversation
      const people = others.map((user) => memberOf(workspace, user))
      const nameOf = (user: UserId): string => memberOf(workspace, user)?.name ?? peopleWords.someone
      const title = conversationName(conversation, nameOf)
      return placeOf({ kind: 'sealed', conversation, title }, namesOf.get(workspace), people)
    }),
  ]
  const { of, ids } = writeAll(all)
  const offers = all.map(({ id, subject, label, also, workspace }): Offer => ({
    key: id,
    label,
    also,
    detail: isPutAway(subject) ? archiveWords.mark : workspace,
    writes: of.get(id) ?? id,
    shows: { kind: 'conversation', subject },
  }))
  return { offers: ready(offers), ids }
}

interface Place extends Placed {
  readonly subject: Subject
  /** Who is in it, to find it by. */
  readonly also: string
}

function placeOf(
  subject: Subject,
  workspace = '',
  people: ReadonlyArray<Pick<Member, 'name' | 'username'> | undefined> = [],
): Place {
  const label = shortTitleOf(subject)
  const id = conversationOf(subject)
  const also = people.map((person) => `${person?.name ?? ''} ${person?.username ?? ''}`).join(' ')
  // What the search knows (SE11): what members have called it, and of a direct message both names of the other.
  if (subject.kind === 'sealed') {
    const { kind, name } = subject.conversation
    const usernames = people.flatMap((person) => person?.username ?? [])
    const names = kind === 'dm' ? [label, ...usernames] : name === '' ? [] : [label]
    return { id, subject, label, names, workspace, also }
  }
  return { id, subject, label, names: [label], workspace, also }
}
