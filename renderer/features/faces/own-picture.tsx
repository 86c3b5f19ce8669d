import type { JSX } from 'react'
import { bytesToText } from '../../../core/protocol/byte-schemas.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { Face, useFaceHash } from './face.tsx'
import { PictureField } from './picture-field.tsx'
import { words } from './words.ts'

/** One's own picture, as everybody in one's workspaces sees it once the relay has it. */
export function OwnPicture(): JSX.Element {
  const { bridge } = usePage()
  const { account } = usePerson()
  const hash = useFaceHash(account.user)
  return (
    <PictureField
      face={<Face id={account.user} name={account.displayName} size="large" />}
      hasPicture={hash !== undefined}
      hint={words.pictureHint}
      set={(image) =>
        bridge.call('directory.edit', {
          kind: 'own-picture',
          set: { picture: image && bytesToText(image) },
          was: { picture: hash ?? null },
        })
      }
    />
  )
}
