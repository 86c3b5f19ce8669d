import { type JSX, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../connection/banners.tsx'
import { useUpdateStanding } from './use-update-standing.ts'
import { updateText, words } from './words.ts'

const key = 'update-put-off'

/** Once an update is ready: quiet, and gone until the next one if it is put off. */
export function UpdateBanner(): JSX.Element {
  const { bridge, remembered } = usePage()
  const standing = useUpdateStanding()
  const [putOff, setPutOff] = useState(() => remembered.read(key))
  const later = (version: string): void => {
    remembered.write(key, version)
    setPutOff(version)
  }
  const state = standing?.mode === 'disabled' ? undefined : standing?.state
  return (
    // There before anything is in it: what comes into it is read out.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output may hold no paragraphs
    <div role="status">
      {state?.kind === 'ready' && state.version !== putOff && (
        <Banner
          look="calm"
          action={
            <div>
              <Button onClick={() => later(state.version)}>{words.later}</Button>
              <Button look="primary" onClick={() => void bridge.call('updates.install', {})}>
                {words.restart}
              </Button>
            </div>
          }
        >
          {updateText(state)}
        </Banner>
      )}
    </div>
  )
}
