/** What notifications of this device say: kept here, for the permission for them is this device's too. */
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { PolicyState } from '../../../core/policy/resolve.ts'
import { settled } from '../../../core/policy/settled.ts'
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

/** What cannot be read is as usual; what the organisation has set holds, or is the usual. Rules NT6 and PO21. */
export function createNotifyChoices(
  remembered: Remembered,
  policy: Readable<PolicyState>,
): KeptNotifyChoices {
  const parts = new URLSearchParams(remembered.read(key))
  let own: Own = {
    isOn: parts.get('on') !== 'no',
    content: contents.find((each) => each === parts.get('content')),
  }
  const inEffect = (): NotifyChoices => ({
    isOn: own.isOn,
    content: settled(policy.read().entries.NotificationContent, own.content),
  })
  const state = createCell(inEffect())
  policy.listen(() => state.write(inEffect()))
  return {
    state,
    change: (change) => {
      own = { ...own, ...change }
      state.write(inEffect())
      const { isOn, content } = own
      const kept = { on: isOn ? 'yes' : 'no', ...(content !== undefined && { content }) }
      remembered.write(key, new URLSearchParams(kept).toString())
    },
  }
}

/** What the person has chosen; of the content perhaps nothing. */
interface Own {
  readonly isOn: boolean
  readonly content: NotifyChoices['content'] | undefined
}
