/** Asking the relay in the name of the person whose account is open. */
import { fail, type Result } from '../../core/base/result.ts'
import type { CommandFailure, TokenFailure } from '../../core/bridge/contract.ts'
import { serverFailure } from '../sign-in/access-token.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import type { OpenSession } from '../sign-in/open-session.ts'
import type { RelayApi } from '../sign-in/relay-api.ts'

/** Once more with a fresh token if the relay does not take the one at hand: its keys may have changed. */
export async function askWithToken<Value, Failure>(
  session: Pick<OpenSession, 'api' | 'token'> | undefined,
  ask: (api: RelayApi, token: string) => Promise<Result<Value, ApiFailure>>,
  failureOf: (failure: ApiFailure) => Failure,
): Promise<Result<Value, Failure | TokenFailure>> {
  if (session === undefined) return fail({ kind: 'locked' })
  for (let attempt = 0; attempt < 2; attempt++) {
    const token = await session.token.read()
    if (!token.ok) return token
    const answer = await ask(session.api, token.value)
    if (answer.ok) return answer
    if (!isUnauthorized(answer.failure)) return fail(failureOf(answer.failure))
    session.token.drop(token.value)
  }
  return fail({ kind: 'expired' })
}

const isUnauthorized = (failure: ApiFailure): boolean =>
  failure.kind === 'refused' && failure.code === 'unauthorized'

export function commandFailure(failure: ApiFailure): CommandFailure {
  if (failure.kind === 'refused') {
    const { code } = failure
    if (code === 'name-taken' || code === 'forbidden' || code === 'not-found') return { kind: code }
  }
  return serverFailure(failure)
}
