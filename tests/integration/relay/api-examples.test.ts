/**
 * Every example of the API, run on a real relay as one story: Ada signs up, founds a workspace, brings history, makes
 * conversations, talks, writes, puts a file up, publishes keys, and leaves. An operation that has no place in it fails.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { sessionAnswer, workspaceMembersAnswer } from '../../../core/protocol/api.ts'
import { offsetHeader } from '../../../core/protocol/files-api.ts'
import { bytesToText } from '../../../core/protocol/keys-api.ts'
import { workspaceIdSchema } from '../../../core/protocol/id-schemas.ts'
import { sample } from '../../../sync-server/http/samples.ts'
import { exampleRequest, operations } from '../../support/api-operations.ts'
import { joinWorkspace, signUp, type TestAccount } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { makeNextList, signUpSealed } from '../../support/sealed-accounts.ts'
import { seededPrimitives, signLeaf } from '../../support/sealed-people.ts'

const primitives = seededPrimitives(53)

const jsonHeaders = { 'content-type': 'application/json' }
/** They answer with what is no JSON: nothing in their schemas says so. */
const streamed = new Set(['readFile', 'exportWorkspace'])

/** What has come to be so far: what stands for the samples, and the tokens of who is there. */
interface World {
  readonly relay: TestRelay
  readonly real: Map<string, string>
  readonly tokens: { ada: string; bob: string; cy: string }
  readonly bob: TestAccount
}

interface Step {
  readonly id: string
  /** Ada unless it says so; `admin` where the operation asks for the administrator. */
  readonly as?: keyof World['tokens']
  readonly before?: (world: World) => Promise<void> | void
  readonly after?: (world: World, answer: unknown) => Promise<void> | void
  /** Bytes in place of a body in JSON. */
  readonly bytes?: {
    readonly body: Uint8Array<ArrayBuffer>
    readonly headers: Readonly<Record<string, string>>
  }
}

const idAnswer = v.object({ id: v.string() })
const learn =
  (place: keyof typeof sample): NonNullable<Step['after']> =>
  ({ real }, answer) => {
    real.set(sample[place], v.parse(idAnswer, answer).id)
  }
const learnSession: NonNullable<Step['after']> = ({ real, tokens }, answer) => {
  const session = v.parse(sessionAnswer, answer)
  tokens.ada = session.accessToken
  real.set('kq3…', session.refreshToken)
  real.set(sample.user, session.user.id)
}
const found = v.object({ found: v.pipe(v.array(v.unknown()), v.minLength(1)) })
const isFound: NonNullable<Step['after']> = (_world, answer) => void v.parse(found, answer)
const pieceOfFile = new TextEncoder().encode('hello world')

const beginning: ReadonlyArray<Step> = [
  ...['live', 'ready', 'keys'].map((id) => ({ id })),
  { id: 'register', after: learnSession },
  { id: 'signIn', after: learnSession },
  { id: 'refresh', after: learnSession },
  { id: 'createWorkspace', after: learn('workspace') },
  { id: 'joinWorkspace', as: 'bob' },
  { id: 'listWorkspaces' },
  { id: 'importWorkspace' },
  { id: 'importPeople' },
  { id: 'importChannel', after: learn('conversation') },
  { id: 'importMessages' },
  {
    id: 'listMembers',
    after: ({ real }, answer) => {
      const { members } = v.parse(workspaceMembersAnswer, answer)
      const placeholder = members.find(({ username }) => username === undefined)
      real.set(sample.placeholder, placeholder?.user ?? '')
    },
  },
  { id: 'matchPlaceholder' },
  { id: 'setRole' },
  { id: 'renameWorkspace' },
]

