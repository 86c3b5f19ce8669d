/** Requests that are made to hurt: each is refused, costs little, and the relay goes on. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../../core/protocol/api.ts'
import { callRelay, foundWorkspace, signUp, type TestAccount } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

let relay: TestRelay
let ada: TestAccount
beforeAll(async () => {
  relay = await startTestRelay()
  ada = await signUp(relay, 'ada')
})
afterAll(() => relay.close())

/** Sends the text as it is as the body of a POST, and answers the status. */
async function post(path: string, body: string): Promise<number> {
  const { accessToken } = ada.session
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` }
  return (await fetch(relay.url + path, { method: 'POST', headers, body })).status
}
const isUp = async (): Promise<boolean> => (await callRelay(relay, paths.health)).status === 200

describe('[HA6] bodies', () => {
  test.each([
    ['nested thirty thousand deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['with a prototype in it', '{"name":"x","__proto__":{"admin":true}}'],
    ['with a constructor in it', '{"name":"x","constructor":{"prototype":{"admin":true}}}'],
    [
      'with one key four thousand times',
      `{${Array.from({ length: 4_000 }, () => '"name":"x"').join(',')},"more":1}`,
    ],
    ['that are no JSON', '{"name":'],
    ['of another type', '7'],
    ['with half a surrogate pair for a field', String.raw`{"name":7,"\ud800":1}`],
  ])('%s are refused', async (_name, body) => {
    expect(await post(paths.workspaces, body)).toBe(400)
    expect(Object.prototype).not.toHaveProperty('admin')
    expect(await isUp()).toBe(true)
  })

  test('over the bound are refused unread', async () => {
    expect(await post(paths.workspaces, `{"name":"${'x'.repeat(200_000)}"}`)).toBe(413)
    expect(await isUp()).toBe(true)
  })
})

describe('[HA6] addresses', () => {
  test.each([
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    "' OR 1=1;--",
    'f'.repeat(5_000),
    '%c0%af',
  ])('with %s for an id name nothing', async (id) => {
    const token = ada.session.accessToken
    const { status } = await callRelay(relay, `/v1/workspaces/${id}/members`, { token })
    expect([400, 404, 414]).toContain(status)
    expect(await isUp()).toBe(true)
  })
})

describe('[HA6] headers', () => {
  /** What comes back on a bare connection for these lines, until the relay ends it. */
  const speak = (lines: ReadonlyArray<string>): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(relay.url)
      const socket = connect({ host: hostname, port: Number(port) })
      let heard = ''
      socket.setEncoding('utf8')
      socket.on('data', (part: string) => {
        heard += part
      })
      socket.on('error', (error) => (heard === '' ? reject(error) : resolve(heard)))
      socket.on('close', () => resolve(heard))
      socket.write(lines.join('\r\n'))
    })

  test('of a mebibyte are refused, and a token of one too', async () => {
    const long = 'x'.repeat(1_048_576)
    for (const header of [`x-long: ${long}`, `authorization: Bearer ${long}`]) {
      const heard = await speak([`GET ${paths.workspaces} HTTP/1.1`, 'host: relay', header, '', ''])
      expect(heard).toMatch(/^HTTP\/1\.1 431 /)
    }
    expect(await isUp()).toBe(true)
  })

  test('by the thousand, or said twice where that means two bodies, are refused', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `x-${index}: y`)
    expect(await speak([`GET ${paths.health} HTTP/1.1`, 'host: relay', ...many, '', ''])).toMatch(
      /^HTTP\/1\.1 431 /,
    )
    const twice = ['content-length: 2', 'transfer-encoding: chunked', '', '0', '', '']
    expect(await speak([`POST ${paths.workspaces} HTTP/1.1`, 'host: relay', ...twice])).toMatch(
      /^HTTP\/1\.1 400 /,
    )
    expect(await isUp()).toBe(true)
  })
})

test('[HA6] another origin’s page is answered without leave to read', async () => {
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const headers = { origin: 'https://evil.example', authorization: `Bearer ${ada.session.accessToken}` }
  const answer = await fetch(relay.url + paths.members(workspace), { headers })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})
