import { expect, test } from 'vitest'
import { workspaceId, type WorkspaceId } from '../../../../../core/protocol/ids.ts'
import { inOrder, movedTo } from '../../../../../renderer/features/sidebar/workspace-order.ts'

const of = (letter: string): WorkspaceId => workspaceId(letter.repeat(32))
const [a, b, c, d] = [of('a'), of('b'), of('c'), of('d')]
const ids = [a, b, c, d]
const letters = (all: ReadonlyArray<string>): string => all.map(([letter]) => letter).join('')
const ordered = (order?: ReadonlyArray<WorkspaceId>): string =>
  letters(
    inOrder(
      ids.map((id) => ({ id })),
      order,
    ).map(({ id }) => id),
  )

test('[PS28] those that were moved stand first, the others behind them by name; one that is gone is passed over', () => {
  expect(ordered()).toBe('abcd')
  expect(ordered([c])).toBe('cabd')
  expect(ordered([of('e'), d, b])).toBe('dbac')
})

test.each([
  [d, 'before', a, 'dabc'],
  [a, 'behind', d, 'bcda'],
  [b, 'before', d, 'acbd'],
  [c, 'behind', a, 'acbd'],
  [a, 'before', b, 'abcd'],
  [b, 'before', b, 'abcd'],
  [b, 'before', of('e'), 'abcd'],
] as const)('[PS28] %s %s %s', (moved, side, other, expected) => {
  expect(letters(movedTo(ids, moved, side, other))).toBe(expected)
})
