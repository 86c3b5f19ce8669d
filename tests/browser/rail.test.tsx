import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { deviceId } from '../../core/protocol/ids.ts'
import type { Seat } from '../../core/bridge/contract.ts'
import { hexId, personId } from '../support/preview/sample-messages.ts'
import { brokenRules, button, showSealed } from './sealed-kit.tsx'

afterEach(() => {
  document.documentElement.removeAttribute('dir')
})

const seatOf = (seat: number, displayName: string): Seat => ({
  seat,
  server: 'ws://127.0.0.1/v1/sync',
  state: {
    kind: 'open',
    account: {
      user: personId(seat),
      device: deviceId(hexId(9, seat)),
      username: displayName.toLowerCase(),
      displayName,
      relay: 'ws://127.0.0.1/v1/sync',
    },
  },
})

interface Tile {
  readonly tile: DOMRect
  readonly badge: DOMRect
}

/** A tile and the number over it. */
function tileIn(entry: Element): Tile {
  const tile = entry.querySelector('[data-initials]')
  const badge = [...entry.querySelectorAll('[aria-hidden]')].find(({ textContent }) => textContent !== '')
  if (tile === null || badge === undefined) throw new Error('no tile with a number')
  return { tile: tile.getBoundingClientRect(), badge: badge.getBoundingClientRect() }
}

/** Capitals are 0.73 of the size of the type high, and stand in the middle of the tile. */
const isOverLetters = ({ tile, badge }: Tile, size: number): boolean =>
  badge.bottom > tile.top + tile.height / 2 - (0.73 * size) / 2 - 1

describe.each(['ltr', 'rtl'])('where one reads %s', (dir) => {
  test.each([1, 12, 1_000])(
    'a badge of %i leaves the letters of its tile to be read, and nothing cuts it off',
    async (count) => {
      const talk = { workspaces: ['Rowing', 'Bay'], channels: ['general', 'quay', 'pier'], mentions: count }
      const { accounts } = await showSealed({}, { talk, seats: [seatOf(1, 'Ana Beltrán'), seatOf(2, 'Ben')] })
      document.documentElement.dir = dir
      accounts?.tell(2, { unread: true, count })
      const rail = page.getByRole('list', { name: 'Workspaces' }).element().parentElement
      const edge = rail?.getBoundingClientRect()
      for (const [name, size] of [
        [/^Rowing.*unread/, 13],
        [/^Bay.*unread/, 13],
        [/^Account of Ben/, 12],
      ] as const) {
        await expect
          .element(button(name).getByText(count > 99 ? '99+' : String(count), { exact: true }))
          .toBeInTheDocument()
        const entry = button(name).element()
        const { tile, badge } = tileIn(entry)
        expect([name, isOverLetters({ tile, badge }, size)]).toEqual([name, false])
        // At the corner, where the line ends, and within the rail and what scrolls in it.
        const isAtEnd = dir === 'ltr' ? badge.right > tile.right : badge.left < tile.left
        expect([name, isAtEnd, badge.top < tile.top]).toEqual([name, true, true])
        const list = entry.closest('ul')?.getBoundingClientRect()
        expect(badge.left).toBeGreaterThanOrEqual(edge?.left ?? Infinity)
        expect(badge.right).toBeLessThanOrEqual(edge?.right ?? 0)
        if (name.source !== '^Account of Ben') expect(badge.top).toBeGreaterThanOrEqual(list?.top ?? Infinity)
      }
      expect(await brokenRules()).toEqual([])
    },
  )
})

test('[PS12] without a network one is not shown as there: others see one as offline', async () => {
  const { engine } = await showSealed()
  const mark = () =>
    button(/^Account of/)
      .element()
      .querySelector('[data-presence]')
  await expect.poll(mark).not.toBeNull()
  engine.connection.write({ kind: 'offline', retryAt: undefined, queued: 0, syncedAt: undefined })
  await expect.poll(mark).toBeNull()
})
