/**
 * Every example of the API, run on a real relay as one story: Ada signs up, founds a workspace, brings history, makes
 * conversations, talks, writes, puts a file up, publishes keys, and leaves. An operation that has no place in it fails.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { sessionAnswer, workspaceMembersAnswer } from '../../../core/protocol/api.ts'
import { bytesToText } from '../../../core/protocol/byte-schemas.ts'
import { workspaceIdSchema } from '../../../core/protocol/id-schemas.ts'
import { attachmentId } from '../../../core/protocol/ids.ts'
import { sample, sampleFile } from '../../../sync-server/http/samples.ts'
import { operations, readDocument } from '../../support/api-operations.ts'
import { unaudited, watchAudit } from '../../support/audit-story.ts'
import { browseProvider, startProvider } from '../../support/oidc-provider.ts'
import { joinWorkspace, newDeviceId, signInElsewhere, signUp } from '../../support/relay-accounts.ts'
import { startTestRelay } from '../../support/relay.ts'
import { startReceiver } from '../../support/webhook-receiver.ts'
import { makeNextList, signUpSealed } from '../../support/sealed-accounts.ts'
import { sealFileAsNoble } from '../../support/secretstream.ts'
import { seededPrimitives, signLeaf } from '../../support/sealed-people.ts'
import {
  anotherBob,
  ask,
  hooking,
  inviting,
  isFound,
  learn,
  readPart,
  type Step,
  type World,
} from './example-story.ts'

const primitives = seededPrimitives(53)

const learnSession: NonNullable<Step['after']> = ({ real, tokens }, answer) => {
  const session = v.parse(sessionAnswer, answer)
  tokens.ada = session.accessToken
  real.set('kq3…', session.refreshToken)
  real.set(sample.user, session.user.id)
}
const sealedFile = sealFileAsNoble(
  {
    id: attachmentId(sample.file),
    key: new Uint8Array(Buffer.from(sampleFile.key, 'base64url')),
    header: new Uint8Array(Buffer.from(sampleFile.header, 'base64url')),
  },
  new TextEncoder().encode('hello world'),
)

const beginning: ReadonlyArray<Step> = [
  ...['live', 'ready', 'metrics', 'keys', 'signInMethods'].map((id) => ({ id })),
  { id: 'register', after: learnSession },
  { id: 'signIn', after: learnSession },
  { id: 'refresh', after: learnSession },
  { id: 'me' },
  { id: 'updateMe' },
  { id: 'setMyPicture' },
  { id: 'readPicture' },
  { id: 'removeMyPicture' },
  { id: 'listMyDevices' },
  { id: 'changePassword' },
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
  { id: 'setWorkspacePicture' },
  { id: 'readWorkspacePicture' },
  { id: 'removeWorkspacePicture' },
  { id: 'setWorkspaceAccent' },
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
  { id: 'startFile' },
  {
    id: 'appendToFile',
    bytes: {
      body: Uint8Array.from(sealedFile),
      headers: { 'content-type': 'application/octet-stream' },
    },
  },
  { id: 'finishFile' },
  {
    id: 'readFile',
    after: async (world, answer) => {
      expect(answer).toBe(new TextDecoder().decode(sealedFile))
      expect([await readPart(world, '1-2'), await readPart(world, '1000000-')]).toEqual([206, 416])
    },
  },
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
    'setMyPresence',
    'getMyPresence',
    'listPresence',
    'listActiveUsers',
  ].map((id) => ({ id })),
  { id: 'searchConversation', after: isFound },
  { id: 'searchWorkspace' },
  { id: 'createDocument', after: learn('document') },
  { id: 'listDocuments' },
  { id: 'renameDocument' },
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

const governing: ReadonlyArray<Step> = [
  { id: 'getModerationRules' },
  { id: 'setModerationRules' },
  { id: 'reportPerson' },
  { id: 'reportMessage', as: 'bob', after: learn('report') },
  { id: 'listReports' },
  { id: 'resolveReport' },
  { id: 'setRetention' },
  { id: 'getRetention' },
  { id: 'getUsage' },
  { id: 'listAuditLines' },
  { id: 'proveAuditLines' },
  // For a while the other one is a bot.
  { id: 'createBot', after: learn('other') },
  { id: 'createBotToken', after: learn('device') },
  { id: 'listBots' },
  { id: 'revokeBotToken' },
  { id: 'removeBot', after: ({ real, bob }) => void real.set(sample.other, bob.user) },
  ...hooking,
]

/** What a browser does between the first call and the second. */
async function visitProvider({ real }: World, started: unknown, login: string): Promise<void> {
  const { flow, url } = v.parse(v.object({ flow: v.string(), url: v.string() }), started)
  const back = await browseProvider(url, login)
  real.set('q7n…', flow)
  real.set('SplxlOBeZQQYbYS6WxSbIA', back.searchParams.get('code') ?? '')
}
const learnTicket: NonNullable<Step['after']> = ({ real }, answer) =>
  void real.set('Jd0…', v.parse(v.object({ ticket: v.string() }), answer).ticket)

