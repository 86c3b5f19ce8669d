/**
 * Two workspaces of one relay whose people have nothing in common. Whoever owns one names ids of the other, alone and
 * mixed with their own, in every call: nothing is told, nothing changes.
 */
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { channelAnswer, paths, problemAnswer, workspaceMembersAnswer } from '../../../core/protocol/api.ts'
import { filePaths } from '../../../core/protocol/files-api.ts'
import { attachmentId, type ConversationId, randomId, type WorkspaceId } from '../../../core/protocol/ids.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { messageAnswer, messagePaths } from '../../../core/protocol/messages-api.ts'
import { webhookPaths } from '../../../core/protocol/webhooks-api.ts'
import { moderationPaths } from '../../../core/protocol/moderation-api.ts'
import { exportPath } from '../../../sync-server/export/export-api.ts'
import { sample } from '../../../sync-server/http/samples.ts'
import { importPaths } from '../../../sync-server/import/import-api.ts'
import { systemRandom } from '../../../sync-server/system.ts'
import { exampleRequest, operations, samplesIn } from '../../support/api-operations.ts'
import {
  type ApiAnswer,
  callRelay,
  foundWorkspace,
  joinWorkspace,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

type Name = Exclude<keyof typeof sample, 'device' | 'slot' | 'delivery' | 'privateConversation'>
interface Side {
  readonly owner: TestAccount
  readonly workspace: WorkspaceId
  readonly conversation: ConversationId
  readonly ids: Readonly<Record<Name, string>>
}

const idAnswer = v.object({ id: v.string() })
let relay: TestRelay
let here: Side
let there: Side
beforeAll(async () => {
  relay = await startTestRelay()
  here = await setupSide('here')
  there = await setupSide('there')
})
afterAll(() => relay.close())

const call = (who: TestAccount, path: string, method: string, body?: object): Promise<ApiAnswer> =>
  callRelay(relay, path, { method, token: who.session.accessToken, ...(body && { body }) })

async function setupSide(name: string): Promise<Side> {
  const [owner, other] = [await signUp(relay, `${name}-owner`), await signUp(relay, `${name}-other`)]
  const workspace = await foundWorkspace(relay, owner, `Workspace ${name}`)
  await joinWorkspace(relay, other, workspace)
  const body = { name: `room-${name}`, private: true, members: [other.user] }
  const conversation = v.parse(
    channelAnswer,
    (await call(owner, paths.conversations(workspace), 'POST', body)).body,
  ).id
  const text = `secret of ${name}: punched cards`
  const sent = await call(owner, messagePaths.messages(conversation), 'POST', { text })
  const people = { people: [{ source: 'U1', name: `Imported ${name}` }] }
  await callRelay(relay, importPaths.people(workspace), { body: people, token: relay.adminToken() })
  const listed = await call(owner, paths.members(workspace), 'GET')
  const placeholder = v
    .parse(workspaceMembersAnswer, listed.body)
    .members.find((each) => each.username === undefined)
  const title = { title: `Plan ${name}` }
  const made = await call(owner, paths.documents(workspace), 'POST', title)
  const invitation = { role: 'member', uses: 1, expiresInSeconds: 600 }
  const invited = await call(owner, identityPaths.invitations(workspace), 'POST', invitation)
  const file = randomId(attachmentId, systemRandom)
  await call(owner, filePaths.file(file), 'PUT', { conversation, size: 11 })
  const wish = { name: `Hook ${name}`, url: 'https://ci.example.org', events: ['message.posted'] }
  const hooked = await call(owner, webhookPaths.webhooks(workspace), 'POST', wish)
  const about = { person: other.user, reason: 'spam', note: '' }
  const reported = await call(owner, moderationPaths.reports(workspace), 'POST', about)
  return {
    owner,
    workspace,
    conversation,
    ids: {
      workspace,
      conversation,
      user: owner.user,
      other: other.user,
      placeholder: placeholder?.user ?? '',
      document: v.parse(idAnswer, made.body).id,
      invitation: v.parse(idAnswer, invited.body).id,
      file,
      report: v.parse(idAnswer, reported.body).id,
      message: v.parse(messageAnswer, sent.body).id,
      webhook: v.parse(idAnswer, hooked.body).id,
    },
  }
}

/** All that there is to see of a side. */
async function stateOf({ owner, workspace, conversation, ids }: Side): Promise<string> {
  const exported = await fetch(relay.url + exportPath(workspace), {
    headers: { authorization: `Bearer ${relay.adminToken()}` },
  })
  const seen = await Promise.all(
    [
      paths.members(workspace),
      paths.conversations(workspace),
      paths.conversationMembers(conversation),
      paths.documents(workspace),
      identityPaths.invitations(workspace),
      webhookPaths.webhooks(workspace),
      webhookPaths.incoming(workspace),
      messagePaths.messages(conversation),
      messagePaths.pins(conversation),
      messagePaths.unread(conversation),
    ].map(async (path) => JSON.stringify((await call(owner, path, 'GET')).body)),
  )
  const file = await call(owner, filePaths.file(ids.file), 'PUT', { conversation, size: 11 })
  const lines = (await exported.text()).split('\n').filter((line) => !line.includes('"exported"'))
  return [...lines, ...seen, JSON.stringify(file.body)].join('\n')
}

const isName = (name: string): name is Name =>
  !['device', 'slot', 'delivery', 'privateConversation'].includes(name)
const asked = operations
  .filter(({ access, action, tag }) => access === 'user' && (action !== undefined || tag === 'files'))
  .map((operation) => ({ id: operation.id, names: samplesIn(operation) }))
  .filter(({ names }) => names.some(isName))

/** Codes that say of nothing that it is there. Ids of files are of their makers' choice: taken ones are refused as taken. */
const silent = ['not-found', 'no-such-message', 'no-such-file', 'file-taken', 'forbidden', 'bad-request']

/** For each sample that the example names, an id of some kind of some side; at least one is of the other side. */
const attempts = fc
  .constantFrom(...asked)
  .chain(({ id, names }) =>
    fc.record({
      id: fc.constant(id),
      places: fc.array(
        fc.record({
          theirs: fc.boolean(),
          kind: fc.option(fc.constantFrom(...Object.keys(sample).filter(isName)), {
            freq: 8,
            nil: undefined,
          }),
        }),
        { minLength: names.length, maxLength: names.length },
      ),
      names: fc.constant(names),
    }),
  )
  .filter(({ places }) => places.some(({ theirs }) => theirs))

test('[PM4] no id of another workspace opens anything, however it is mixed', async () => {
  const before = await stateOf(there)
  await fc.assert(
    fc.asyncProperty(attempts, async ({ id, places, names }) => {
      const operation = operations.find((each) => each.id === id)
      if (operation === undefined) throw new Error(`no operation ${id}`)
      const real = new Map<string, string>()
      for (const [index, name] of names.entries()) {
        const { theirs = true, kind } = places[index] ?? {}
        // Whoever makes a file chooses its id: any that is none yet is theirs.
        const chosen = name === 'file' ? undefined : kind
        const wanted = chosen ?? (name === 'privateConversation' ? 'conversation' : name)
        const sampleId = Object.entries(sample).find(([each]) => each === name)?.[1] ?? ''
        if (isName(wanted)) real.set(sampleId, (theirs ? there : here).ids[wanted])
      }
      const { path, method, body } = exampleRequest(operation, real)
      const answer = await call(here.owner, path, method, body)
      const told = JSON.stringify(answer.body)
      expect(answer.status, `${method} ${path}: ${told}`).toBeGreaterThanOrEqual(400)
      expect(silent).toContain(v.parse(problemAnswer, answer.body).code)
      expect(told).not.toMatch(/there/)
    }),
    { numRuns: 600 },
  )
  expect(await stateOf(there)).toBe(before)
})

const asking = operations.filter(({ access }) => access !== 'anyone')
test.each(asking.map((operation) => [operation.id, operation] as const))(
  '[HA4] %s wants to know who asks',
  async (_id, operation) => {
    const { path, method, body } = exampleRequest(operation, new Map())
    for (const token of ['', 'a.b.c']) {
      const refused = { status: 401, body: { code: 'unauthorized' } }
      expect(await callRelay(relay, path, { method, token, ...(body && { body }) })).toMatchObject(refused)
    }
  },
)
