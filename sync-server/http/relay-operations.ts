/** What keeps the relay running and lets others check its tokens. */
import { Readable } from 'node:stream'
import * as v from 'valibot'
import { ok } from '../../core/base/result.ts'
import { paths } from '../../core/protocol/api.ts'
import type { SigningKeys } from '../identity/signing-keys.ts'
import type { Store } from '../store/store.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { administratorOperation, type Operation, publicOperation } from './operation.ts'

export interface RelayDeps {
  readonly jwks: SigningKeys['jwks']
  readonly store: Store
  readonly metrics: Metrics
}

const status = v.object({ status: v.literal('ok') })
const shared = {
  method: 'GET',
  tag: 'operations',
  answer: status,
  example: { answer: { status: 'ok' } },
} as const

export const relayOperations = ({ jwks, store, metrics }: RelayDeps): ReadonlyArray<Operation> => [
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
  administratorOperation({
    id: 'metrics',
    method: 'GET',
    path: paths.metrics,
    tag: 'operations',
    summary: 'What the relay has done so far, as text for Prometheus.',
    description: 'docs/guides/operations.md tells what each name means. The token lies in `admin.token`.',
    stream: { media: 'text/plain' },
    example: {},
    run: async ({ reply }) => {
      reply.type(metrics.contentType).header('cache-control', 'no-store')
      return ok(Readable.from([await metrics.text()]))
    },
  }),
]