const providing: ReadonlyArray<Step> = [
  { id: 'beginProviderSignIn', after: (world, answer) => visitProvider(world, answer, 'dora') },
  { id: 'finishProviderSignIn', after: learnTicket },
  {
    id: 'openProviderSession',
    before: ({ real }) => void real.set(sample.device, newDeviceId()),
  },
  {
    id: 'linkIdentity',
    before: async (world) => {
      await visitProvider(world, await ask(world, 'beginProviderSignIn'), 'ada-at-work')
      await learnTicket(world, await ask(world, 'finishProviderSignIn'))
    },
  },
  {
    id: 'unlinkIdentity',
    before: ({ real, provider }) => {
      real.set('https://id.example', provider.issuer)
      real.set('248289761001', 'ada-at-work')
    },
  },
]

const leaving: ReadonlyArray<Step> = [
  {
    id: 'exportMe',
    after: (_world, answer) => expect(answer).toContain('"kind":"end"'),
  },
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
  {
    id: 'signOutDevice',
    as: 'bob',
    before: async ({ relay, real, bob }) =>
      void real.set(sample.device, (await signInElsewhere(relay, bob)).device),
  },
  { id: 'signOutAll', as: 'bob' },
  { id: 'signOut' },
  { id: 'listUsers', after: (_world, answer) => expect(answer).toMatchObject({ users: [{}], next: null }) },
  { id: 'showUser' },
  { id: 'signOutUser' },
  { id: 'resetPassword' },
  { id: 'disableUser' },
  { id: 'deleteMe', as: 'bob', before: anotherBob },
]

const story = [...beginning, ...talking, ...sealing, ...inviting, ...governing, ...providing, ...leaving]

test('[HA2] no operation is left out of the story', () => {
  expect(story.map(({ id }) => id).toSorted()).toEqual(operations.map(({ id }) => id).toSorted())
})

test('[AL1] each call that changes something adds an audit line, or says why not', () => {
  const silent = operations.filter(({ audit, method }) => audit === undefined && method !== 'GET')
  expect(silent.map(({ id }) => id).toSorted()).toEqual(Object.keys(unaudited).toSorted())
})

describe('[HA2] the story of the examples', () => {
  let world: World
  beforeAll(async () => {
    const provider = await startProvider()
    const relay = await startTestRelay({ env: { ...provider.env, WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' } })
    const bob = await signUp(relay, 'bob')
    world = {
      relay,
      real: new Map([[sample.other, bob.user]]),
      tokens: { ada: '', bob: bob.session.accessToken, cy: '' },
      bob,
      provider,
      receiver: await startReceiver(),
      documented: await readDocument(relay),
    }
  })
  afterAll(async () => {
    await world.relay.close()
    await world.provider.close()
    world.receiver.close()
  })

  test.each(story.map((step) => [step.id, step] as const))('%s', async (id, step) => {
    await step.before?.(world)
    const audit = watchAudit(world.relay)
    const answer = await ask(world, id, step)
    // [AL1] Where its operation says so a call has left its line, and else none.
    const isAudited = operations.find((each) => each.id === id)?.audit !== undefined
    const outcomes = audit.added(id).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(isAudited ? ['done'] : [])
    await step.after?.(world, answer)
  })
})
