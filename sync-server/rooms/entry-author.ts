/**
 * Turns what a stock client wrote into entries of the log and hands them in, by the very rules that apply to the app:
 * claim first, one counter after the other, author and device its own (AP1 to AP6). Checked as a whole before any of it
 * is handed in, so that a refused update leaves nothing behind.
 */
import type { Clock } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { checkUpdate } from '../../core/conversation/validator.ts'
import { encodeEntry } from '../../core/protocol/entry.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { RoomCloseCode } from '../../core/protocol/rooms.ts'
import type { Author, AppendRequest, Logged, Refusal } from '../relay/append.ts'
import type { Store } from '../store/store.ts'
import type { Member } from './member.ts'
import type { News } from './news.ts'
import { roomDevice } from './room-device.ts'

export interface EntryAuthorDeps {
  readonly store: Pick<Store, 'logs' | 'accounts'>
  readonly append: (request: AppendRequest) => void
  readonly clock: Clock
}

export interface WriteFailure {
  readonly code: RoomCloseCode
  readonly detail: string
}

/** Writes for one socket in one segment. One `write` at a time for each device. */
export interface EntryAuthor {
  readonly write: (news: ReadonlyArray<News>) => Promise<Result<void, WriteFailure>>
  /** Whether an entry came from here. */
  readonly isAuthor: (author: Author) => boolean
}

const deviceName = 'y-websocket'

/** A writer whose part may be handed in. */
interface Writer extends News {
  readonly author: Author
  readonly isClaimed: boolean
}

export function createEntryAuthor(
  { store, append, clock }: EntryAuthorDeps,
  { conversation, segment }: { readonly conversation: ConversationId; readonly segment: number },
  member: Member,
): EntryAuthor {
  const { user, device } = member.grant
  const authors = new Map<number, Author>()

  const authorOf = (client: number): Author => {
    const known = authors.get(client)
    const author = known ?? {
      device: roomDevice(device, client),
      user,
      gateway: false,
      mayWrite: member.mayWrite,
      stalled: undefined,
    }
    if (known === undefined) authors.set(client, author)
    return author
  }
  const check = async (news: News): Promise<Result<Writer, WriteFailure>> => {
    const author = authorOf(news.client)
    const claim = await store.logs.claim(conversation, news.client)
    if (claim !== undefined && claim.device !== author.device) return fail(claimed(news.client))
    const failure = firstFailure(news, author)
    return failure === undefined ? ok({ ...news, author, isClaimed: claim !== undefined }) : fail(failure)
  }
  /** A device belongs to one account for good: nobody else can sign in as this one and use its counters. */
  const register = async ({ author, client }: Writer): Promise<WriteFailure | undefined> => {
    const row = { device: author.device, user, name: deviceName, now: clock.now() }
    return (await store.accounts.saveDevice(row)).ok ? undefined : claimed(client)
  }
  const handIn = async ({ client, updates, author, isClaimed }: Writer): Promise<ReadonlyArray<Outcome>> => {
    let counter = await store.logs.nextCounter(conversation, author.device)
    const head = { conversation, device: author.device, user }
    const entries = updates.map((update) => ({ kind: 'content', segment, update }) as const)
    const claim = { kind: 'claim', segment: 0, client, gateway: false } as const
    const outcomes = [...(isClaimed ? [] : [claim]), ...entries].map((entry) =>
      submit(append, author, encodeEntry({ ...head, ...entry, counter: counter++ })),
    )
    return Promise.all(outcomes)
  }
  return {
    isAuthor: (author) => [...authors.values()].includes(author),
    write: async (news) => {
      const writers: Array<Writer> = []
      for (const each of news) {
        const checked = await check(each)
        if (!checked.ok) return checked
        writers.push(checked.value)
      }
      for (const writer of writers) {
        const failure = writer.isClaimed ? undefined : await register(writer)
        if (failure !== undefined) return fail(failure)
      }
      const outcomes = (await Promise.all(writers.map(handIn))).flat()
      const refused = outcomes.find((outcome) => outcome.kind === 'refused')
      return refused === undefined ? ok(undefined) : fail(writeFailure(refused))
    },
  }
}

type Outcome = Logged | Refusal

const submit = (append: EntryAuthorDeps['append'], author: Author, bytes: Uint8Array): Promise<Outcome> =>
  new Promise((settle) => append({ author, bytes, imported: [], settle }))

const claimed = (client: number): WriteFailure => ({
  code: 'claimed',
  detail: `clientID ${client} belongs to another device`,
})

function firstFailure({ client, from, updates }: News, { user }: Author): WriteFailure | undefined {
  if (client === 0) return { code: 'invalid-update', detail: 'clientID 0 belongs to nobody' }
  let nextClock = from
  for (const update of updates) {
    const checked = checkUpdate(update, { client, nextClock, by: user })
    if (!checked.ok) return { code: 'invalid-update', detail: JSON.stringify(checked.failure) }
    nextClock = checked.value.nextClock
  }
  return undefined
}

function writeFailure({ code, detail }: Refusal): WriteFailure {
  switch (code) {
    case 'unavailable':
    case 'rate-limited':
      return { code: 'unavailable', detail }
    case 'claimed':
      return { code, detail }
    case 'forbidden':
    case 'unknown-conversation':
      return { code: 'not-a-member', detail }
    case 'malformed':
    case 'invalid':
    case 'clock':
    case 'counter':
    case 'stale-epoch':
    case 'not-linked':
    case 'key-changed':
    case 'by-policy':
    case 'not-verified':
      return { code: 'invalid-update', detail }
  }
}
