/** The rules of each workspace, ready to judge by. */
import * as v from 'valibot'
import { type ModerationRules, moderationRules } from '../../core/protocol/moderation-api.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { createLru } from '../relay/lru.ts'
import type { ModerationStore } from '../store/moderation-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { type CompiledRules, compileRules } from './rules.ts'

export interface BookRules extends CompiledRules {
  readonly rules: ModerationRules
  readonly changedBy: UserId
}

/** What the relay itself asks of all workspaces. */
export interface RelayRules {
  /** In characters; undefined: nothing beyond the protocol. */
  readonly maxLength: number | undefined
  /** Of workspaces that have none of their own (MO10). */
  readonly usual: ModerationRules | undefined
  /** In whose name it takes back what was said in a workspace without rules: of nobody who may, so that somebody who moderates is asked. */
  readonly by: UserId
}

export interface RuleBook {
  /** Workspaces without rules of their own have some, too. */
  readonly coversAll: boolean
  readonly of: (workspace: WorkspaceId) => Promise<BookRules | undefined>
  /** To be called when they are others. */
  readonly changed: (workspace: WorkspaceId) => void
}

const keptWorkspaces = 1_000

export function createRuleBook(store: Pick<ModerationStore, 'rules'>, relay: RelayRules): RuleBook {
  const kept = createLru<WorkspaceId, { readonly rules: BookRules | undefined }>(keptWorkspaces)
  const usual = relay.usual && { ...compileRules(relay.usual), rules: relay.usual, changedBy: relay.by }
  let generation = 0
  return {
    coversAll: relay.maxLength !== undefined || usual !== undefined,
    of: async (workspace) => {
      const known = kept.get(workspace)
      if (known !== undefined) return known.rules
      const before = generation
      const stored = await store.rules(workspace)
      const own = stored ? { ...read(stored.rules), changedBy: stored.changedBy } : usual
      const rules = relay.maxLength === undefined ? own : withLength(own, relay.maxLength, relay.by)
      if (before === generation) kept.set(workspace, { rules })
      return rules
    },
    changed: (workspace) => {
      generation++
      kept.delete(workspace)
    },
  }
}

function withLength(own: BookRules | undefined, maxLength: number, by: UserId): BookRules {
  const { find, ...rules } = own ?? { ...compileRules({}), rules: {}, changedBy: by }
  return {
    ...rules,
    find: (said) =>
      said.text.length > maxLength
        ? [
            {
              rule: 'relay-length',
              action: 'refuse',
              ranges: [{ start: 0, end: said.text.length }],
              most: maxLength,
            },
            ...find(said),
          ]
        : find(said),
  }
}

function read(json: string): Omit<BookRules, 'changedBy'> {
  const rules = v.safeParse(moderationRules, JSON.parse(json))
  if (!rules.success) throw new StoreTrouble('damaged', new Error('rules of a workspace'))
  return { ...compileRules(rules.output), rules: rules.output }
}
