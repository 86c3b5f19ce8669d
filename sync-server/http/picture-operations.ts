/** Faces of people and workspaces (PF*). */
import * as v from 'valibot'
import { bytesToHex } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { userIdSchema, workspaceIdSchema } from '../../core/protocol/id-schemas.ts'
import { bytesToText } from '../../core/protocol/byte-schemas.ts'
import {
  accentBody,
  pictureAnswer,
  picturePaths,
  putPictureAnswer,
  putPictureBody,
} from '../../core/protocol/pictures-api.ts'
import type { Pictures } from '../directory/pictures.ts'
import type { Answer } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'
import { sample, samplePicture } from './samples.ts'

/** 64 KiB as base64url, and the JSON around it. */
const bodyLimit = 96 * 1024
const inWorkspace = { params: v.object({ workspace: workspaceIdSchema }), tag: 'workspaces' } as const
const params = { workspace: sample.workspace }
const { image, picture } = samplePicture

interface PictureDeps {
  readonly pictures: Pictures
}

export const pictureOperations = (deps: PictureDeps): ReadonlyArray<Operation> => [
  ...ofPeople(deps),
  ...ofWorkspaces(deps),
]

const ofPeople = ({ pictures }: PictureDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'setMyPicture',
    method: 'PUT',
    path: picturePaths.own,
    tag: 'people',
    summary: 'Show a picture of oneself: a PNG, JPEG or WebP of up to 256 by 256 pixels and 64 KiB.',
    body: putPictureBody,
    answer: putPictureAnswer,
    problems: ['not-found'],
    bodyLimit,
    example: { body: { image }, answer: { picture } },
    run: async ({ grant, body }) => hashed(await pictures.setOwn(grant.user, body.image)),
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
  userOperation({
    id: 'removeMyPicture',
    method: 'DELETE',
    path: picturePaths.own,
    tag: 'people',
    summary: 'Show no picture of oneself any more.',
    problems: ['not-found'],
    example: {},
    run: async ({ grant }) => hashed(await pictures.setOwn(grant.user, undefined)),
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
  userOperation({
    id: 'readPicture',
    method: 'GET',
    path: picturePaths.person(':user'),
    tag: 'people',
    summary: 'The picture of somebody with whom one shares a workspace or a conversation.',
    params: v.object({ user: userIdSchema }),
    answer: pictureAnswer,
    problems: ['not-found'],
    example: { params: { user: sample.user }, answer: { image } },
    run: async ({ grant, params: { user } }) => shown(await pictures.ofPerson(grant.user, user)),
  }),
]

const ofWorkspaces = ({ pictures }: PictureDeps): ReadonlyArray<Operation> => [
  userOperation({
    ...inWorkspace,
    id: 'setWorkspacePicture',
    method: 'PUT',
    path: picturePaths.workspace(':workspace'),
    summary: 'Give a workspace a picture: a PNG, JPEG or WebP of up to 256 by 256 pixels and 64 KiB.',
    action: 'workspace.update',
    body: putPictureBody,
    answer: putPictureAnswer,
    problems: ['forbidden'],
    bodyLimit,
    example: { params, body: { image }, answer: { picture } },
    run: async ({ grant, params: { workspace }, body }) =>
      hashed(await pictures.setOfWorkspace(grant.user, workspace, body.image)),
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
  userOperation({
    ...inWorkspace,
    id: 'readWorkspacePicture',
    method: 'GET',
    path: picturePaths.workspace(':workspace'),
    summary: 'The picture of a workspace.',
    action: 'workspace.read',
    answer: pictureAnswer,
    problems: ['forbidden'],
    example: { params, answer: { image } },
    run: async ({ grant, params: { workspace } }) => shown(await pictures.ofWorkspace(grant.user, workspace)),
  }),
  userOperation({
    ...inWorkspace,
    id: 'removeWorkspacePicture',
    method: 'DELETE',
    path: picturePaths.workspace(':workspace'),
    summary: 'Take the picture of a workspace away.',
    action: 'workspace.update',
    problems: ['forbidden'],
    example: { params },
    run: async ({ grant, params: { workspace } }) =>
      hashed(await pictures.setOfWorkspace(grant.user, workspace, undefined)),
    audit: ({ params: { workspace } }) => ({ workspace }),
  }),
  userOperation({
    ...inWorkspace,
    id: 'setWorkspaceAccent',
    method: 'PUT',
    path: picturePaths.accent(':workspace'),
    summary: 'Choose the colour of a workspace, as a hue of OKLCH in degrees; null: none.',
    action: 'workspace.update',
    body: accentBody,
    problems: ['forbidden'],
    example: { params, body: { accent: 285 } },
    run: async ({ grant, params: { workspace }, body }) => {
      const set = await pictures.setAccent(grant.user, workspace, body.accent ?? undefined)
      return set.ok ? ok(undefined) : fail({ code: set.failure.kind })
    },
    audit: ({ params: { workspace }, body }) => ({ workspace, details: { accent: String(body.accent) } }),
  }),
]

type Refused = { readonly kind: 'not-found' | 'forbidden' }

const hashed = (result: Result<Uint8Array | undefined, Refused>): Answer => {
  if (!result.ok) return fail({ code: result.failure.kind })
  return ok(result.value && { picture: bytesToHex(result.value) })
}
const shown = (result: Result<Uint8Array, Refused>): Answer =>
  result.ok ? ok({ image: bytesToText(result.value) }) : fail({ code: result.failure.kind })
