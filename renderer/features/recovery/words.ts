import type { CodeFailure, RestoreFailure } from '../../../core/bridge/devices.ts'
import { wordsOf } from '../../languages/spoken.ts'
import type { CodeProblem } from './recovery-code.ts'

export const words = wordsOf('recovery')

export function codeProblemText(problem: CodeProblem): string {
  switch (problem.kind) {
    case 'empty':
      return words.problems.empty
    case 'too-short':
      return words.problems.tooShort(problem.missing)
    case 'too-long':
      return words.problems.tooLong(problem.extra)
    case 'not-of-a-code':
      return words.problems.notOfACode(problem.character, problem.group)
  }
}

export const recoveryFailureText = (failure: CodeFailure): string =>
  failure.kind === 'failed' ? words.failures.failed(failure.detail) : words.failures[failure.kind]

/** `momentOf` writes a time as people read it. */
export function restoreFailureText(failure: RestoreFailure, momentOf: (time: number) => string): string {
  switch (failure.kind) {
    case 'replaced':
      return words.restoreFailures.replaced(momentOf(failure.at))
    case 'old-copy':
      return words.restoreFailures.oldCopy(momentOf(failure.made))
    case 'failed':
      return words.restoreFailures.failed(failure.detail)
    case 'mistyped':
    case 'wrong-code':
    case 'no-copy':
    case 'unreachable':
      return words.restoreFailures[failure.kind]
  }
}
