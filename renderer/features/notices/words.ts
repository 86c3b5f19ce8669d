import type { Notice } from '../../../core/engine/engine.ts'
import type { StoreTrouble } from '../../../core/engine/store-trouble.ts'
import { wordsOf } from '../../languages/spoken.ts'

const words = wordsOf('notices')

export const noticeText = (notice: Notice): string =>
  notice.kind === 'sent-again' ? words.notices.sentAgain(notice.messages) : words.notices[notice.kind]

/** What the person should know of this device's own storage. */
export function storeTroubleText(trouble: StoreTrouble): string {
  switch (trouble.kind) {
    case 'failed':
      return words.storeTroubles.failed(trouble.detail)
    case 'repaired':
      return words.storeTroubles.repaired(trouble.parts)
    case 'full':
    case 'lost':
      return words.storeTroubles[trouble.kind]
  }
}
