/**
 * How a person arranges the conversations of a workspace for themselves: favourites, sections, what is folded. One setting for each
 * thing that can be changed alone, so that what two devices change offline does not undo each other. Rule PS6 in core/sync/SPEC.md.
 *
 *   star/<conversation>    {order}              folded/<section>    {}
 *   section/<id>           {name, order}        place/<conversation>  {section, order}
 *
 * A setting that cannot be read counts as none.
 */
import * as v from 'valibot'
import { conversationId, type ConversationId, isIdText } from '../../protocol/ids.ts'

/** @internal */
export const maxStars = 200
/** @internal */
export const maxSections = 50
/** @internal */
export const maxPlaces = 2_000
export const maxSectionName = 64

/** 32 hex characters, as an id. */
export type SectionId = string

export interface Section {
  readonly id: SectionId
  readonly name: string
  readonly order: number
  readonly conversations: ReadonlyArray<ConversationId>
}

export interface Arrangement {
  /** In their order. */
  readonly stars: ReadonlyArray<ConversationId>
  /** In their order, and so are the conversations in each. A favourite keeps its place in its section. */
  readonly sections: ReadonlyArray<Section>
  /** Sections that are folded: one's own by id, those of the app by what they are called here. */
  readonly folded: ReadonlySet<string>
}

/** A key and what it is to be set to. */
export type Change = readonly [key: string, value: string | undefined]

const order = v.pipe(v.number(), v.finite())
const starShape = v.object({ order })
const placeShape = v.object({ section: v.string(), order })
const sectionShape = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(maxSectionName)),
  order,
})

export function readArrangement(all: ReadonlyMap<string, string>): Arrangement {
  const stars: Array<Placed> = []
  const places: Array<Placed & { readonly section: SectionId }> = []
  const sections: Array<Omit<Section, 'conversations'>> = []
  const folded = new Set<string>()
  for (const [key, value] of all) {
    const [kind = '', name = ''] = key.split('/')
    if (kind === 'folded') folded.add(name)
    if (!isIdText(name)) continue
    const star = kind === 'star' ? read(starShape, value) : undefined
    if (star !== undefined) stars.push({ conversation: conversationId(name), order: star.order })
    const place = kind === 'place' ? read(placeShape, value) : undefined
    if (place !== undefined) places.push({ conversation: conversationId(name), ...place })
    const section = kind === 'section' ? read(sectionShape, value) : undefined
    if (section !== undefined) sections.push({ id: name, ...section })
  }
  return {
    stars: inOrder(stars),
    sections: sections
      .toSorted((left, right) => left.order - right.order || (left.id < right.id ? -1 : 1))
      .map((section) => ({
        ...section,
        conversations: inOrder(places.filter((each) => each.section === section.id)),
      })),
    folded,
  }
}

interface Placed {
  readonly conversation: ConversationId
  readonly order: number
}

const inOrder = (placed: ReadonlyArray<Placed>): ReadonlyArray<ConversationId> =>
  placed
    .toSorted((left, right) => left.order - right.order || (left.conversation < right.conversation ? -1 : 1))
    .map(({ conversation }) => conversation)

