import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { fileFailureText } from '../attachments/words.ts'
import { outboxFailureText, storeFailureText } from '../connection/words.ts'

export const words = wordsOf('composer')

/** Of at least one. */
export function typingText([first = '', second, ...others]: ReadonlyArray<string>): string {
  if (second === undefined) return words.typing.one(first)
  return others.length === 0 ? words.typing.two(first, second) : words.typing.several
}

export function sendFailureText(failure: SendFailure): string {
  switch (failure.kind) {
    case 'empty':
      return words.failures.empty
    case 'too-long':
      return words.failures.tooLong(failure.length - failure.limit)
    case 'unknown-message':
      return words.failures.unknownMessage
    case 'not-yours':
      return words.failures.notYours
    case 'file':
      return fileFailureText(failure.failure)
    case 'not-ready':
      return words.failures.notReady
    case 'outbox':
      return outboxFailureText(failure.failure)
    case 'store':
      return storeFailureText(failure.failure)
  }
}
