import type { JSX } from 'react'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { Banners } from '../connection/banners.tsx'
import { UpdateBanner } from '../updates/update-banner.tsx'
import { Entrance } from '../sign-in/entrance.tsx'
import { words as workspaceWords } from '../workspaces/words.ts'
import { words } from './words.ts'
import { ChooseWorkspace } from '../workspaces/late.ts'

/** For who is in no workspace yet. */
export function ChooseScreen(): JSX.Element {
  return (
    <Entrance title={workspaceWords.title} intro={workspaceWords.intro} wide foot={<ConnectionStatus />}>
      <Banners />
      <ChooseWorkspace />
    </Entrance>
  )
}

/** Nothing is known yet, neither from the disk nor from the relay. */
export function LoadingScreen(): JSX.Element {
  return (
    <Entrance title={words.loading} intro={words.loadingText} foot={<ConnectionStatus />}>
      <Banners />
      <UpdateBanner />
    </Entrance>
  )
}
