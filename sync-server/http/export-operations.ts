import { Readable } from 'node:stream'
import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import { identityPaths } from '../../core/protocol/identity-api.ts'
import { exportPath } from '../export/export-api.ts'
import { exportOwn } from '../export/own-export.ts'
import { exportWorkspace } from '../export/workspace-export.ts'
import type { Profiles } from '../identity/profiles.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Store } from '../store/store.ts'
import { spend, tooMany } from './endpoint.ts'
import { administratorOperation, type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const linesMedia = 'application/x-ndjson'

export interface ExportsDeps {
  readonly store: Store
  readonly profiles: Profiles
  /** All logs of a person are read for one. */
  readonly exports: Throttle
}

export const exportOperations = ({ store, profiles, exports }: ExportsDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'exportMe',
    method: 'GET',
    path: identityPaths.ownExport,
    tag: 'people',
    summary: 'All that is known of oneself and was said by oneself in open conversations, as JSON lines.',
    description:
      'What the lines are is told in sync-server/export/own-export.ts. The last one has kind `end`. It may be asked for twice a minute.',
    stream: { media: linesMedia },
    problems: ['not-found'],
    example: {},
    run: async ({ grant: { user }, reply }) => {
      const me = await profiles.me(user)
      if (me === undefined) return fail({ code: 'not-found' })
      const retryAfter = spend(reply, exports, user)
      if (retryAfter > 0) return tooMany(retryAfter)
      reply
        .type(linesMedia)
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="tidings-export.jsonl"')
      return ok(Readable.from(exportOwn(store, me)))
    },
    audit: ({ grant: { user } }) => ({ target: { user } }),
  }),
  administratorOperation({
    id: 'exportWorkspace',
    method: 'GET',
    path: exportPath(':workspace'),
    tag: 'audit',
    summary: 'All that open conversations of a workspace say, as JSON lines.',
    description:
      'What the lines are is told in sync-server/export/workspace-export.ts. The last one has kind `end`.',
    params: v.object({ workspace: workspaceIdSchema }),
    stream: { media: linesMedia },
    problems: ['not-found'],
    example: { params: { workspace: sample.workspace } },
    run: async ({ params: { workspace }, reply }) => {
      const lines = await exportWorkspace(store, workspace)
      if (lines === undefined) return fail({ code: 'not-found' })
      reply.type(linesMedia).header('cache-control', 'no-store')
      return ok(Readable.from(lines))
    },
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
]
