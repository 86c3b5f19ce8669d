import { expect, test } from 'vitest'
import { readConfig } from '../../../sync-server/config.ts'
import { exitCodes, startFailureEnding } from '../../../sync-server/start-failure.ts'

test('without settings there are defaults: this machine alone, port 8787', () => {
  expect(readConfig({})).toMatchObject({ ok: true, value: { host: '127.0.0.1', port: 8787 } })
})

test('all faults are told at once, in one line', () => {
  const read = readConfig({
    PORT: '99999',
    RATE_REST: '-1',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'no url',
    UPDATE_URL: 'x',
  })
  if (read.ok) throw new Error('these settings are not right')
  const { exitCode, line } = startFailureEnding(read.failure)
  expect(exitCode).toBe(exitCodes.config)
  for (const name of ['PORT', 'RATE_REST', 'LOG_LEVEL', 'PUBLIC_URL', 'UPDATE_URL'])
    expect(line).toContain(name)
  expect(line).not.toContain('\n')
})

const provider = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'an-app' }

test('[AU10][AU15] a provider needs issuer and client; what it does not say it takes from the rest', () => {
  expect(readConfig({})).toMatchObject({ value: { signUp: 'open', oidc: undefined } })
  expect(readConfig({ ...provider, SIGN_UP: 'invited' })).toMatchObject({
    value: {
      signUp: 'invited',
      oidc: {
        issuer: 'https://id.example',
        clientId: 'an-app',
        clientSecret: undefined,
        scopes: 'openid profile email',
        signUp: 'invited',
        audiences: [],
      },
    },
  })
  const more = { OIDC_SIGN_UP: 'open', OIDC_AUDIENCES: 'api://one, api://two', OIDC_SCOPES: 'openid chat' }
  expect(readConfig({ ...provider, ...more })).toMatchObject({
    value: { oidc: { signUp: 'open', audiences: ['api://one', 'api://two'], scopes: 'openid chat' } },
  })
})

test.each([
  [{ SIGN_UP: 'never' }, 'SIGN_UP'],
  [{ OIDC_ISSUER: 'https://id.example' }, 'OIDC_CLIENT_ID'],
  [{ OIDC_CLIENT_ID: 'an-app' }, 'OIDC_ISSUER'],
  [{ OIDC_CLIENT_SECRET: 'secret' }, 'OIDC_ISSUER'],
  [{ ...provider, OIDC_ISSUER: 'http://id.example' }, 'OIDC_ISSUER'],
  [{ ...provider, OIDC_ISSUER: 'id.example' }, 'OIDC_ISSUER'],
  [{ ...provider, OIDC_SCOPES: 'profile' }, 'OIDC_SCOPES'],
  [{ ...provider, OIDC_SIGN_UP: 'perhaps' }, 'OIDC_SIGN_UP'],
])('%j is a fault of %s', (env, name) => {
  const read = readConfig(env)
  expect(read.ok ? [] : read.failure.faults.map((fault) => fault.includes(name))).toEqual([true])
})
