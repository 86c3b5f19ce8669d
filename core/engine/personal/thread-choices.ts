/**
 * Threads that this person follows, or has left, by their own word: it goes before what the messages say (VW3). A setting of its own for
 * each, so that devices that were apart come to the same. Rule VW9 in core/conversation/SPEC.md, decision 0150.
 *
 *   thread/<root>   <conversation> follow|leave <moment, ms>
 *
 * What cannot be read counts as none: an app that knows other words may have written it.
 */
import { conversationId, type ConversationId, opId, type OpId, type WorkspaceId } from '../../protocol/ids.ts'
import type { Change } from './arrangement.ts'
import { createOwnOf, type OwnOfDeps } from './own-of.ts'
import type { KeptSettings } from './settings.ts'

interface Choice {
  readonly conversation: ConversationId
  readonly follows: boolean
  readonly at: number
}

export interface ThreadPlace {
  readonly conversation: ConversationId
  readonly root: OpId
}

export interface ThreadChoices {
  readonly begin: () => Promise<void>
  /** Undefined where the person has not said. */
  readonly follows: (conversation: ConversationId, root: OpId) => boolean | undefined
  /** Settings are others. */
  readonly look: () => void
  /** This person has written in the thread: one that they had left they follow again. */
  readonly replied: (conversation: ConversationId, root: OpId) => void
  /** The store has lost what it had. */
  readonly rewrite: () => Promise<void>
}

export interface ThreadChoicesDeps extends OwnOfDeps {
  readonly settings: (workspace: WorkspaceId) => Pick<KeptSettings, 'all' | 'timeOf' | 'set'>
  /** Undefined for what the directory does not know. */
  readonly workspaceOf: (conversation: ConversationId) => WorkspaceId | undefined
  /** Of these something else is chosen than was. */
  readonly chosen: (threads: ReadonlyArray<ThreadPlace>) => void
}

/** In a workspace: one more, and the choice that was made longest ago is forgotten. */
const maxChoices = 500

const prefix = 'thread/'

/** The same text for the same choice, as `createOwnOf` compares it. */
const read = (text: string): Choice | undefined => {
  const [, conversation, word, at] = /^([0-9a-f]{32}) (follow|leave) ([0-9]{1,15})$/u.exec(text) ?? []
  if (conversation === undefined) return undefined
  return { conversation: conversationId(conversation), follows: word === 'follow', at: Number(at) }
}

/** What the person has said, given all that is set; undefined where they have not. */
export function chosenIn(
  all: ReadonlyMap<string, string>,
  { conversation, root }: ThreadPlace,
): boolean | undefined {
  const choice = read(all.get(prefix + root) ?? '')
  return choice?.conversation === conversation ? choice.follows : undefined
}

/** To be set, given all that is set: at the bound the oldest choices go. */
export function choose(
  all: ReadonlyMap<string, string>,
  { conversation, root, follows, at }: ThreadPlace & Choice,
): ReadonlyArray<Change> {
  const key = prefix + root
  const others = [...all]
    .flatMap(([each, text]) => {
      const choice = each.startsWith(prefix) && each !== key ? read(text) : undefined
      return choice === undefined ? [] : [{ key: each, at: choice.at }]
    })
    .toSorted((left, right) => right.at - left.at)
  const gone = others.slice(maxChoices - 1).map((each): Change => [each.key, undefined])
  return [...gone, [key, `${conversation} ${follows ? 'follow' : 'leave'} ${at}`]]
}

export function createThreadChoices(deps: ThreadChoicesDeps): ThreadChoices {
  let before = new Map<OpId, Choice>()
  /** What is chosen now, and of which threads that is something else than before. */
  const turn = (): ReadonlyArray<ThreadPlace> => {
    const now = new Map(Array.from(own.all()).flatMap((root) => entryOf(root, own.of(root))))
    const places = [...before, ...now]
      .filter(([root]) => before.get(root)?.follows !== now.get(root)?.follows)
      .map(([root, { conversation }]) => ({ conversation, root }))
    before = now
    return places
  }
  let isBegun = false
  const changed = (): void => {
    const places = turn()
    deps.changed()
    // What was so when the app last ran is in what is kept of reading.
    if (isBegun) deps.chosen(places)
  }
  const own = createOwnOf({ ...deps, changed }, { prefix, storeKey: 'threads', id: opId, read })
  const follows: ThreadChoices['follows'] = (conversation, root) => {
    const choice = own.of(root)
    return choice?.conversation === conversation ? choice.follows : undefined
  }
  return {
    begin: async () => {
      await own.begin()
      isBegun = true
    },
    follows,
    look: own.look,
    replied: (conversation, root) => {
      const workspace = follows(conversation, root) === false ? deps.workspaceOf(conversation) : undefined
      if (workspace !== undefined) void deps.settings(workspace).set(prefix + root, undefined)
    },
    rewrite: own.rewrite,
  }
}

const entryOf = (root: OpId, choice: Choice | undefined): ReadonlyArray<readonly [OpId, Choice]> =>
  choice === undefined ? [] : [[root, choice]]
