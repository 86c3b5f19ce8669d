/** What keeps the relay running and lets others check its tokens. */
import * as v from 'valibot'
import { ok } from '../../core/base/result.ts'
import { paths } from '../../core/protocol/api.ts'
import type { SigningKeys } from '../identity/signing-keys.ts'
import type { Store } from '../store/store.ts'
import { type Operation, publicOperation } from './operation.ts'

export interface RelayDeps {
  readonly jwks: SigningKeys['jwks']
  readonly store: Store
}

const status = v.object({ status: v.literal('ok') })
const shared = {
  method: 'GET',
  tag: 'operations',
  answer: status,
  example: { answer: { status: 'ok' } },
} as const

export const relayOperations = ({ jwks, store }: RelayDeps): ReadonlyArray<Operation> => [
  publicOperation({
    ...shared,
    id: 'live',
    path: paths.health,
    summary: 'Whether the process answers.',
    run: async () => ok({ status: 'ok' }),
  }),
  publicOperation({
    ...shared,
    id: 'ready',
    path: paths.ready,
    summary: 'Whether it can do its work: 503 while the store is away.',
    run: async () => {
      await store.check()
      return ok({ status: 'ok' })
    },
  }),
  publicOperation({
    ...shared,
    id: 'keys',
    path: paths.keys,
    summary: 'The public keys that access tokens are signed with (RFC 7517).',
    answer: v.object({ keys: v.array(v.looseObject({ kid: v.string() })) }),
    example: {
      answer: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'q3V…', kid: 'wZq…', alg: 'EdDSA', use: 'sig' }] },
    },
    run: async () => ok(await jwks()),
  }),
]
