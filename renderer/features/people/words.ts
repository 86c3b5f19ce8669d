import type { MembersFailure } from '../../../core/bridge/people.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { wordsOf } from '../../languages/spoken.ts'
import { byPolicyText } from '../connection/words.ts'
import { type BeginFailure, maxMembers } from './people-model.ts'

export const words = wordsOf('people')
const { failures } = words

/** What is said of a group, and of a private channel. */
export type About = (typeof words.about)[keyof typeof words.about]

/** `nameOf` for those whom a failure names. */
export function beginFailureText(
  failure: BeginFailure,
  nameOf: (user: UserId) => string,
  about: About,
): string {
  switch (failure.kind) {
    case 'by-policy':
      return byPolicyText
    case 'not-linked':
    case 'not-ready':
      return failures[failure.kind]
    case 'keys-not-seen':
      return failures.keysNotSeen(failure.users.map(nameOf))
    case 'no-keys':
      return failures.noKeys(failure.users.map(nameOf))
    case 'too-many':
      return about.full(maxMembers)
    case 'left-workspace':
      return failures.leftWorkspace(failure.users.map(nameOf))
    case 'not-kept':
      return failures.conversationNotKept(failure.detail)
  }
}

export function membersFailureText(
  failure: MembersFailure,
  nameOf: (user: UserId) => string,
  about: About,
): string {
  switch (failure.kind) {
    case 'by-policy':
      return byPolicyText
    case 'no-group':
      return about.beingMade
    case 'not-a-member':
      return about.left
    case 'not-admin':
      return words.adminsOnly
    case 'last-admin':
      return about.needsAdmin
    case 'busy':
      return failures.busy
    case 'no-keys':
    case 'too-many':
      return beginFailureText(failure, nameOf, about)
    case 'not-kept':
      return failures.notKept(failure.detail)
  }
}
