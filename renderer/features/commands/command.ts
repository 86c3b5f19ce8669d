import type { MenuItem } from '../../ui/menu.tsx'
import type { Key } from '../keys/keymap.ts'

/** What can be done by its name: an item of a menu, and what a menu has no place for. */
export interface CommandItem extends MenuItem {
  /** The key that does the same. */
  readonly shortcut?: Key
  /** Other words that find it. */
  readonly also?: string
}

export interface CommandGroup {
  readonly key: string
  readonly title: string
  readonly items: ReadonlyArray<CommandItem>
}
