/** What a chat client knows of one room: its messages, own ones that wait among them, and who is typing. */
import { type Clock, millis } from '../base/clock.ts'
import { type Cell, createCell, type Readable } from '../base/readable.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { AttachmentAnswer } from '../protocol/attachments-api.ts'
import type { AnswerOf, ChatAnswer } from './answers.ts'
import type { ChatApi, ChatFailure, Page } from './api.ts'
import { createExpiry } from './expiry.ts'

/** A file of a message, as the REST API tells it. */
export type ChatAttachment = AttachmentAnswer

export interface ChatMessage {
  /** The relay's, or of one that waits the `clientId`. */
  readonly id: string
  /** Undefined for one's own that waits. */
  readonly author: string | undefined
  /** As far as a frame has told it: pages of history name people by id alone. */
  readonly authorName: string | undefined
  readonly text: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly edited: boolean
  readonly reactions: ReadonlyArray<{ readonly emoji: string; readonly users: ReadonlyArray<string> }>
  readonly replyTo: string | undefined
  readonly thread: string | undefined
  /** A reply in a thread that shows in the channel too. */
  readonly alsoInChannel: boolean
  /** People, by their ids. */
  readonly mentions: ReadonlyArray<string>
  readonly attachments: ReadonlyArray<ChatAttachment>
  /** When it disappears, in milliseconds since 1970. */
  readonly expires: number | undefined
  /** `refused`: the relay will not take it; `refusal` says why. */
  readonly delivery: 'queued' | 'relay' | 'refused'
  readonly refusal?: ChatFailure
}

export interface RoomView {
  readonly messages: Readable<ReadonlyArray<ChatMessage>>
  readonly typing: Readable<ReadonlyArray<string>>
  /** Why the relay does not let this person in; undefined while it does, or has not answered. */
  readonly problem: Readable<ChatFailure | undefined>
}

export interface RoomModel extends RoomView {
  readonly heard: (answer: ChatAnswer) => void
  /** Adds or replaces own ones that wait. */
  readonly show: (message: ChatMessage) => void
  readonly hide: (id: string) => void
  /** No timer runs any more. */
  readonly stop: () => void
  /** Reads what was said meanwhile, back to what is known. */
  readonly catchUp: () => Promise<Result<void, ChatFailure>>
  /** One page before what is there; answers whether there is more. */
  readonly older: () => Promise<Result<boolean, ChatFailure>>
}

export interface RoomDeps {
  readonly id: string
  readonly api: ChatApi
  readonly clock: Clock
}

/** Whoever is still typing says so again sooner. */
const typingMs = millis(10_000)
/** More than these were missed: the rest is there for `older`. */
const mostPages = 20

export function createRoomModel({ id, api, clock }: RoomDeps): RoomModel {
  const { messages, put, stop: stopExpiry } = createList(clock)
  const names = new Map<string, string>()
  /** What frames spoke of since a page was asked for: the page may be the older of the two. */
  const touched = new Set<string>()
  const typing = createTyping(clock)
  const problem: Cell<ChatFailure | undefined> = createCell<ChatFailure | undefined>(undefined)
  const takePage = (page: Page): boolean => {
    const known = messages.read().filter(({ delivery }) => delivery === 'relay')
    const fresh = page.messages.map((each) => fromPage(each, names)).filter((each) => !touched.has(each.id))
    const [first] = page.messages
    const there = new Set<string>(page.messages.map((each) => each.id))
    const isIn = (each: ChatMessage): boolean => first !== undefined && each.time > first.time
    const gone = known.filter((each) => isIn(each) && !there.has(each.id) && !touched.has(each.id))
    put(fresh, new Set(gone.map((each) => each.id)))
    return known.some((each) => there.has(each.id))
  }
  return {
    messages,
    typing: typing.people,
    problem,
    stop: () => {
      typing.stop()
      stopExpiry()
    },
    heard: (answer) => {
      tellProblem(answer, problem)
      const known = messages.read()
      if (answer.type === 'message' || answer.type === 'message_edited') {
        names.set(answer.userId, answer.username)
        typing.heard(answer.userId, false)
        touched.add(answer.messageId)
        put([fromFrame(answer, known.find(isAbout(answer)))])
      } else if (answer.type === 'message_deleted') {
        touched.add(answer.messageId)
        put([], new Set([answer.messageId]))
      } else if (answer.type === 'reaction') {
        const reactions = answer.reactions.map(({ emoji, userIds }) => ({ emoji, users: userIds }))
        put(known.filter(isAbout(answer)).map((each) => ({ ...each, reactions })))
      } else if (answer.type === 'typing_indicator') typing.heard(answer.userId, answer.isTyping)
    },
    show: (message) => put([message]),
    hide: (gone) => put([], new Set([gone])),
    catchUp: () => {
      touched.clear()
      const isNew = messages.read().every(({ delivery }) => delivery !== 'relay')
      return readBack(id, api, (page) => takePage(page) || isNew)
    },
    older: async () => {
      const oldest = messages.read().find(({ delivery }) => delivery === 'relay')
      const page = await api.page(id, oldest?.id)
      if (!page.ok) return fail(page.failure)
      put(page.value.messages.map((each) => fromPage(each, names)).filter((each) => !touched.has(each.id)))
      return ok(page.value.more)
    },
  }
}

