/** What notifications of this device say: kept here, for the permission for them is this device's too. */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Remembered } from '../../platform/remembered.ts'

export const contents = ['text', 'name', 'none'] as const

export interface NotifyChoices {
  readonly isOn: boolean
  /** Name and text, name alone, or that there is something. */
  readonly content: (typeof contents)[number]
}

export interface KeptNotifyChoices {
  readonly state: Readable<NotifyChoices>
  readonly change: (change: Partial<NotifyChoices>) => void
}

const key = 'notify'

/** What cannot be read is as usual. */
export function createNotifyChoices(remembered: Remembered): KeptNotifyChoices {
  const parts = new URLSearchParams(remembered.read(key))
  const state = createCell<NotifyChoices>({
    isOn: parts.get('on') !== 'no',
    content: contents.find((each) => each === parts.get('content')) ?? 'text',
  })
  return {
    state,
    change: (change) => {
      const next = { ...state.read(), ...change }
      state.write(next)
      remembered.write(
        key,
        new URLSearchParams({ on: next.isOn ? 'yes' : 'no', content: next.content }).toString(),
      )
    },
  }
}
