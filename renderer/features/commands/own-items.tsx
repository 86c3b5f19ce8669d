import { CircleDot, Moon } from 'lucide-react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { namedStatuses, setStatus } from '../manage/named-statuses.ts'
import { words as manageWords } from '../manage/words.ts'
import { endOf, ends } from '../own/until.ts'
import { words as ownWords } from '../own/words.ts'
import { words } from '../switcher/words.ts'
import type { CommandItem } from './command.ts'

/** How this person appears, and how long nothing is to disturb them, without a dialog. */
export function useStatusItems(): ReadonlyArray<CommandItem> {
  const { clock, toasts } = usePage()
  const { own } = usePerson()
  const { quietUntil } = useReadable(own.state).choices
  const statuses = namedStatuses.map((name) => ({
    key: `status.${name}`,
    label: manageWords.commands[name].text,
    icon: <CircleDot size={16} />,
    choose: () => setStatus(name, own.change, (text) => toasts.say({ text })),
  }))
  const quiet = ends.map((end) => ({
    key: `quiet.${end}`,
    label: words.set(ownWords.quiet, ownWords.quietFor[end]),
    icon: <Moon size={16} />,
    choose: () => own.change({ quietUntil: endOf(end, clock.now()) }),
  }))
  const endQuiet = {
    key: 'quiet.end',
    label: words.set(ownWords.quiet, ownWords.quietEnd),
    icon: <Moon size={16} />,
    choose: () => own.change({ quietUntil: undefined }),
  }
  const isOn = quietUntil !== undefined && quietUntil > clock.now()
  return [...statuses, ...quiet, ...(isOn ? [endQuiet] : [])]
}
