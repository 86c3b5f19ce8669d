import {
  ArrowRight,
  Building2,
  CircleUserRound,
  FileText,
  Hash,
  MessageSquare,
  Search,
  Terminal,
  UserRound,
} from 'lucide-react'
import { Fragment, type JSX, useMemo, useState } from 'react'
import { classes } from '../../ui/classes.ts'
import { FindDialog, type OptionPlace } from '../../ui/find-dialog.tsx'
import { UnreadMark } from '../unread/unread-mark.tsx'
import { isMac, keyNames } from '../keys/key-text.ts'
import type { Key } from '../keys/keymap.ts'
import { rank } from './rank.ts'
import type { Prepared } from './rank.ts'
import styles from './switcher.module.css'
import type { Target } from './use-targets.ts'
import { words } from './words.ts'

interface SwitcherProps {
  readonly targets: ReadonlyArray<Prepared<Target>>
  /** Keys of what was used last, newest first. */
  readonly recent: ReadonlyArray<string>
  /** Key of what is in view, which nobody has to be led to. */
  readonly current: string | undefined
  /** What stands in the field at first. */
  readonly initial: string
  readonly choose: (target: Target) => void
  /** Looks for what is typed in what was said. */
  readonly search: (typed: string) => void
  readonly onClose: () => void
}

const most = 50
const icons = {
  channel: Hash,
  document: FileText,
  conversation: MessageSquare,
  person: UserRound,
  command: Terminal,
  workspace: Building2,
  account: CircleUserRound,
  search: Search,
} as const satisfies Readonly<Record<Target['kind'], unknown>>

/**
 * A field and what it finds, in a moment, by a few letters of a name; below that, the search for it in what was said. Nothing typed: what is
 * unread, then what was used last. `>` first: commands alone, and all of them by their groups.
 */
export function Switcher(props: SwitcherProps): JSX.Element {
  const { targets, recent, current, initial, choose, search, onClose } = props
  const [typed, setTyped] = useState(initial)
  const isCommand = typed.startsWith('>')
  const isList = isCommand && typed.slice(1).trim() === ''
  const found = useMemo(() => {
    if (typed.trim() === '') return unreadFirst(targets, recent, current)
    if (!isCommand) {
      // Enter does the first: who looks for a person, or for what was said, is not led to a command that has the letters somewhere.
      const named = rank(targets, typed, recent, most, ({ kind }) => kind === 'command')
      return [...named, searchFor(typed.trim(), search)]
    }
    const commands = targets.filter(({ item }) => item.kind === 'command')
    return rank(commands, typed.slice(1), recent, isList ? commands.length : most)
  }, [targets, recent, current, typed, isCommand, isList, search])
  const headings = typed.trim() === '' || isList ? headingsOf(found, recent) : new Map<string, string>()
  return (
    <FindDialog
      label={words.title}
      placeholder={words.placeholder}
      results={words.results}
      maxLength={200}
      icon={<ArrowRight size={18} aria-hidden />}
      typed={typed}
      setTyped={setTyped}
      found={found}
      choose={choose}
      onClose={onClose}
      isRound
      option={(target, place) => (
        <Fragment key={target.kind + target.key}>
          {headings.has(target.key) && (
            // Each option says its group itself.
            <li role="presentation" aria-hidden className={styles.heading} dir="auto">
              {headings.get(target.key)}
            </li>
          )}
          <Option target={target} {...place} />
        </Fragment>
      )}
      notes={found.every(({ kind }) => kind === 'search') && <p className={styles.none}>{words.none}</p>}
    />
  )
}

const searchFor = (typed: string, search: SwitcherProps['search']): Target => ({
  key: 'search',
  kind: 'search',
  label: words.searchFor(typed),
  detail: '',
  go: { to: 'command', run: () => search(typed) },
})

/** What names the person before what does not, each as it was used last; then what was used last; then all else. */
function unreadFirst(
  targets: ReadonlyArray<Prepared<Target>>,
  recent: ReadonlyArray<string>,
  current: string | undefined,
): ReadonlyArray<Target> {
  const others = targets.filter(({ item }) => item.key !== current)
  const unread = others.filter(({ item }) => item.told?.unread === true)
  const forMe = unread.filter(({ item }) => (item.told?.count ?? 0) > 0)
  const inOrder = [forMe, unread].flatMap((each) => rank(each, '', recent, each.length))
  return rank(others, '', [...new Set([...inOrder.map(({ key }) => key), ...recent])], most)
}

/** What stands above the first of each group, by its key. */
function headingsOf(
  found: ReadonlyArray<Target>,
  recent: ReadonlyArray<string>,
): ReadonlyMap<string, string> {
  const headings = new Map<string, string>()
  let above: string | undefined
  for (const { key, told, group = words.others } of found) {
    const used = recent.includes(key) ? words.recent : group
    const heading = told?.unread === true ? words.unread : used
    if (heading !== above) headings.set(key, heading)
    above = heading
  }
  return headings
}

interface OptionProps extends OptionPlace {
  readonly target: Target
}

function Option({ id, target, chosen, choose }: OptionProps): JSX.Element {
  const { kind, label, detail, told, icon, shortcut } = target
  const Icon = icons[kind]
  return (
    // Keys walk from the input; this hears the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <li
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- an option of the list above
      role="option"
      id={id}
      aria-selected={chosen}
      tabIndex={-1}
      className={classes(styles.option, chosen && styles.chosen)}
      onClick={choose}
    >
      {icon ?? <Icon size={16} aria-hidden />}
      <span className={styles.label} dir="auto">
        {label}
      </span>
      {told && <UnreadMark told={told} />}
      <span className={styles.detail} dir="auto">
        {detail === '' ? words.kinds[kind] : detail}
      </span>
      {shortcut !== undefined && <Shortcut of={shortcut} />}
    </li>
  )
}

function Shortcut({ of }: { readonly of: Key }): JSX.Element {
  return (
    <span className={styles.keys} dir="ltr">
      {keyNames(of, isMac()).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  )
}
