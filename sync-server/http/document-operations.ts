import * as v from 'valibot'
import { fail, ok } from '../../core/base/result.ts'
import { paths } from '../../core/protocol/api.ts'
import { createDocumentBody, documentAnswer, documentBody } from '../../core/protocol/documents-api.ts'
import {
  conversationIdSchema,
  documentIdSchema,
  userIdSchema,
  workspaceIdSchema,
} from '../../core/protocol/id-schemas.ts'
import type { Documents } from '../directory/documents.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample } from './samples.ts'

const inWorkspace = v.object({ workspace: workspaceIdSchema })
const oneDocument = v.object({ workspace: workspaceIdSchema, document: documentIdSchema })
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
        v.object({
          id: documentIdSchema,
          conversation: conversationIdSchema,
          title: v.string(),
          createdBy: userIdSchema,
          created: v.number(),
        }),
      ),
    }),
    example: {
      params,
      answer: {
        documents: [
          {
            id: sample.document,
            conversation: sample.conversation,
            title: 'Plan',
            createdBy: sample.user,
            created: 1_795_708_800_000,
          },
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
    summary:
      'Make a shared text, and the conversation about it. It is written over y-websocket, in the room of its id. With ids of one’s own choosing (at random) it can be asked for again, and is made once.',
    action: 'document.create',
    params: inWorkspace,
    body: createDocumentBody,
    answer: documentAnswer,
    problems: ['id-taken', 'forbidden'],
    example: {
      params,
      body: { title: 'Plan' },
      answer: { id: sample.document, conversation: sample.conversation },
    },
    run: async ({ grant, params: place, body }) => {
      const made = await documents.create(grant.user, { ...place, ...body })
      return made.ok ? made : fail({ code: made.failure.kind })
    },
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
  userOperation({
    id: 'renameDocument',
    method: 'PATCH',
    path: paths.document(':workspace', ':document'),
    tag: 'documents',
    summary: 'Give a shared text another title.',
    action: 'document.rename',
    params: oneDocument,
    body: documentBody,
    problems: ['forbidden'],
    example: { params: { ...params, document: sample.document }, body: { title: 'Plan B' } },
    run: async ({ grant, params: { workspace, document: id }, body }) => {
      const renamed = await documents.rename(grant.user, { workspace, id, ...body })
      return renamed.ok ? ok(undefined) : fail({ code: renamed.failure.kind })
    },
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
]
