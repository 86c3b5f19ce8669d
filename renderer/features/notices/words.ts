import type { Notice } from '../../../core/engine/engine.ts'
import type { StoreTrouble } from '../../../core/engine/store-trouble.ts'
import { fullMoment } from '../../ui/times.ts'
import { wordsOf } from '../../languages/spoken.ts'

const words = wordsOf('notices')

export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case 'sent-again':
      return words.notices.sentAgain(notice.messages)
    case 'clocks-differ':
      return words.notices.clocksDiffer(fullMoment(notice.serverTime))
    default:
      return words.notices[notice.kind]
  }
}

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
