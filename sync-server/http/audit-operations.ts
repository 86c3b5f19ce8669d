import * as v from 'valibot'
import { bytesToHex } from '../../core/base/bytes.ts'
import { fail, ok } from '../../core/base/result.ts'
import { auditAnswer, auditPaths, auditProofAnswer, auditQuery } from '../../core/protocol/audit-api.ts'
import { workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const params = { workspace: sample.workspace }
const shared = {
  method: 'GET',
  tag: 'audit',
  action: 'workspace.audit',
  params: v.object({ workspace: workspaceIdSchema }),
  problems: ['forbidden'],
} as const

export const auditOperations = ({ auditLog }: { readonly auditLog: AuditLog }): ReadonlyArray<Operation> => [
  userOperation({
    ...shared,
    id: 'listAuditLines',
    path: auditPaths.lines(':workspace'),
    summary: 'Who did what in a workspace, oldest first, with the hashes that prove it.',
    description:
      'A page ends at `limit`; the next one begins after its last `number`. Each hash is SHA-256 over the 32 bytes of the ' +
      'hash before (zeros for the first) and `number`, newline, `time`, newline, `line`: whoever keeps the lines elsewhere ' +
      'sees later whether they were changed.',
    query: auditQuery,
    answer: auditAnswer,
    example: {
      params,
      query: { after: '0', limit: '100' },
      answer: {
        lines: [
          {
            number: 1,
            time: 1_795_000_000_000,
            line: '{"action":"renameWorkspace","from":"192.0.2.7","outcome":"done","target":{}}',
            hash: '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
          },
        ],
        more: false,
      },
    },
    run: async ({ grant, params: { workspace }, query }) => {
      const page = await auditLog.list(grant.user, workspace, query)
      if (!page.ok) return fail({ code: page.failure.kind })
      const lines = page.value.rows.map(({ hash, ...row }) => ({ ...row, hash: bytesToHex(hash) }))
      return ok({ lines, more: page.value.more })
    },
    audit: ({ params: { workspace }, query }) => ({ workspace, details: { after: query.after } }),
  }),
  userOperation({
    ...shared,
    id: 'proveAuditLines',
    path: auditPaths.proof(':workspace'),
    summary:
      'Read a workspace’s audit lines from the first to the last and say whether all are as they were.',
    answer: auditProofAnswer,
    example: { params, answer: { kind: 'whole', lines: 128 } },
    run: async ({ grant, params: { workspace } }) => {
      const proof = await auditLog.prove(grant.user, workspace)
      return proof.ok ? ok(proof.value) : fail({ code: proof.failure.kind })
    },
  }),
]
