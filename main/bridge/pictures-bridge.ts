/** Main's answers on pictures of people and workspaces (PF5). */
import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Bridge, CommandFailure } from '../../core/bridge/contract.ts'
import type { PictureOwner, PictureOutputs } from '../../core/bridge/pictures-contract.ts'
import { readPicture } from '../../core/protocol/pictures-api.ts'
import type { Session } from '../sign-in/session.ts'
import { askWithToken, commandFailure } from './with-token.ts'

export function createPicturesBridge(session: Session): Pick<Bridge, keyof PictureOutputs<never>> {
  return {
    'picture.setOfWorkspace': ({ workspace, image }) =>
      askWithToken(
        session.current(),
        (api, token) => api.pictures.setOfWorkspace(token, workspace, image),
        commandFailure,
      ),
    'picture.read': ({ of, hash }) => read(session, of, hash),
  }
}

/** What the relay sends is believed only if it is what the directory told of, and safe to be decoded. */
async function read(
  session: Session,
  of: PictureOwner,
  hash: string,
): Promise<Result<Uint8Array, CommandFailure>> {
  const open = session.current()
  const kept = await open?.pictures.read(hash)
  if (kept !== undefined) return ok(kept)
  const answer = await askWithToken(open, (api, token) => api.pictures.read(token, of), commandFailure)
  if (!answer.ok) return answer
  const isTheOne = createHash('sha256').update(answer.value).digest('hex') === hash
  if (!isTheOne || readPicture(answer.value) === undefined) {
    return fail({ kind: 'server-error', detail: 'this is another picture' })
  }
  await open?.pictures.keep(hash, answer.value)
  return answer
}
