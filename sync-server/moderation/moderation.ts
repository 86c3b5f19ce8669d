/** Rules, reports and the moderators' queue: who may, and what comes of it. Rules MO* of SPEC.md. */
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ModerationRules, reportReasons } from '../../core/protocol/moderation-api.ts'
import {
  type ConversationId,
  type OpId,
  randomId,
  type ReportId,
  reportId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { Access, Forbidden, Sealed } from '../access/access.ts'
import type { Directory } from '../directory/directory.ts'
import type { MessageFailure, Messages } from '../messages/messages.ts'
import type { DirectoryStore, LastOwner, NotFound } from '../store/directory-store.ts'
import type { ModerationStore, ReportRow } from '../store/moderation-store.ts'
import type { Enforcer } from './enforce.ts'
import type { RuleBook } from './rule-book.ts'
import { faultOf, type RulesFailure } from './rules.ts'

type Refused = NotFound | Forbidden

export interface ReportAbout {
  readonly reason: (typeof reportReasons)[number]
  readonly note: string
}

export interface ReportsPage {
  readonly rows: ReadonlyArray<ReportRow>
  readonly more: boolean
}

export type ResolveAction = 'dismiss' | 'remove-message' | 'remove-person'
export type ResolveFailure =
  | Refused
  | LastOwner
  | { readonly kind: 'already-resolved' }
  /** There is no message in it to remove. */
  | { readonly kind: 'no-message' }
  | { readonly kind: 'unavailable' }

export interface Moderation {
  readonly rules: (user: UserId, workspace: WorkspaceId) => Promise<Result<ModerationRules, Refused>>
  /** Without any rule, there are none from then on. */
  readonly setRules: (
    user: UserId,
    workspace: WorkspaceId,
    rules: ModerationRules,
  ) => Promise<Result<void, Refused | RulesFailure>>
  /** A second report of the same by the same is the first one, as long as it is open. */
  readonly reportMessage: (
    user: UserId,
    conversation: ConversationId,
    message: OpId,
    about: ReportAbout,
  ) => Promise<Result<ReportId, Refused | Sealed | MessageFailure>>
  readonly reportPerson: (
    user: UserId,
    workspace: WorkspaceId,
    person: UserId,
    about: ReportAbout,
  ) => Promise<Result<ReportId, Refused>>
  readonly reports: (
    user: UserId,
    workspace: WorkspaceId,
    page: { readonly open: boolean; readonly before: ReportId | undefined; readonly limit: number },
  ) => Promise<Result<ReportsPage, Refused>>
  readonly resolve: (
    user: UserId,
    workspace: WorkspaceId,
    report: ReportId,
    action: ResolveAction,
  ) => Promise<Result<void, ResolveFailure>>
}

export interface ModerationDeps {
  readonly store: ModerationStore
  readonly roles: Pick<DirectoryStore, 'role'>
  readonly access: Access
  readonly directory: Pick<Directory, 'removeMember'>
  readonly messages: Pick<Messages, 'get'>
  readonly enforcer: Pick<Enforcer, 'remove'>
  readonly ruleBook: RuleBook
  readonly clock: Clock
  readonly random: Random
}

export const createModeration = (deps: ModerationDeps): Moderation => ({
  ...createRuleCalls(deps),
  ...createReporting(deps),
  reports: async (user, workspace, { limit, ...page }) => {
    const role = await deps.access.inWorkspace(user, workspace, 'workspace.moderate')
    if (!role.ok) return role
    const rows = await deps.store.reports(workspace, { ...page, limit: limit + 1 })
    return ok({ rows: rows.slice(0, limit), more: rows.length > limit })
  },
  resolve: (user, workspace, report, action) => resolve(deps, { user, workspace, report, action }),
})

const createRuleCalls = ({
  store,
  access,
  ruleBook,
  clock,
}: ModerationDeps): Pick<Moderation, 'rules' | 'setRules'> => ({
  rules: async (user, workspace) => {
    const role = await access.inWorkspace(user, workspace, 'workspace.moderate')
    if (!role.ok) return role
    return ok((await ruleBook.of(workspace))?.rules ?? {})
  },
  setRules: async (user, workspace, rules) => {
    const role = await access.inWorkspace(user, workspace, 'workspace.moderate')
    if (!role.ok) return role
    const fault = faultOf(rules)
    if (fault !== undefined) return fail(fault)
    const { words, patterns, links, length, attachments } = rules
    const isEmpty = [words, patterns, links, length, attachments].every((each) => each === undefined)
    const stored = { rules: JSON.stringify(rules), changedBy: user, now: clock.now() }
    await store.putRules(workspace, isEmpty ? undefined : stored)
    ruleBook.changed(workspace)
    return ok(undefined)
  },
})

const createReporting = ({
  store,
  roles,
  access,
  messages,
  clock,
  random,
}: ModerationDeps): Pick<Moderation, 'reportMessage' | 'reportPerson'> => ({
  reportMessage: async (user, conversation, message, { reason, note }) => {
    const standing = await access.inConversation(user, conversation, 'message.report')
    if (!standing.ok) return standing
    const found = await messages.get(user, conversation, message)
    if (!found.ok) return found
    const { author: person, text } = found.value
    const { workspace } = standing.value
    const made = { id: randomId(reportId, random), reporter: user, created: clock.now() }
    const about = { conversation, message }
    return ok(await store.addReport({ ...made, workspace, about, person, reason, note, text }))
  },
  reportPerson: async (user, workspace, person, { reason, note }) => {
    const role = await access.inWorkspace(user, workspace, 'person.report')
    if (!role.ok) return role
    if ((await roles.role(workspace, person)) === undefined) return fail({ kind: 'not-found' })
    const made = { id: randomId(reportId, random), reporter: user, created: clock.now() }
    return ok(await store.addReport({ ...made, workspace, about: undefined, person, reason, note, text: '' }))
  },
})

interface Resolving {
  readonly user: UserId
  readonly workspace: WorkspaceId
  readonly report: ReportId
  readonly action: ResolveAction
}

async function resolve(deps: ModerationDeps, asked: Resolving): Promise<Result<void, ResolveFailure>> {
  const { store, access, clock } = deps
  const { user, workspace, report, action } = asked
  const role = await access.inWorkspace(user, workspace, 'workspace.moderate')
  if (!role.ok) return role
  const row = await store.report(workspace, report)
  if (row === undefined) return fail({ kind: 'not-found' })
  if (row.resolution !== undefined) return fail({ kind: 'already-resolved' })
  const done = await carryOut(deps, asked, row)
  if (!done.ok) return done
  const resolved = await store.resolve(workspace, report, {
    action: words[action],
    by: user,
    at: clock.now(),
  })
  return resolved.ok ? resolved : fail({ kind: 'already-resolved' })
}

const words = {
  dismiss: 'dismissed',
  'remove-message': 'message-removed',
  'remove-person': 'person-removed',
} as const satisfies Record<ResolveAction, string>

async function carryOut(
  { enforcer, directory, roles }: ModerationDeps,
  { user, workspace, action }: Resolving,
  { about, person }: ReportRow,
): Promise<Result<void, ResolveFailure>> {
  switch (action) {
    case 'dismiss':
      return ok(undefined)
    case 'remove-message': {
      if (about === undefined) return fail({ kind: 'no-message' })
      const removed = await enforcer.remove(user, about, '')
      return removed.kind === 'done' ? ok(undefined) : fail(removed)
    }
    case 'remove-person':
      // Who has left by now is out already.
      if ((await roles.role(workspace, person)) === undefined) return ok(undefined)
      return directory.removeMember(user, workspace, person)
  }
}
