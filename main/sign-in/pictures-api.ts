/** The relay's addresses for pictures of people and workspaces. */
import * as v from 'valibot'
import { ok, type Result } from '../../core/base/result.ts'
import type { PictureOwner } from '../../core/bridge/pictures-contract.ts'
import { bytesToText } from '../../core/protocol/byte-schemas.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'
import { pictureAnswer, picturePaths } from '../../core/protocol/pictures-api.ts'
import type { ApiFailure, Ask } from './ask.ts'

export interface PicturesApi {
  /** `null` takes it away. */
  readonly setOfWorkspace: (
    token: string,
    workspace: WorkspaceId,
    image: Uint8Array | null,
  ) => Promise<Result<undefined, ApiFailure>>
  readonly read: (token: string, of: PictureOwner) => Promise<Result<Uint8Array, ApiFailure>>
}

export const createPicturesApi = (ask: Ask): PicturesApi => ({
  setOfWorkspace: async (token, workspace, image) => {
    const path = picturePaths.workspace(workspace)
    const answer =
      image === null
        ? await ask(v.unknown(), 'DELETE', path, { token })
        : await ask(v.unknown(), 'PUT', path, { token, body: { image: bytesToText(image) } })
    return answer.ok ? ok(undefined) : answer
  },
  read: async (token, of) => {
    const path = of.kind === 'person' ? picturePaths.person(of.user) : picturePaths.workspace(of.workspace)
    const answer = await ask(pictureAnswer, 'GET', path, { token })
    return answer.ok ? ok(answer.value.image) : answer
  },
})
