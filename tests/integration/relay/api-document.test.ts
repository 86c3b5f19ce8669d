/** What the relay really answers, held to what `/openapi.json` says of it. The story of the examples does so too. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Operation } from '../../../sync-server/http/operation.ts'
import {
  type Documented,
  exampleRequest,
  holdToDocument,
  operations,
  readDocument,
} from '../../support/api-operations.ts'
import { signUp } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

const usualBodyLimit = 64 * 1024
const json = 'application/json'

let relay: TestRelay
/** Bears little. */
let narrow: TestRelay
let documented: Documented
let token = ''
beforeAll(async () => {
  const env = { OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'tidings' }
  relay = await startTestRelay({ env: { ...env, RATE_REFRESH: '1000' } })
  narrow = await startTestRelay({ env: { ...env, RATE_REGISTER: '3', RATE_SIGN_IN: '3', RATE_REFRESH: '3' } })
  token = (await signUp(relay, 'ada')).session.accessToken
  documented = await readDocument(relay)
})
afterAll(async () => {
  await relay.close()
  await narrow.close()
})

interface Try {
  readonly at?: TestRelay
  readonly authorization?: string
  readonly type?: string
  readonly body?: string
}

/** Answers the status. */
async function tryIt(operation: Operation, asked: Try, more = ''): Promise<number> {
  const { at = relay, authorization, type, body } = asked
  const { path, method } = exampleRequest(operation, new Map())
  const response = await fetch(at.url + path + more, {
    method,
    headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  })
  await response.arrayBuffer()
  holdToDocument(documented, operation.id, response)
  return response.status
}

const bearer = ({ access }: Operation): string =>
  `Bearer ${access === 'administrator' ? relay.adminToken() : token}`
const named = (some: ReadonlyArray<Operation>) => some.map((operation) => [operation.id, operation] as const)
const taking = operations.filter(({ body, media }) => body !== undefined || media !== undefined)

describe('[HA5] refusals are as the document says', () => {
  test.each(named(operations.filter(({ access }) => access !== 'anyone')))(
    '%s of nobody',
    async (_id, operation) => {
      expect(await tryIt(operation, {})).toBe(401)
    },
  )

  test.each(named(taking))('%s of too much, and of nonsense', async (_id, operation) => {
    // The token of a webhook is in the address, and this one opens nothing.
    const isRefused = operation.access === 'webhook'
    const authorization = bearer(operation)
    const { media = json, bodyLimit = usualBodyLimit } = operation
    const long = JSON.stringify('x'.repeat(bodyLimit))
    expect(await tryIt(operation, { authorization, type: media, body: long })).toBe(isRefused ? 401 : 413)
    const nonsense = await tryIt(operation, { authorization, type: json, body: '{' })
    expect(nonsense).toBe(isRefused ? 401 : 400)
  })

  test.each(named(operations.filter(({ query }) => query !== undefined)))(
    '%s with a question that it does not know',
    async (_id, operation) => {
      const more = operation.example.query === undefined ? '?nonsense=1' : '&nonsense=1'
      expect(await tryIt(operation, { authorization: bearer(operation) }, more)).toBe(400)
    },
  )

  test.each(named(operations.filter(({ access }) => access === 'anyone')))(
    '%s of anyone who asks again and again: if it is limited the document says so, and only then',
    async (id, operation) => {
      const { body } = exampleRequest(operation, new Map())
      const given = body && { type: json, body: JSON.stringify(body) }
      const heard = new Set<number>()
      for (let round = 0; round < 4; round++) heard.add(await tryIt(operation, { at: narrow, ...given }))
      expect(heard.has(429)).toBe(documented.get(id)?.has('429'))
    },
  )

  test.each(named(operations.filter(({ access }) => access !== 'anyone')))(
    '%s of nobody who asks again and again',
    async (_id, operation) => {
      const heard = new Set<number>()
      for (let round = 0; round < 4; round++) heard.add(await tryIt(operation, { at: narrow }))
      expect(heard).toContain(429)
    },
  )
})

test('[HA5] headers that say what is asked are parameters, and bytes are a body', async () => {
  const text: unknown = await (await fetch(`${relay.url}/openapi.json`)).json()
  const within = (fields: object): unknown => expect.arrayContaining([expect.objectContaining(fields)])
  const bytes = { content: { 'application/octet-stream': {} } }
  expect(text).toMatchObject({
    paths: {
      '/v1/files/{file}': {
        get: {
          parameters: within({ in: 'header', name: 'range', required: false }),
          responses: { '200': bytes, '206': bytes },
        },
        patch: {
          parameters: within({ in: 'header', name: 'upload-offset', required: true, example: '0' }),
          requestBody: bytes,
        },
      },
    },
  })
})
