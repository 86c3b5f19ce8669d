import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import {
  conversationIdSchema,
  opIdSchema,
  reportIdSchema,
  workspaceIdSchema,
} from '../../core/protocol/id-schemas.ts'
import {
  moderationPaths,
  moderationRules,
  reportMadeAnswer,
  reportMessageBody,
  reportPersonBody,
  reportReasons,
  reportsAnswer,
  reportsQuery,
  resolutions,
  resolveBody,
} from '../../core/protocol/moderation-api.ts'
import type { Moderation, ResolveFailure } from '../moderation/moderation.ts'
import type { RulesFailure } from '../moderation/rules.ts'
import type { ReportRow } from '../store/moderation-store.ts'
import { StoreTrouble } from '../store/store.ts'
import type { Answer } from './endpoint.ts'
import { failed } from './message-answers.ts'
import { type Operation, userOperation } from './operation.ts'
import type { ApiFailure } from './problems.ts'
import { sample } from './samples.ts'

interface ModerationOperationsDeps {
  readonly moderation: Moderation
}

const params = { workspace: sample.workspace }
const inWorkspace = v.object({ workspace: workspaceIdSchema })
const exampleRules = {
  words: { action: 'mask' as const, list: ['humbug', 'stuff and nonsense'] },
  patterns: { action: 'refuse' as const, list: ['\\b\\d{4} ?\\d{4} ?\\d{4} ?\\d{4}\\b'] },
  links: { action: 'flag' as const, never: ['example.net'] },
  reason: 'See the rules in #general.',
}

export const moderationOperations = (deps: ModerationOperationsDeps): ReadonlyArray<Operation> => [
  ...ruleOperations(deps),
  ...reporting(deps),
  ...queue(deps),
]

const ruleOperations = ({ moderation }: ModerationOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'getModerationRules',
    method: 'GET',
    path: moderationPaths.rules(':workspace'),
    tag: 'moderation',
    summary: 'The rules for what is said in the open conversations of a workspace.',
    action: 'workspace.moderate',
    params: inWorkspace,
    answer: moderationRules,
    problems: ['forbidden'],
    example: { params, answer: exampleRules },
    run: async ({ grant, params: { workspace } }) => {
      const found = await moderation.rules(grant.user, workspace)
      return found.ok ? found : fail({ code: found.failure.kind })
    },
  }),
  userOperation({
    id: 'setModerationRules',
    method: 'PUT',
    path: moderationPaths.rules(':workspace'),
    tag: 'moderation',
    summary: 'Set the rules for what is said in the open conversations of a workspace from now on.',
    description:
      'Each rule refuses what breaks it, masks the words with blocks, or flags it in the queue. REST, the JSON gateway and ' +
      'bots are refused; what the app wrote without a network is taken back or masked a moment after it came in. ' +
      'Patterns are regular expressions without going back (`. [a-z] \\d \\w \\s \\b ^ $ ( ) | * + ? {n,m}`), compared without ' +
      'case and accents. Sealed conversations are not judged: nobody but their members can read them.',
    action: 'workspace.moderate',
    params: inWorkspace,
    body: moderationRules,
    problems: ['forbidden'],
    example: { params, body: exampleRules },
    run: async ({ grant, params: { workspace }, body }) => {
      const set = await moderation.setRules(grant.user, workspace, body)
      if (set.ok) return ok(undefined)
      return fail(set.failure.kind === 'pattern' ? patternProblem(set.failure) : { code: set.failure.kind })
    },
    audit: ({ params: { workspace }, body }) => ({
      workspace,
      details: { rules: Object.keys(body).join(' ') },
    }),
  }),
]

const patternWords: Record<RulesFailure['why'], string> = {
  malformed: 'a pattern of the form that the documentation tells',
  'too-large': 'a smaller pattern, or fewer of them',
  'matches-nothing': 'a pattern that needs at least one character',
}
const patternProblem = ({ index, why }: RulesFailure): ApiFailure => ({
  code: 'bad-request',
  field: `patterns.list.${index}`,
  detail: `Here belongs: ${patternWords[why]}. (patterns.list.${index})`,
})

