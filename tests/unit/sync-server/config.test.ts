import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readConfig, settingDefaults } from '../../../sync-server/config.ts'
import { exitCodes, startFailureEnding } from '../../../sync-server/start-failure.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

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

test('what the environment says counts before the file', () => {
  const file = path.join(temporaryFolder(), 'relay.json')
  writeFileSync(file, JSON.stringify({ PORT: 1234, HOST: 'elsewhere', RATE_REST: '7' }))
  expect(readConfig({ CONFIG_FILE: file, HOST: 'here' })).toMatchObject({
    ok: true,
    value: { port: 1234, host: 'here', rates: { rest: 7 } },
  })
})

test('faults of the file and of the environment are told together, without a value', () => {
  const file = path.join(temporaryFolder(), 'relay.json')
  writeFileSync(
    file,
    JSON.stringify({ PROT: 1, MASTER_KEY: 'hushhush', HOST: ['hushhush'], RATE_REST: 'hushhush' }),
  )
  const read = readConfig({ CONFIG_FILE: file, PORT: 'hushhush', MASTER_KEY_FILE: 'x' })
  const faults = read.ok ? [] : read.failure.faults
  expect(faults).toHaveLength(6)
  for (const name of ['PROT', 'MASTER_KEY must', 'HOST', 'RATE_REST', 'PORT', 'exclude each other'])
    expect(faults.some((fault) => fault.includes(name))).toBe(true)
  expect(faults.join()).not.toContain('hushhush')
})

test('a file that is not there, is not JSON or no object is told so', () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'relay.json')
  const said = (): string => {
    const read = readConfig({ CONFIG_FILE: file })
    return read.ok ? '' : read.failure.faults.join()
  }
  expect(said()).toContain('cannot be read')
  writeFileSync(file, '{"MASTER_KEY": hush')
  expect(said()).toContain('is not JSON')
  expect(said()).not.toContain('hush')
  for (const text of ['[]', 'null', '7']) {
    writeFileSync(file, text)
    expect(said()).toContain('must be a JSON object')
  }
})

test('[AR3] in production mode the master key has no default, and there is one at most', () => {
  const key = Buffer.alloc(32, 5).toString('base64')
  expect(readConfig({})).toMatchObject({ ok: true, value: { masterKey: { kind: 'own' } } })
  const production = { NODE_ENV: 'production' }
  expect(readConfig(production)).toMatchObject({ ok: false })
  const sources = [{ MASTER_KEY: key }, { MASTER_KEY_FILE: 'k' }, { MASTER_KEY_COMMAND: 'true' }]
  for (const source of sources) expect(readConfig({ ...production, ...source })).toMatchObject({ ok: true })
  for (const [index, source] of sources.entries())
    expect(readConfig({ ...source, ...sources[(index + 1) % 3] })).toMatchObject({ ok: false })
  for (const text of ['', 'x', key.slice(1), `${key}=`, Buffer.alloc(31).toString('base64')])
    expect(readConfig({ MASTER_KEY: text })).toMatchObject({ ok: false })
})

test('the guide lists every setting with its default, and no other', () => {
  const guide = readFileSync('docs/guides/relay-settings.md', 'utf8')
  const rows = [...guide.matchAll(/^\| `(\w+)` \| ([^|]*) \| [^|]+ \|$/gm)]
  const listed: unknown = Object.fromEntries(
    rows.map(([, name, value]) => [name, value?.trim() || undefined]),
  )
  // Nothing, as a default, is an empty cell.
  const defaults = Object.entries(settingDefaults()).map(([name, value]) => [name, value || undefined])
  expect(listed).toEqual(Object.fromEntries(defaults))
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

test('[MO10] rules of a file that are none are told, and none of their words', () => {
  const file = path.join(temporaryFolder(), 'rules.json')
  const said = (text: string): string => {
    writeFileSync(file, text)
    const read = readConfig({ MODERATION: file })
    return read.ok ? JSON.stringify(read.value.moderation) : read.failure.faults.join()
  }
  expect(said('{"words":{"action":"mask","list":["bribe"]}}')).toContain('bribe')
  expect(said('{"words": hush')).toContain('is not JSON')
  expect(said('{"words":{"action":"hush","list":["hush"]}}')).toContain('look at words.action')
  expect(said('{"wrods":{"action":"mask","list":["hush"]}}')).toContain('holds no rules')
  expect(said('{"patterns":{"action":"flag","list":["a","(hush"]}}')).toContain(
    'patterns.list.1 is malformed',
  )
  expect(said('[]')).toContain('holds no rules')
  for (const text of ['{"words": hush', '{"patterns":{"action":"flag","list":["(hush"]}}'])
    expect(said(text)).not.toContain('hush')
  const missing = readConfig({ MODERATION: `${file}.none`, PORT: '-1' })
  expect(missing.ok ? [] : missing.failure.faults).toMatchObject([{}, {}])
})
