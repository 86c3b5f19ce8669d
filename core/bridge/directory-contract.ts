/** What the page asks main to do with workspaces; what waits for no network is in `changes-contract.ts`. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { createWorkspaceBody, type OpenWorkspace } from '../protocol/api.ts'
import { workspaceIdSchema } from '../protocol/id-schemas.ts'
import type { WorkspaceId } from '../protocol/ids.ts'

export const directoryInputs = {
  'directory.workspaces': v.strictObject({}),
  'directory.createWorkspace': createWorkspaceBody,
  'directory.joinWorkspace': v.strictObject({ workspace: workspaceIdSchema }),
}

/** `Failure`: of a call to the relay. */
export interface DirectoryOutputs<Failure> {
  readonly 'directory.workspaces': Result<ReadonlyArray<OpenWorkspace>, Failure>
  readonly 'directory.createWorkspace': Result<WorkspaceId, Failure>
  readonly 'directory.joinWorkspace': Result<undefined, Failure>
}
