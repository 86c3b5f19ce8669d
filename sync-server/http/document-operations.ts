import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { createDocumentBody, paths } from '../../core/protocol/api.ts'
import { plainIdSchema, userIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import type { Documents } from '../directory/documents.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const params = { workspace: sample.workspace }

export const documentOperations = ({
  documents,
}: {
  readonly documents: Documents
}): ReadonlyArray<Operation> => [
  userOperation({
    id: 'listDocuments',
    method: 'GET',
    path: paths.documents(':workspace'),
    tag: 'documents',
    summary: 'The shared texts of a workspace, the newest first.',
    action: 'document.read',
    params: inWorkspace,
    problems: ['forbidden'],
    answer: v.object({
      documents: v.array(
        v.object({ id: plainIdSchema, title: v.string(), createdBy: userIdSchema, created: v.number() }),
      ),
    }),
    example: {
      params,
      answer: {
        documents: [
          { id: sample.document, title: 'Plan', createdBy: sample.user, created: 1_795_708_800_000 },
        ],
      },
    },
    run: async ({ grant, params: { workspace } }) => {
      const listed = await documents.list(grant.user, workspace)
      return listed.ok ? ok({ documents: listed.value }) : fail({ code: listed.failure.kind })
    },
  }),
  userOperation({
    id: 'createDocument',
    method: 'POST',
    path: paths.documents(':workspace'),
    tag: 'documents',
    summary: 'Make a shared text. It is written over y-websocket, in the room of its id.',
    action: 'document.create',
    params: inWorkspace,
    body: createDocumentBody,
    answer: v.object({ id: plainIdSchema }),
    problems: ['forbidden'],
    example: { params, body: { title: 'Plan' }, answer: { id: sample.document } },
    run: async ({ grant, params: place, body }) => {
      const made = await documents.create(grant.user, { ...place, ...body })
      return made.ok ? ok({ id: made.value }) : fail({ code: made.failure.kind })
    },
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
]