interface List {
  readonly messages: Readable<ReadonlyArray<ChatMessage>>
  readonly put: (added: ReadonlyArray<ChatMessage>, gone?: ReadonlySet<string>) => void
  readonly stop: () => void
}

/** In order, and without what has ended. */
function createList(clock: Clock): List {
  const messages: Cell<ReadonlyArray<ChatMessage>> = createCell<ReadonlyArray<ChatMessage>>([])
  const put: List['put'] = (added, gone = new Set()) => {
    const all = new Map(messages.read().map((each) => [each.id, each]))
    for (const each of gone) all.delete(each)
    for (const each of added) all.set(each.id, each)
    const now = clock.now()
    const left = [...all.values()].filter((each) => !hasEnded(each, now))
    expiry.plan(nextEnd(left))
    messages.write(left.toSorted(inOrder))
  }
  const expiry = createExpiry(clock, () => put([]))
  return { messages, put, stop: expiry.stop }
}

/** Page by page, until `meets` says that what was there before is reached. */
async function readBack(
  id: string,
  api: ChatApi,
  meets: (page: Page) => boolean,
): Promise<Result<void, ChatFailure>> {
  let before: string | undefined
  for (let count = 0; count < mostPages; count++) {
    const page = await api.page(id, before)
    if (!page.ok) return page
    before = page.value.messages[0]?.id
    if (meets(page.value) || !page.value.more || before === undefined) break
  }
  return ok(undefined)
}

function tellProblem(answer: ChatAnswer, problem: Cell<ChatFailure | undefined>): void {
  if (answer.type === 'room_joined') problem.write(undefined)
  if (answer.type === 'error') problem.write({ code: answer.code, detail: answer.detail })
  if (answer.type === 'room_left' && answer.code !== undefined) {
    problem.write({ code: answer.code, detail: 'This room is not open to you any more.' })
  }
}

const isAbout =
  ({ messageId }: { readonly messageId: string }) =>
  ({ id }: ChatMessage): boolean =>
    id === messageId

/** One's own that waits has not begun to end: that counts from when the relay takes it. */
const hasEnded = ({ delivery, expires }: ChatMessage, now: number): boolean =>
  delivery === 'relay' && expires !== undefined && expires <= now

const nextEnd = (all: ReadonlyArray<ChatMessage>): number | undefined => {
  const ends = all.flatMap(({ delivery, expires }) =>
    delivery === 'relay' && expires !== undefined ? [expires] : [],
  )
  return ends.length === 0 ? undefined : ends.reduce((one, other) => Math.min(one, other))
}

/** By time; what waits stands last, in the order in which it was written. */
const inOrder = (one: ChatMessage, other: ChatMessage): number =>
  Number(one.delivery !== 'relay') - Number(other.delivery !== 'relay') || one.time - other.time

const fromFrame = (
  frame: AnswerOf<'message' | 'message_edited'>,
  before: ChatMessage | undefined,
): ChatMessage => ({
  id: frame.messageId,
  author: frame.userId,
  authorName: frame.username,
  text: frame.content,
  time: frame.timestamp,
  edited: frame.edited,
  reactions: before?.reactions ?? [],
  replyTo: frame.replyTo,
  thread: frame.thread,
  ...detailsOf(frame),
  delivery: 'relay',
})

/** What is there only where it was said, as it is shown. */
export const detailsOf = ({
  alsoInChannel = false,
  mentions = [],
  attachments = [],
  expires,
}: Details): Pick<ChatMessage, 'alsoInChannel' | 'mentions' | 'attachments' | 'expires'> => ({
  alsoInChannel,
  mentions,
  attachments,
  expires,
})

interface Details {
  readonly alsoInChannel?: boolean | undefined
  readonly mentions?: ReadonlyArray<string> | undefined
  readonly attachments?: ReadonlyArray<ChatAttachment> | undefined
  readonly expires?: number | undefined
}

const fromPage = (
  { id, author, text, time, edited, reactions, replyTo, thread, ...details }: Page['messages'][number],
  names: ReadonlyMap<string, string>,
): ChatMessage => ({
  id,
  author,
  authorName: names.get(author),
  text,
  time,
  edited,
  reactions,
  replyTo,
  thread,
  ...detailsOf(details),
  delivery: 'relay',
})

interface Typing {
  readonly people: Readable<ReadonlyArray<string>>
  readonly heard: (user: string, on: boolean) => void
  readonly stop: () => void
}

function createTyping(clock: Clock): Typing {
  const people: Cell<ReadonlyArray<string>> = createCell<ReadonlyArray<string>>([])
  const ends = new Map<string, () => void>()
  const end = (user: string): void => {
    if (!ends.delete(user)) return
    people.write(people.read().filter((each) => each !== user))
  }
  return {
    people,
    stop: () => {
      for (const stopTimer of ends.values()) stopTimer()
    },
    heard: (user, on) => {
      const wasTyping = ends.has(user)
      ends.get(user)?.()
      if (!on) return end(user)
      ends.set(
        user,
        clock.after(typingMs, () => end(user)),
      )
      if (!wasTyping) people.write([...people.read(), user])
    },
  }
}
