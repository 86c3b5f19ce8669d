/** Asks the relay for keys in the name of the person, with a token at hand, once more with a fresh one if it is not taken. */
import { fail, type Result } from '../../core/base/result.ts'
import type { AccessToken } from '../sign-in/access-token.ts'
import type { KeysApi } from '../sign-in/keys-api.ts'
import type { ApiFailure } from '../sign-in/ask.ts'

export type AskKeys = <Value>(
  ask: (keys: KeysApi, token: string) => Promise<Result<Value, ApiFailure>>,
) => Promise<Result<Value, ApiFailure>>

export const createAskKeys =
  (keys: KeysApi, token: Pick<AccessToken, 'read' | 'drop'>): AskKeys =>
  async (ask) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const read = await token.read()
      if (!read.ok) return fail({ kind: 'unreachable' })
      const answer = await ask(keys, read.value)
      if (answer.ok || answer.failure.kind !== 'refused' || answer.failure.code !== 'unauthorized')
        return answer
      token.drop(read.value)
    }
    return fail({ kind: 'unreachable' })
  }
