import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import { retentionPath, retentionRule } from '../../core/protocol/retention-api.ts'
import type { Retention } from '../retention/retention.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const shared = {
  path: retentionPath(':workspace'),
  tag: 'moderation',
  params: v.object({ workspace: workspaceIdSchema }),
} as const
const params = { workspace: sample.workspace }

export const retentionOperations = ({
  retention,
}: {
  readonly retention: Retention
}): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'getRetention',
    method: 'GET',
    summary: 'How many days a workspace keeps what is said in its open conversations.',
    action: 'workspace.read',
    answer: retentionRule,
    example: { params, answer: { days: 90 } },
    run: async ({ grant, params: { workspace } }) => {
      const found = await retention.days(grant.user, workspace)
      return found.ok ? ok({ days: found.value ?? null }) : fail({ code: found.failure.kind })
    },
  }),
  userOperation({
    ...shared,
    id: 'setRetention',
    method: 'PUT',
    summary: 'Say how many days a workspace keeps what is said in its open conversations.',
    description:
      'What is older is taken back within the hour, and cannot be had again. Archived and sealed conversations are left alone.',
    action: 'workspace.retain',
    body: retentionRule,
    problems: ['forbidden'],
    example: { params, body: { days: 90 } },
    run: async ({ grant, params: { workspace }, body }) => {
      const set = await retention.setDays(grant.user, workspace, body.days ?? undefined)
      return set.ok ? ok(undefined) : fail({ code: set.failure.kind })
    },
    audit: ({ params: { workspace }, body }) => ({ workspace, details: { days: body.days ?? 0 } }),
  }),
]
