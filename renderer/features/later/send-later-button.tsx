import { CalendarClock, CalendarDays, ListTodo } from 'lucide-react'
import { type JSX, type RefObject, useState } from 'react'
import type { Millis } from '../../../core/base/clock.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { clockTime } from '../../ui/times.ts'
import { presetAt, presets } from './later-times.ts'
import { words } from './words.ts'
import { PickDialog, ScheduledIn } from './late.ts'

interface SendLaterButtonProps {
  readonly button: RefObject<HTMLButtonElement | null>
  /** What is written cannot be sent later: nothing is, or not all its files are here yet. */
  readonly why: 'empty' | 'files' | undefined
  readonly hasFiles: boolean
  /** Resolves to why it could not be kept. */
  readonly sendLater: (at: Millis) => Promise<string | undefined>
  readonly workspace: WorkspaceId
}

/** Beside the button that sends at once: times to choose from, or any other. */
export function SendLaterButton(props: SendLaterButtonProps): JSX.Element {
  const { button, why, hasFiles, sendLater, workspace } = props
  const { clock } = usePage()
  const [anchor, setAnchor] = useState<Rect>()
  const [picking, setPicking] = useState(false)
  const [listing, setListing] = useState(false)
  const chosen = (then: () => void) => () => {
    setAnchor(undefined)
    then()
  }
  // Only for the menu: this is drawn anew with each key.
  const times = (): ReadonlyArray<MenuItem> =>
    presets.flatMap((preset): ReadonlyArray<MenuItem> => {
      const at = presetAt(preset, clock.now())
      if (at === undefined || why !== undefined) return []
      const label = words.presets[preset]
      const icon = <CalendarClock size={16} />
      return [{ key: preset, label, icon, hint: clockTime(at), choose: chosen(() => void sendLater(at)) }]
    })
  const pick = {
    key: 'pick',
    label: words.pick,
    icon: <CalendarDays size={16} />,
    choose: chosen(() => setPicking(true)),
  }
  const list = {
    key: 'list',
    label: words.list,
    icon: <ListTodo size={16} />,
    choose: chosen(() => setListing(true)),
  }
  return (
    <>
      <IconButton
        ref={button}
        label={why === 'files' ? words.withFiles : words.sendLater}
        icon={<CalendarClock size={18} />}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        disabled={why === 'files'}
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      />
      {anchor !== undefined && (
        <Popover anchor={anchor} side="above" align="end" onClose={() => setAnchor(undefined)}>
          <Menu label={words.sendLater} items={[...times(), ...(why === undefined ? [pick] : []), list]} />
        </Popover>
      )}
      {picking && <PickDialog hasFiles={hasFiles} onClose={() => setPicking(false)} onPicked={sendLater} />}
      {listing && <ScheduledIn workspace={workspace} onClose={() => setListing(false)} />}
    </>
  )
}