function read<Shape extends v.GenericSchema>(shape: Shape, value: string): v.InferOutput<Shape> | undefined {
  try {
    const parsed = v.safeParse(shape, JSON.parse(value))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** Where a conversation is to stand: among the favourites, in a section, or in neither. */
export type Home = { readonly kind: 'stars' } | { readonly kind: 'section'; readonly id: SectionId }

type Refused = { readonly kind: 'too-many'; readonly limit: number }

/**
 * Puts a conversation before another one of its new home, or at the end. All that stand there get the numbers of their places
 * anew where these have no room between them, which they have nearly always.
 */
export function placed(
  all: ReadonlyMap<string, string>,
  conversation: ConversationId,
  home: Home,
  before?: ConversationId,
): ReadonlyArray<Change> | Refused {
  const arrangement = readArrangement(all)
  const isStar = home.kind === 'stars'
  const there = standingIn(arrangement, home)
  const others = there.filter((each) => each !== conversation)
  const count = isStar ? others.length : arrangement.sections.flatMap((each) => each.conversations).length
  const limit = isStar ? maxStars : maxPlaces
  if (!there.includes(conversation) && count >= limit) return { kind: 'too-many', limit }
  const at = before === undefined ? others.length : others.indexOf(before)
  const index = at < 0 ? others.length : at
  const toChange = (each: ConversationId, number: number): Change =>
    isStar
      ? [`star/${each}`, JSON.stringify({ order: number })]
      : [`place/${each}`, JSON.stringify({ section: home.id, order: number })]
  const orderOf = (each: ConversationId | undefined): number | undefined =>
    each === undefined
      ? undefined
      : read(starShape, all.get(`${isStar ? 'star' : 'place'}/${each}`) ?? '')?.order
  const number = between(orderOf(others[index - 1]), orderOf(others[index]))
  if (number !== undefined) return [toChange(conversation, number)]
  return others.toSpliced(index, 0, conversation).map((each, place) => toChange(each, place))
}

/** The same behind another one of its new home. */
export function placedBehind(
  all: ReadonlyMap<string, string>,
  conversation: ConversationId,
  home: Home,
  other: ConversationId,
): ReturnType<typeof placed> {
  const others = standingIn(readArrangement(all), home).filter((each) => each !== conversation)
  const at = others.indexOf(other)
  return placed(all, conversation, home, at < 0 ? undefined : others[at + 1])
}

const standingIn = ({ stars, sections }: Arrangement, home: Home): ReadonlyArray<ConversationId> =>
  home.kind === 'stars' ? stars : (sections.find(({ id }) => id === home.id)?.conversations ?? [])

/** Undefined if there is no number between them. */
function between(left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined) return right === undefined ? 0 : right - 1
  if (right === undefined) return left + 1
  const middle = (left + right) / 2
  return left < middle && middle < right ? middle : undefined
}

export const unplaced = (conversation: ConversationId, kind: Home['kind']): Change => [
  `${kind === 'stars' ? 'star' : 'place'}/${conversation}`,
  undefined,
]

/** `name` as a section can have it: undefined if nothing is left. */
export const sectionName = (name: string): string | undefined =>
  name.trim().replace(/\s+/g, ' ').slice(0, maxSectionName).trim() || undefined

/** With this conversation in it, or neither of both: an empty section that is left behind would be doubled by the next try. */
export function newSection(
  all: ReadonlyMap<string, string>,
  id: SectionId,
  name: string,
  conversation?: ConversationId,
): ReadonlyArray<Change> | Refused {
  const { sections } = readArrangement(all)
  if (sections.length >= maxSections) return { kind: 'too-many', limit: maxSections }
  const [key, value] = [`section/${id}`, JSON.stringify({ name, order: (sections.at(-1)?.order ?? -1) + 1 })]
  if (conversation === undefined) return [[key, value]]
  const put = placed(new Map([...all, [key, value]]), conversation, { kind: 'section', id })
  return 'kind' in put ? put : [[key, value], ...put]
}

export const renamedSection = ({ id, order: number }: Section, name: string): Change => [
  `section/${id}`,
  JSON.stringify({ name, order: number }),
]

/** Its conversations stand where they did before they were put into one. */
export const removedSection = ({ id, conversations }: Section): ReadonlyArray<Change> => [
  [`section/${id}`, undefined],
  [`folded/${id}`, undefined],
  ...conversations.map((conversation) => unplaced(conversation, 'section')),
]

/** So many places down, or up if it is less than none. No change if there is no such place. */
export function movedSection(
  all: ReadonlyMap<string, string>,
  id: SectionId,
  by: number,
): ReadonlyArray<Change> {
  const { sections } = readArrangement(all)
  const from = sections.findIndex((section) => section.id === id)
  const [moved] = sections.slice(from, from + 1)
  if (from < 0 || moved === undefined || sections[from + by] === undefined) return []
  return sections
    .toSpliced(from, 1)
    .toSpliced(from + by, 0, moved)
    .map((section, number) => [
      `section/${section.id}`,
      JSON.stringify({ name: section.name, order: number }),
    ])
}

/** To where another one stands now: the ones between make room. */
export function sectionPlaced(
  all: ReadonlyMap<string, string>,
  id: SectionId,
  at: SectionId,
): ReadonlyArray<Change> {
  const ids = readArrangement(all).sections.map((section) => section.id)
  const [from, to] = [ids.indexOf(id), ids.indexOf(at)]
  return from === to ? [] : movedSection(all, id, to - from)
}

/** `name`: a section's id, or a word of `a-z`. */
export const folded = (name: string, isFolded: boolean): Change => [
  `folded/${name}`,
  isFolded ? '{}' : undefined,
]
