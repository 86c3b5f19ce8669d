import type { JSX } from 'react'
import { ReadyUpdate } from './late.ts'
import { useUpdateStanding } from './use-update-standing.ts'

/** Once an update is ready. */
export function UpdateBanner(): JSX.Element {
  const standing = useUpdateStanding()
  const state = standing?.mode === 'disabled' ? undefined : standing?.state
  return (
    // There before anything is in it: what comes into it is read out.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output may hold no paragraphs
    <div role="status">{state?.kind === 'ready' && <ReadyUpdate state={state} />}</div>
  )
}
