import { Readable } from 'node:stream'
import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import { exportPath } from '../export/export-api.ts'
import { exportWorkspace } from '../export/workspace-export.ts'
import type { Store } from '../store/store.ts'
import { administratorOperation, type Operation } from './operation.ts'
import { sample } from './samples.ts'

export const exportOperations = ({ store }: { readonly store: Store }): ReadonlyArray<Operation> => [
  administratorOperation({
    id: 'exportWorkspace',
    method: 'GET',
    path: exportPath(':workspace'),
    tag: 'audit',
    summary: 'All that open conversations of a workspace say, as JSON lines.',
    description:
      'What the lines are is told in sync-server/export/workspace-export.ts. The last one has kind `end`.',
    params: v.object({ workspace: workspaceIdSchema }),
    problems: ['not-found'],
    example: { params: { workspace: sample.workspace } },
    run: async ({ params: { workspace }, reply }) => {
      const lines = await exportWorkspace(store, workspace)
      if (lines === undefined) return fail({ code: 'not-found' })
      reply.type('application/x-ndjson').header('cache-control', 'no-store')
      return ok(Readable.from(lines))
    },
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
]
