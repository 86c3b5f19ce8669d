/** What the page asks main to do with workspaces, channels and documents. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { createChannelBody, createWorkspaceBody, documentBody, type OpenWorkspace } from '../protocol/api.ts'
import { documentIdSchema, workspaceIdSchema } from '../protocol/id-schemas.ts'
import type { ConversationId, WorkspaceId } from '../protocol/ids.ts'

export const directoryInputs = {
  'directory.workspaces': v.strictObject({}),
  'directory.createWorkspace': createWorkspaceBody,
  'directory.joinWorkspace': v.strictObject({ workspace: workspaceIdSchema }),
  'directory.createChannel': v.strictObject({ workspace: workspaceIdSchema, ...createChannelBody.entries }),
  'directory.createDocument': v.strictObject({ workspace: workspaceIdSchema, ...documentBody.entries }),
  'directory.renameDocument': v.strictObject({
    workspace: workspaceIdSchema,
    document: documentIdSchema,
    ...documentBody.entries,
  }),
}

/** `Failure`: of a call to the relay. */
export interface DirectoryOutputs<Failure> {
  readonly 'directory.workspaces': Result<ReadonlyArray<OpenWorkspace>, Failure>
  readonly 'directory.createWorkspace': Result<WorkspaceId, Failure>
  readonly 'directory.joinWorkspace': Result<undefined, Failure>
  readonly 'directory.createChannel': Result<ConversationId, Failure>
  /** Answers with its conversation. */
  readonly 'directory.createDocument': Result<ConversationId, Failure>
  readonly 'directory.renameDocument': Result<undefined, Failure>
}
