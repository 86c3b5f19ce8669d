/** What a person takes out for themselves: all that is theirs, and nothing of anybody else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { paths, workspaceMembersAnswer } from '../../../core/protocol/api.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { messagePaths } from '../../../core/protocol/messages-api.ts'
import { importPaths } from '../../../sync-server/import/import-api.ts'
import { type AdminWorld, look, secret, setupAdminWorld } from '../../support/admin-world.ts'
import { callRelay, makeChannel, signUp, type TestAccount } from '../../support/relay-accounts.ts'

let world: AdminWorld
beforeAll(async () => {
  world = await setupAdminWorld()
})
afterAll(() => world.relay.close())

const as = ({ session }: TestAccount) => ({ token: session.accessToken })
const ask = ({ session }: TestAccount) =>
  fetch(world.relay.url + identityPaths.ownExport, {
    headers: { authorization: `Bearer ${session.accessToken}` },
  })

/** History from elsewhere, written by somebody who turns out to be Ada. */
async function bringHistory(): Promise<void> {
  const { relay, workspace, ada } = world
  const token = relay.adminToken()
  const people = { people: [{ source: 'U1', name: 'Ada, long ago' }] }
  await callRelay(relay, importPaths.people(workspace), { token, body: people })
  const channel = { source: 'C1', name: 'archive', topic: '' }
  const made = await callRelay(relay, importPaths.channels(workspace), { token, body: channel })
  const { id } = v.parse(v.object({ id: v.string() }), made.body)
  const message = { source: '1.1', author: 'U1', time: 1_355_517_523_000, counter: 5, text: 'said long ago' }
  const rest = { alsoInChannel: false, mentions: [], reactions: [] }
  const body = { messages: [{ ...message, ...rest }] }
  await callRelay(relay, importPaths.messages(workspace, id), { token, body })
  const listed = await callRelay(relay, paths.members(workspace), as(ada))
  const { members } = v.parse(workspaceMembersAnswer, listed.body)
  const placeholder = members.find(({ username }) => username === undefined)?.user ?? ''
  const matched = { ...as(ada), body: { account: ada.user } }
  await callRelay(relay, paths.match(workspace, placeholder), matched)
}

test('[AU20] it holds account, devices, memberships and one’s own words, whatever door they came by; of others nothing', async () => {
  const { relay, ada, workspace, general } = world
  const bob = await signUp(relay, 'bob-20')
  await callRelay(relay, paths.join(workspace), { ...as(bob), method: 'POST' })
  const say = (who: TestAccount, conversation: string, text: string) =>
    callRelay(relay, messagePaths.messages(conversation), { ...as(who), body: { text } })
  expect(await say(ada, general, 'through the gateway')).toMatchObject({ status: 201 })
  await say(bob, general, 'bobs own words')
  const quiet = { ...as(bob), body: { name: 'bobs-quiet-place', private: true } }
  await callRelay(relay, paths.conversations(workspace), quiet)
  await makeChannel(relay, ada, workspace, 'adas-channel')
  await bringHistory()

  const answer = await ask(ada)
  expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const text = await answer.text()
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const account = { kind: 'account', id: ada.user, username: ada.username, format: 'tidings own export 1' }
  expect(lines[0]).toMatchObject(account)
  expect(lines).toContainEqual(expect.objectContaining({ kind: 'device', id: ada.device, active: true }))
  expect(lines).toContainEqual(expect.objectContaining({ kind: 'membership', workspace, role: 'owner' }))
  const said = ['through the gateway', 'said long ago', 'adas-channel', secret]
  expect(said.filter((part) => !text.includes(part))).toEqual([])
  const native = {
    kind: 'op',
    conversation: general,
    seq: 2,
    op: { kind: 'post', by: ada.user, text: secret },
  }
  expect(lines.find((line) => JSON.stringify(line).includes(secret))).toMatchObject(native)
  expect(lines.at(-1)).toEqual({ kind: 'end', lines: lines.length - 1 })
  const others = [bob.user, 'bob-20', 'bobs own words', 'bobs-quiet-place', 'argon2', '"hash']
  expect(others.filter((part) => text.includes(part))).toEqual([])
  const bobs = await (await ask(bob)).text()
  expect([bobs.includes('bobs own words'), bobs.includes('bobs-quiet-place')]).toEqual([true, true])
  expect([ada.user, secret, 'through the gateway'].filter((part) => bobs.includes(part))).toEqual([])
})

test('[AU20] it is asked for twice a minute, by its person alone, and the audit log has a line without a word of it', async () => {
  const { relay } = world
  const cleo = await signUp(relay, 'cleo-20')
  const asked = [await ask(cleo), await ask(cleo), await ask(cleo)]
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 429])
  expect(asked[2]?.headers.get('retry-after')).toBe('30')
  await Promise.all(asked.map((answer) => answer.text()))
  expect(await callRelay(relay, identityPaths.ownExport)).toMatchObject({ status: 401 })
  expect(await callRelay(relay, identityPaths.ownExport, { token: relay.adminToken() })).toMatchObject({
    status: 401,
  })
  const lines = look(relay.folder, 'SELECT line FROM audit_lines').map(String)
  const mine = lines.filter((line) => line.includes('exportMe') && line.includes(cleo.user))
  expect(mine).toHaveLength(2)
})
