import type { JSX } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { PictureOwner } from '../../../core/bridge/pictures-contract.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import { Avatar, type AvatarProps } from '../../ui/avatar.tsx'

interface FaceProps extends Pick<AvatarProps, 'name' | 'size'> {
  readonly id: UserId
}

/** A person, by the picture that any of one's workspaces knows them by. */
export function Face({ id, ...shown }: FaceProps): JSX.Element {
  const hash = useFaceHash(id)
  const picture = usePicture({ kind: 'person', user: id }, hash)
  return <Avatar id={id} picture={picture} {...shown} />
}

/** SHA-256 of a person's picture; undefined for who has none. */
export function useFaceHash(user: UserId): string | undefined {
  const engine = useEngine()
  return useSlice(engine.directory, ({ workspaces }) => {
    for (const { id } of workspaces) {
      const picture = engine.member(id, user)?.picture
      if (picture !== undefined) return picture
    }
    return undefined
  })
}

interface WorkspaceFaceProps extends Pick<AvatarProps, 'size'> {
  readonly workspace: Pick<Workspace, 'id' | 'name' | 'picture'>
}

export function WorkspaceFace({
  workspace: { id, name, picture: hash },
  ...shown
}: WorkspaceFaceProps): JSX.Element {
  const picture = usePicture({ kind: 'workspace', workspace: id }, hash)
  return <Avatar id={id} name={name} picture={picture} {...shown} />
}

const none = createCell<Blob | undefined>(undefined)

function usePicture(of: PictureOwner, hash: string | undefined): Blob | undefined {
  const { pictures } = usePage()
  return useReadable(hash === undefined ? none : pictures.picture(of, hash))
}
