import type { JSX } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { InvitationDialog } from '../account/late.ts'

/** The invitation that the app was opened with, if it was: shown, and accepted by nobody but the person (rule DT6). */
export function LinkedInvitation(): JSX.Element | null {
  const { links } = usePage().desktop
  const link = useReadable(links.waiting)
  if (link?.kind !== 'invitation') return null
  return <InvitationDialog key={link.token} token={link.token} onClose={links.done} />
}
