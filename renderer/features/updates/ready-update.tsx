import { type JSX, useState } from 'react'
import type { UpdateState } from '../../../core/bridge/updates-contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../connection/banner.tsx'
import { updateText, words } from './words.ts'

interface ReadyUpdateProps {
  readonly state: Extract<UpdateState, { readonly kind: 'ready' }>
}

const key = 'update-put-off'

/** Quiet, and gone until the next one if it is put off. */
export function ReadyUpdate({ state }: ReadyUpdateProps): JSX.Element | undefined {
  const { bridge, remembered } = usePage()
  const [putOff, setPutOff] = useState(() => remembered.read(key))
  if (state.version === putOff) return undefined
  const later = (): void => {
    remembered.write(key, state.version)
    setPutOff(state.version)
  }
  return (
    <Banner
      look="calm"
      action={
        <div>
          <Button onClick={later}>{words.later}</Button>
          <Button look="primary" onClick={() => void bridge.call('updates.install', {})}>
            {words.restart}
          </Button>
        </div>
      }
    >
      {updateText(state)}
    </Banner>
  )
}
