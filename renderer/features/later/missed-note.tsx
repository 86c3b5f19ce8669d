import { type JSX, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { isMissed } from '../../../core/engine/personal/scheduled.ts'
import { usePage } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../connection/banner.tsx'
import { useScheduled } from './use-scheduled.ts'
import { words } from './words.ts'
import { ScheduledDialog } from './late.ts'

/** Asks what becomes of what no device could send in time. */
export function MissedNote({ workspace }: { readonly workspace: Workspace }): JSX.Element {
  const { clock } = usePage()
  const now = clock.now()
  const missed = useScheduled(workspace.id).filter((each) => isMissed(each, now)).length
  const [looking, setLooking] = useState(false)
  return (
    <>
      {/* There before anything is in it: what comes into it is read out. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output may hold no paragraphs */}
      <div role="status">
        {missed > 0 && (
          <Banner look="calm" action={<Button onClick={() => setLooking(true)}>{words.look}</Button>}>
            {words.missedNote(missed)}
          </Banner>
        )}
      </div>
      {looking && <ScheduledDialog workspace={workspace} onClose={() => setLooking(false)} />}
    </>
  )
}