const reporting = ({ moderation }: ModerationOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'reportMessage',
    method: 'POST',
    path: moderationPaths.reportMessage(':conversation', ':message'),
    tag: 'moderation',
    summary: 'Show a message of an open conversation to those who lead the workspace.',
    description: 'They see it as it was when it was reported, also where they do not read the conversation.',
    action: 'message.report',
    params: v.object({ conversation: conversationIdSchema, message: opIdSchema }),
    body: reportMessageBody,
    answer: reportMadeAnswer,
    status: 201,
    problems: ['sealed', 'no-such-message'],
    example: {
      params: { conversation: sample.conversation, message: sample.message },
      body: { reason: 'spam', note: 'The third time today.' },
      answer: { id: sample.report },
    },
    run: async ({ grant, params: { conversation, message }, body }) => {
      const made = await moderation.reportMessage(grant.user, conversation, message, body)
      return made.ok ? ok({ id: made.value }) : failed(made.failure)
    },
    audit: ({ params: target }) => ({ conversation: target.conversation, target }),
  }),
  userOperation({
    id: 'reportPerson',
    method: 'POST',
    path: moderationPaths.reports(':workspace'),
    tag: 'moderation',
    summary: 'Tell those who lead the workspace about somebody in it.',
    action: 'person.report',
    params: inWorkspace,
    body: reportPersonBody,
    answer: reportMadeAnswer,
    status: 201,
    example: {
      params,
      body: { person: sample.other, reason: 'harassment', note: 'Writes to me every night.' },
      answer: { id: sample.report },
    },
    run: async ({ grant, params: { workspace }, body: { person, ...about } }) => {
      const made = await moderation.reportPerson(grant.user, workspace, person, about)
      return made.ok ? ok({ id: made.value }) : fail({ code: made.failure.kind })
    },
    audit: ({ params: { workspace }, body: { person } }) => ({ workspace, target: { user: person } }),
  }),
]

const queue = ({ moderation }: ModerationOperationsDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'listReports',
    method: 'GET',
    path: moderationPaths.reports(':workspace'),
    tag: 'moderation',
    summary: 'What was reported in a workspace, by people and by its rules, the newest first.',
    action: 'workspace.moderate',
    params: inWorkspace,
    query: reportsQuery,
    answer: reportsAnswer,
    problems: ['forbidden'],
    example: {
      params,
      query: { state: 'open', limit: '20' },
      answer: {
        reports: [
          {
            id: sample.report,
            conversation: sample.conversation,
            message: sample.message,
            person: sample.other,
            reporter: sample.user,
            reason: 'spam',
            created: 1_795_708_800_000,
            note: 'The third time today.',
            text: 'Cheap cards!',
          },
        ],
        more: false,
      },
    },
    run: async ({ grant, params: { workspace }, query: { state, before, limit } }) => {
      const page = { open: state === 'open', before, limit }
      const found = await moderation.reports(grant.user, workspace, page)
      if (!found.ok) return fail({ code: found.failure.kind })
      return ok({ reports: found.value.rows.map(toAnswer), more: found.value.more })
    },
  }),
  userOperation({
    id: 'resolveReport',
    method: 'PUT',
    path: moderationPaths.resolve(':workspace', ':report'),
    tag: 'moderation',
    summary:
      'Dismiss a report, take back the message that it is about, or take its author out of the workspace.',
    action: 'workspace.moderate',
    params: v.object({ workspace: workspaceIdSchema, report: reportIdSchema }),
    body: resolveBody,
    problems: ['forbidden', 'last-owner', 'already-resolved'],
    example: {
      params: { ...params, report: sample.report },
      body: { action: 'remove-message' },
    },
    run: async ({ grant, params: { workspace, report }, body: { action } }): Promise<Answer> => {
      const resolved = await moderation.resolve(grant.user, workspace, report, action)
      return resolved.ok ? ok(undefined) : fail(resolveProblem(resolved.failure))
    },
    audit: ({ params: { workspace, report }, body }) => ({
      workspace,
      target: { report },
      details: { ...body },
    }),
  }),
]

const retrySeconds = 2
function resolveProblem({ kind }: ResolveFailure): ApiFailure {
  if (kind === 'no-message')
    return { code: 'bad-request', field: 'action', detail: 'This report is about no message.' }
  return kind === 'unavailable' ? { code: kind, retryAfter: retrySeconds } : { code: kind }
}

const reasonsToTell = [...reportReasons, 'rules'] as const
function toAnswer({ id, about, person, reporter, reason, created, said, resolution }: ReportRow) {
  return {
    id,
    ...about,
    person,
    ...(reporter && { reporter }),
    reason: known(reasonsToTell, reason),
    created,
    ...said,
    ...(resolution && {
      resolution: known(resolutions, resolution.action),
      resolved: resolution.at,
      resolvedBy: resolution.by,
    }),
  }
}

function known<Word extends string>(words: ReadonlyArray<Word>, found: string): Word {
  const word = words.find((each) => each === found)
  if (word === undefined) throw new StoreTrouble('damaged', new Error('a report'))
  return word
}
