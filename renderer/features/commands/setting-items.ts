import type { ReactNode } from 'react'
import { words } from '../switcher/words.ts'
import type { CommandItem } from './command.ts'

export interface Setting<Value extends string | number> {
  readonly key: string
  /** As the settings call it. */
  readonly legend: string
  readonly icon: ReactNode
  readonly all: ReadonlyArray<Value>
  readonly chosen: Value
  readonly name: (value: Value) => string
  readonly choose: (value: Value) => void
  /** The organisation has chosen. */
  readonly isLocked?: boolean
}

/** A choice of the settings, a command for each value that it does not have. */
export const settingItems = <Value extends string | number>({
  key,
  legend,
  icon,
  all,
  chosen,
  name,
  choose,
  isLocked = false,
}: Setting<Value>): ReadonlyArray<CommandItem> =>
  isLocked
    ? []
    : all
        .filter((value) => value !== chosen)
        .map((value) => ({
          key: `${key}.${value}`,
          label: words.set(legend, name(value)),
          icon,
          choose: () => choose(value),
        }))
