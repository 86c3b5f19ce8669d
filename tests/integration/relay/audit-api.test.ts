/** Audit lines over REST, and who may read them. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { paths } from '../../../core/protocol/api.ts'
import { auditAnswer, auditPaths, auditProofAnswer } from '../../../core/protocol/audit-api.ts'
import { callRelay, foundWorkspace, joinWorkspace, signUp } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

const read = async (path: string, token: string) =>
  v.parse(auditAnswer, (await callRelay(relay, path, { token })).body)

test('[AL3] lines come with hashes from which an export is verified', async () => {
  const ada = await signUp(relay, 'audit-ada')
  const token = ada.session.accessToken
  const workspace = await foundWorkspace(relay, ada, 'Audited')
  for (const name of ['Audited once', 'Audited twice', 'Audited'])
    await callRelay(relay, paths.workspace(workspace), { method: 'PATCH', body: { name }, token })

  const { lines } = await read(auditPaths.lines(workspace), token)
  expect(lines.map(({ number }) => number)).toEqual([1, 2, 3])
  let before: Uint8Array = new Uint8Array(32)
  for (const { number, time, line, hash } of lines) {
    const digest = createHash('sha256').update(before).update(`${number}\n${time}\n${line}`).digest()
    expect(digest.toString('hex')).toBe(hash)
    expect(JSON.parse(line)).toMatchObject({ action: 'renameWorkspace', user: ada.user, outcome: 'done' })
    before = digest
  }
  // That the lines were read is a line too.
  const next = await read(`${auditPaths.lines(workspace)}?after=2&limit=1`, token)
  expect(next).toMatchObject({ lines: [{ number: 3 }], more: true })
  const proof = v.parse(
    auditProofAnswer,
    (await callRelay(relay, auditPaths.proof(workspace), { token })).body,
  )
  expect(proof).toEqual({ kind: 'whole', lines: 5 })
})

test('[AL3] members are refused, strangers find nothing, and that somebody tried is written down', async () => {
  const [ada, bob, eve] = [
    await signUp(relay, 'audit-ada2'),
    await signUp(relay, 'audit-bob2'),
    await signUp(relay, 'audit-eve2'),
  ]
  const workspace = await foundWorkspace(relay, ada, 'Closed books')
  await foundWorkspace(relay, eve, 'Other books')
  await joinWorkspace(relay, bob, workspace)
  for (const path of [auditPaths.lines(workspace), auditPaths.proof(workspace)]) {
    expect(await callRelay(relay, path)).toMatchObject({ status: 401 })
    const refused = await callRelay(relay, path, { token: bob.session.accessToken })
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    const outside = await callRelay(relay, path, { token: eve.session.accessToken })
    expect(outside).toMatchObject({ status: 404, body: { code: 'not-found' } })
  }
  const { lines } = await read(auditPaths.lines(workspace), ada.session.accessToken)
  const tried = lines.map(({ line }) =>
    v.parse(v.object({ action: v.string(), outcome: v.string() }), JSON.parse(line)),
  )
  expect(tried).toContainEqual({ action: 'listAuditLines', outcome: 'forbidden' })
  expect(lines.some(({ line }) => line.includes(eve.user))).toBe(false)
})

test.each(['after=-1', 'after=x', 'limit=0', 'limit=1001', 'limit=1e3', 'other=1'])(
  '[HA4] %s is no page',
  async (query) => {
    const zoe = await signUp(relay, `audit-${query.replaceAll(/\W/g, '')}`)
    const workspace = await foundWorkspace(relay, zoe, `Pages ${query}`)
    const answer = await callRelay(relay, `${auditPaths.lines(workspace)}?${query}`, {
      token: zoe.session.accessToken,
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-request' } })
  },
)
