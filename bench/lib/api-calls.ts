/** The calls of the benchmark `api`. */
import * as v from 'valibot'
import { paths, workspacesAnswer } from '../../core/protocol/api.ts'
import type { ConversationId, OpId } from '../../core/protocol/ids.ts'
import { messagePaths, messagesAnswer, searchAnswer } from '../../core/protocol/messages-api.ts'
import type { BenchPerson } from './tidings-account.ts'

export const callKinds = ['history', 'search', 'unread', 'send'] as const
export type CallKind = (typeof callKinds)[number]
export type ApiPerson = BenchPerson

export interface ApiPlace {
  readonly conversation: ConversationId
  /** Messages from all over the channel: where pages of history begin. */
  readonly places: ReadonlyArray<OpId>
}

export async function ask(url: string, person: ApiPerson, body?: object): Promise<Response> {
  return fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${person.session.accessToken}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

export async function askFor<Schema extends v.GenericSchema>(
  url: string,
  person: ApiPerson,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const answer = await ask(url, person)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`)
  return v.parse(schema, JSON.parse(text))
}

/** Everybody joins; resolves once the relay has read and indexed the channel, which it does when it is first asked. */
export async function findChannel(
  url: string,
  people: ReadonlyArray<ApiPerson>,
  word: string,
): Promise<ApiPlace> {
  const [first] = people
  if (first === undefined) throw new Error('nobody is there')
  const { workspaces } = await askFor(url + paths.workspaces, first, workspacesAnswer)
  const workspace = workspaces.find(({ name }) => name === 'Bench')?.id ?? ''
  for (const person of people) await ask(url + paths.join(workspace), person, {})
  const search = `${url}${messagePaths.searchIn(workspace)}?limit=1&q=${encodeURIComponent(word)}`
  for (;;) {
    const answer = await ask(search, first)
    const found = answer.ok ? v.parse(searchAnswer, await answer.json()).found[0] : undefined
    if (found !== undefined) return placesIn(url, first, found.conversation, found.time)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

const placesWanted = 100

async function placesIn(
  url: string,
  person: ApiPerson,
  conversation: ConversationId,
  newest: number,
): Promise<ApiPlace> {
  const places: Array<OpId> = []
  const list = url + messagePaths.messages(conversation)
  const oldest = (
    await askFor(`${list}?limit=1&after=${await firstOf(list, person)}`, person, messagesAnswer)
  ).messages[0]
  const from = oldest?.time ?? newest
  for (let place = 1; place <= placesWanted; place++) {
    const until = Math.round(from + ((newest - from) * place) / placesWanted)
    const { messages } = await askFor(`${list}?limit=1&until=${until}`, person, messagesAnswer)
    for (const { id } of messages) places.push(id)
  }
  return { conversation, places }
}

/** By halving: the API has no page of the oldest. */
async function firstOf(list: string, person: ApiPerson): Promise<string> {
  let [low, high] = [0, Date.now()]
  for (let step = 0; step < 45; step++) {
    const middle = Math.floor((low + high) / 2)
    const { messages } = await askFor(`${list}?limit=1&until=${middle}`, person, messagesAnswer)
    if (messages.length > 0) high = middle
    else low = middle
  }
  const { messages } = await askFor(`${list}?limit=1&until=${high}`, person, messagesAnswer)
  return messages[0]?.id ?? ''
}

export function createCaller({
  url,
  people,
  words,
  place: { conversation, places },
}: {
  readonly url: string
  readonly people: ReadonlyArray<ApiPerson>
  readonly words: ReadonlyArray<string>
  readonly place: ApiPlace
}): (kind: CallKind, number: number) => Promise<void> {
  const addressOf = (kind: CallKind, number: number): string => {
    switch (kind) {
      case 'history':
        return `${messagePaths.messages(conversation)}?limit=50&before=${places[number % places.length]}`
      case 'search':
        return `${messagePaths.search(conversation)}?limit=20&q=${encodeURIComponent(words[number % words.length] ?? '')}`
      case 'unread':
        return messagePaths.unread(conversation)
      case 'send':
        return messagePaths.messages(conversation)
    }
  }
  return async (kind, number) => {
    const person = people[number % people.length]
    if (person === undefined) return
    const body =
      kind === 'send' ? { text: `message ${number} of the benchmark`, key: String(number) } : undefined
    const answer = await ask(url + addressOf(kind, number), person, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${kind}: ${answer.status} ${text}`)
  }
}
