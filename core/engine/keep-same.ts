import type { Id } from '../protocol/ids.ts'

/** Items that are as they were keep their reference, and so does the whole. */
export function keepSame<Item extends { readonly id: Id }>(
  before: ReadonlyArray<Item> = [],
  made: ReadonlyArray<Item>,
  isSame: (left: Item, right: Item) => boolean,
): ReadonlyArray<Item> {
  const known = new Map(before.map((item) => [item.id, item]))
  const kept = made.map((item) => {
    const old = known.get(item.id)
    return old !== undefined && isSame(old, item) ? old : item
  })
  return sameItems(before, kept) ? before : kept
}

export const sameItems = <Item>(left: ReadonlyArray<Item>, right: ReadonlyArray<Item>): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index])
