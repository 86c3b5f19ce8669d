import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import { usageAnswer, usagePath } from '../../core/protocol/usage-api.ts'
import type { Quotas } from '../quotas/quotas.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

export const usageOperations = ({ quotas }: { readonly quotas: Quotas }): ReadonlyArray<Operation> => [
  userOperation({
    id: 'getUsage',
    method: 'GET',
    path: usagePath(':workspace'),
    tag: 'workspaces',
    summary: 'How much a workspace holds, and how much it may.',
    description:
      'Bytes as they lie on the disk. Messages are those of open conversations; of sealed ones the relay sees entries alone.',
    action: 'workspace.usage',
    params: v.object({ workspace: workspaceIdSchema }),
    answer: usageAnswer,
    problems: ['forbidden'],
    example: {
      params: { workspace: sample.workspace },
      answer: {
        people: 12,
        conversations: 7,
        messages: 5_120,
        entries: 6_002,
        entryBytes: 1_900_544,
        files: 3,
        fileBytes: 4_718_592,
        limits: { fileBytes: 10_737_418_240, people: null },
      },
    },
    run: async ({ grant, params: { workspace } }) => {
      const found = await quotas.usage(grant.user, workspace)
      return found.ok ? ok(found.value) : fail({ code: found.failure.kind })
    },
  }),
]
