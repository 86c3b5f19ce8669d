/** Four people of one workspace on a real relay, with sockets, and what a test of sealed conversations asks of them. */
import { expect } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import type { SealedChange } from '../../core/protocol/directory.ts'
import type { LoggedEntry, RelayFrame } from '../../core/protocol/frame.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { foundWorkspace, joinWorkspace, type RelayAddress } from './relay-accounts.ts'
import { type SealedAccount, signUpSealed } from './sealed-accounts.ts'
import { as, type SealedTalk, startTalk, type TalkMember } from './sealed-talk.ts'
import { type FrameOf, openSession, type SocketClient } from './socket-client.ts'

/** A person with a socket. */
export interface Person {
  readonly of: SealedAccount
  readonly socket: SocketClient
}

export interface SealedWorld {
  readonly ada: Person
  readonly bob: Person
  readonly cyd: Person
  readonly eve: Person
  readonly workspace: WorkspaceId
  readonly close: () => void
}

let worlds = 0

export async function setupSealedWorld(relay: RelayAddress, primitives: Primitives): Promise<SealedWorld> {
  const world = `${++worlds}-${Date.now().toString(36)}`
  const make = (name: string): Promise<SealedAccount> => signUpSealed(relay, primitives, `${name}${world}`)
  const [ada, bob, cyd, eve] = [await make('ada'), await make('bob'), await make('cyd'), await make('eve')]
  const workspace = await foundWorkspace(relay, ada.account, `Quay ${world}`)
  for (const { account } of [bob, cyd, eve]) await joinWorkspace(relay, account, workspace)
  const open = async (of: SealedAccount): Promise<Person> => ({
    of,
    socket: await openSession(relay, of.account),
  })
  const people = { ada: await open(ada), bob: await open(bob), cyd: await open(cyd), eve: await open(eve) }
  return {
    ...people,
    workspace,
    close: () => {
      for (const { socket } of Object.values(people)) socket.close()
    },
  }
}

let requests = 0

/** Hands an entry in and waits for what the relay says. */
export function submit(socket: SocketClient, entry: Uint8Array): Promise<FrameOf<'ack'> | FrameOf<'refuse'>> {
  const request = ++requests
  socket.send({ kind: 'append', request, entry })
  return socket.answerTo(request)
}

/** Appends what must be taken, and takes it. */
export async function write(talk: SealedTalk, socket: SocketClient, bytes: Uint8Array): Promise<void> {
  const answer = await submit(socket, bytes)
  if (answer.kind === 'refuse') throw new Error(`${answer.code}: ${answer.detail}`)
  talk.take(bytes)
  expect([answer.seq, answer.head]).toEqual([talk.log().seq, talk.log().head])
}

/** A dm of ada and bob that both know of. */
export async function startDm(
  primitives: Primitives,
  { ada, bob, workspace }: Pick<SealedWorld, 'ada' | 'bob' | 'workspace'>,
): Promise<{ readonly talk: SealedTalk; readonly members: ReadonlyArray<TalkMember> }> {
  const talk = startTalk(primitives, { kind: 'dm', workspace, people: [ada.of, bob.of] })
  const members = as('admin', ada.of, bob.of)
  await write(talk, ada.socket, talk.epoch(ada.of, 'create', members))
  await toldOf(bob, talk.id, 2)
  return { talk, members }
}

/** A group of ada, its admin, and bob, that both know of. */
export async function startGroup(
  primitives: Primitives,
  { ada, bob, workspace }: Pick<SealedWorld, 'ada' | 'bob' | 'workspace'>,
): Promise<{ readonly talk: SealedTalk; readonly members: ReadonlyArray<TalkMember> }> {
  const salt = primitives.random(16)
  const talk = startTalk(primitives, { kind: 'group', workspace, people: [ada.of], salt })
  const members = [...as('admin', ada.of), ...as('member', bob.of)]
  await write(talk, ada.socket, talk.epoch(ada.of, 'create', members))
  await toldOf(bob, talk.id, 2)
  return { talk, members }
}

/** Lets all that the relay has to say to this socket arrive. */
export async function settled({ socket }: Pick<Person, 'socket'>): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const now = millis(++requests)
    socket.send({ kind: 'ping', now })
    while ((await socket.waitFor('pong')).now !== now);
    await new Promise((resolve) => setImmediate(resolve))
  }
}

export const mentions = (frame: RelayFrame, id: ConversationId): boolean =>
  JSON.stringify(frame, (_, value: unknown) => (value instanceof Uint8Array ? null : value)).includes(id)
export const heardOf = ({ socket }: Pick<Person, 'socket'>, id: ConversationId): ReadonlyArray<RelayFrame> =>
  socket.frames.filter((frame) => mentions(frame, id))

const sealedNews = ({ socket }: Pick<Person, 'socket'>): ReadonlyArray<SealedChange> =>
  socket.frames
    .flatMap((frame) => (frame.kind === 'directory' ? frame.changes : []))
    .filter((change) => change.kind === 'sealed')

/** Resolves once the conversation was told with so many members. */
export async function toldOf(
  person: Pick<Person, 'socket'>,
  id: ConversationId,
  members: number,
): Promise<SealedChange> {
  for (;;) {
    const found = sealedNews(person).findLast((change) => change.id === id)
    if (found?.members.length === members) return found
    await person.socket.waitFor('directory')
  }
}

export interface FetchedRange {
  readonly segment?: number
  readonly backwards?: boolean
  readonly limit?: number
}

/** Asks, and answers with the number of the request. */
export function askFor(
  { socket }: Pick<Person, 'socket'>,
  conversation: ConversationId,
  { segment, backwards = false, limit = 0 }: FetchedRange = {},
): number {
  const request = ++requests
  socket.send({ kind: 'fetch', request, conversation, segment, after: 0, before: 0, limit, backwards })
  return request
}

export async function fetchAll(
  person: Pick<Person, 'socket'>,
  conversation: ConversationId,
  range: FetchedRange = {},
): Promise<ReadonlyArray<LoggedEntry>> {
  askFor(person, conversation, range)
  for (;;) {
    const fetched = await person.socket.waitFor('fetched')
    if (fetched.complete) return fetched.entries
  }
}
