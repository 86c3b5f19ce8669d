/** Deleting one's own account (AU21). */
import { fail, ok } from '../../core/base/result.ts'
import { deleteMeBody, identityPaths } from '../../core/protocol/identity-api.ts'
import type { Leave } from '../identity/leaving.ts'
import type { Throttle } from '../identity/throttle.ts'
import { spend, tooMany } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'

export interface LeaveDeps {
  readonly leave: Leave
  readonly signIns: Throttle
}

export const leaveOperations = ({ leave, signIns }: LeaveDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'deleteMe',
    method: 'DELETE',
    path: identityPaths.me,
    tag: 'people',
    summary: 'Delete one’s own account. There is no way back.',
    description:
      'Shown once more by the password, or by the ticket of a fresh sign-in at the provider. All devices are signed out and never come back, tokens and keys for recovery go, the name becomes “Deleted account”. What was written in conversations of others stays there. Refused while others need this person: nobody else owns a workspace that has other people.',
    body: deleteMeBody,
    problems: ['wrong-credentials', 'oidc-refused', 'last-owner', 'not-found'],
    example: { body: { password: 'a password of twelve or more' } },
    run: async ({ grant, body, reply }) => {
      const retryAfter = spend(reply, signIns, `password of ${grant.user}`)
      if (retryAfter > 0) return tooMany(retryAfter)
      const left = await leave(grant.user, body)
      return left.ok ? ok(undefined) : fail({ code: left.failure.kind })
    },
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
]
