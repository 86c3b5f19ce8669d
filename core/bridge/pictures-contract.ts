/** What page and main say to each other about pictures of people and workspaces. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { userIdSchema, workspaceIdSchema } from '../protocol/id-schemas.ts'
import { pictureHashSchema, readPicture } from '../protocol/pictures-api.ts'

const image = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => readPicture(bytes) !== undefined, 'no picture'),
)
const owner = v.variant('kind', [
  v.strictObject({ kind: v.literal('person'), user: userIdSchema }),
  v.strictObject({ kind: v.literal('workspace'), workspace: workspaceIdSchema }),
])
export type PictureOwner = v.InferOutput<typeof owner>

export const pictureInputs = {
  /** `null` takes it away. Done at the relay or not at all; the directory tells of it. One's own waits: `changes-contract.ts`. */
  'picture.setOfWorkspace': v.strictObject({ workspace: workspaceIdSchema, image: v.nullable(image) }),
  /** The picture with this hash, from this device if it was seen here before. */
  'picture.read': v.strictObject({ of: owner, hash: pictureHashSchema }),
}

/** `Failure`: of a call to the relay. */
export interface PictureOutputs<Failure> {
  readonly 'picture.setOfWorkspace': Result<undefined, Failure>
  readonly 'picture.read': Result<Uint8Array, Failure>
}
