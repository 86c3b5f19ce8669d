import type { Millis } from '../../../core/base/clock.ts'
import { fieldText } from '../later/later-times.ts'

/** "2026-11-27 00.48": as part of a file name it may hold no colon. In the time where the person is. */
export const fileMoment = (at: Millis): string => fieldText(at).replace('T', ' ').replace(':', '.')
