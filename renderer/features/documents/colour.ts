import type { Id } from '../../../core/protocol/ids.ts'
import { hueOf } from '../../ui/initials.ts'

/** The colour that stock clients show a person's cursor in: `#rrggbb`, dark enough for white text on it. */
export function colourOf(id: Id): string {
  const channel = (offset: number): string => {
    const k = (offset + hueOf(id) / 30) % 12
    const value = 0.27 - 0.2 * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}