const talking: ReadonlyArray<Step> = [
  { id: 'createConversation', after: learn('privateConversation') },
  ...[
    'listConversations',
    'getConversation',
    'updateConversation',
    'archiveConversation',
    'listConversationMembers',
    'setConversationMember',
    'setLevel',
  ].map((id) => ({ id })),
  { id: 'sendMessage', after: learn('message') },
  ...[
    'listMessages',
    'getMessage',
    'editMessage',
    'addReaction',
    'removeReaction',
    'pinMessage',
    'listPins',
    'unpinMessage',
    'listThread',
    'countUnread',
    'countUnreadInWorkspace',
    'markRead',
    'listReceipts',
  ].map((id) => ({ id })),
  { id: 'searchConversation', after: isFound },
  { id: 'searchWorkspace' },
  { id: 'createDocument', after: learn('document') },
  { id: 'listDocuments' },
  { id: 'startFile' },
  {
    id: 'appendToFile',
    bytes: {
      body: pieceOfFile,
      headers: { 'content-type': 'application/octet-stream', [offsetHeader]: '0' },
    },
  },
  { id: 'finishFile' },
  { id: 'readFile', after: (_world, answer) => expect(answer).toBe('hello world') },
  { id: 'deleteFile' },
]

const sealing: ReadonlyArray<Step> = [
  {
    id: 'putDeviceList',
    as: 'cy',
    before: async ({ relay, real, tokens }) => {
      const cy = await signUpSealed(relay, primitives, 'cyril')
      const { key, leaf } = cy.device
      makeNextList(primitives, cy, {})
      tokens.cy = cy.account.session.accessToken
      real.set('o2R1c2Vy…', bytesToText(cy.listBytes))
      const next = signLeaf(primitives, key, { ...leaf, g: leaf.g + 1 })
      real.set('pGZkZXZpY2U…', bytesToText(next))
    },
  },
  { id: 'putLeaf', as: 'cy' },
  { id: 'queryKeys', as: 'cy' },
  { id: 'getSeenDevices', as: 'cy' },
  { id: 'putBackup', as: 'cy' },
  { id: 'getBackup', as: 'cy' },
  { id: 'postLinkMessage', as: 'cy' },
  { id: 'readLinkMessages', as: 'cy' },
]

const leaving: ReadonlyArray<Step> = [
  { id: 'removeMessage' },
  {
    id: 'exportWorkspace',
    after: (_world, answer) => expect(answer).toContain('"kind":"end"'),
  },
  { id: 'removeConversationMember' },
  { id: 'leaveConversation', as: 'bob' },
  { id: 'joinConversation', as: 'bob' },
  { id: 'deleteConversation' },
  { id: 'removeMember' },
  {
    id: 'leaveWorkspace',
    as: 'bob',
    before: ({ relay, real, bob }) =>
      joinWorkspace(relay, bob, v.parse(workspaceIdSchema, real.get(sample.workspace))),
  },
  { id: 'signOut' },
]

const story = [...beginning, ...talking, ...sealing, ...leaving]

test('[HA2] no operation is left out of the story', () => {
  expect(story.map(({ id }) => id).toSorted()).toEqual(operations.map(({ id }) => id).toSorted())
})

describe('[HA2] the story of the examples', () => {
  let world: World
  beforeAll(async () => {
    const relay = await startTestRelay()
    const bob = await signUp(relay, 'bob')
    world = {
      relay,
      real: new Map([[sample.other, bob.user]]),
      tokens: { ada: '', bob: bob.session.accessToken, cy: '' },
      bob,
    }
  })
  afterAll(() => world.relay.close())

  test.each(story.map((step) => [step.id, step] as const))('%s', async (id, step) => {
    const operation = operations.find((each) => each.id === id)
    if (operation === undefined) throw new Error(`no operation ${id}`)
    await step.before?.(world)
    const { path, method, body } = exampleRequest(operation, world.real)
    const token =
      operation.access === 'administrator' ? world.relay.adminToken() : world.tokens[step.as ?? 'ada']
    const content = step.bytes ?? (body && { body: JSON.stringify(body), headers: jsonHeaders })
    const response = await fetch(world.relay.url + path, {
      method,
      headers: {
        ...content?.headers,
        ...(operation.access !== 'anyone' && { authorization: `Bearer ${token}` }),
      },
      ...(content && { body: content.body }),
    })
    const text = await response.text()
    const streams = streamed.has(id)
    expect(response.status).toBe(operation.answer === undefined && !streams ? 204 : (operation.status ?? 200))
    const answer: unknown = streams ? text : text === '' ? undefined : JSON.parse(text)
    if (operation.answer === undefined) expect(streams || answer === undefined).toBe(true)
    else v.parse(operation.answer, answer)
    await step.after?.(world, answer)
  })
})
