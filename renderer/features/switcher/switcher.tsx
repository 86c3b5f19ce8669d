import { ArrowRight, FileText, Hash, MessageSquare, Terminal, UserRound } from 'lucide-react'
import { type JSX, useMemo, useState } from 'react'
import { classes } from '../../ui/classes.ts'
import { FindDialog, type OptionPlace } from '../../ui/find-dialog.tsx'
import { rank } from './rank.ts'
import type { Prepared } from './rank.ts'
import styles from './switcher.module.css'
import type { Target } from './use-targets.ts'
import { words } from './words.ts'

export interface SwitcherProps {
  readonly targets: ReadonlyArray<Prepared<Target>>
  /** Keys of what was used last, newest first. */
  readonly recent: ReadonlyArray<string>
  /** What stands in the field at first. */
  readonly initial: string
  readonly choose: (target: Target) => void
  readonly onClose: () => void
}

const most = 50
const icons = {
  channel: Hash,
  document: FileText,
  conversation: MessageSquare,
  person: UserRound,
  command: Terminal,
}

/** A field and what it finds, in a moment, by a few letters of a name. `>` first: commands alone. */
export function Switcher({ targets, recent, initial, choose, onClose }: SwitcherProps): JSX.Element {
  const [typed, setTyped] = useState(initial)
  const found = useMemo(() => {
    const isCommand = typed.startsWith('>')
    const among = isCommand ? targets.filter(({ item }) => item.kind === 'command') : targets
    return rank(among, isCommand ? typed.slice(1) : typed, recent, most)
  }, [targets, recent, typed])
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
      option={(target, place) => <Option key={target.kind + target.key} target={target} {...place} />}
      notes={
        found.length === 0 && (
          <p className={styles.none}>
            {words.none} {words.noneHint}
          </p>
        )
      }
    />
  )
}

interface OptionProps extends OptionPlace {
  readonly target: Target
}

function Option({ id, target, chosen, choose }: OptionProps): JSX.Element {
  const Icon = icons[target.kind]
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
      <Icon size={16} aria-hidden />
      <span className={styles.label} dir="auto">
        {target.label}
      </span>
      <span className={styles.detail} dir="auto">
        {target.detail === '' ? words.kinds[target.kind] : target.detail}
      </span>
    </li>
  )
}
