/** A document and its conversation, as the app and strangers meet them at a real relay. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import * as v from 'valibot'
import { Defect, orThrow } from '../../../core/base/defect.ts'
import type { Document } from '../../../core/engine/engine.ts'
import { paths } from '../../../core/protocol/api.ts'
import { documentAnswer } from '../../../core/protocol/documents-api.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { type AppPerson, startPerson } from '../../support/app-person.ts'
import { makeDocument } from '../../support/new-conversations.ts'
import { joinRoom, leaveRooms, opsIn, post, upgradeStatus, roomPath } from '../../support/room-client.ts'
import { callRelay, foundWorkspace, joinWorkspace, signUp } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { until } from '../../support/until.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(async () => {
  leaveRooms()
  await relay.close()
})

async function person(username: string): Promise<AppPerson> {
  const started = await startPerson({ relay: relay.url, folder: temporaryFolder(), username })
  onTestFinished(started.close)
  return started
}

/** The document once the person's directory has it so. */
async function documentOf(
  { engine }: AppPerson,
  conversation: ConversationId,
  is: (document: Document) => boolean = () => true,
): Promise<Document> {
  const find = (): Document | undefined =>
    engine()
      .directory.read()
      .workspaces.flatMap(({ documents }) => documents)
      .find((each) => each.conversation === conversation && is(each))
  await until(engine().directory, () => find() !== undefined)
  return v.parse(
    v.custom<Document>((found) => found !== undefined),
    find(),
  )
}

test('[YW25] a document is made in the app, told to all, talked about, and renamed', async () => {
  const [ada, bob] = [await person('doc-chat-ada'), await person('doc-chat-bob')]
  const workspace = orThrow(await ada.bridge.call('directory.createWorkspace', { name: 'Doc chats' }))
  orThrow(await bob.bridge.call('directory.joinWorkspace', { workspace }))
  const conversation = await makeDocument(ada.bridge, { workspace, title: '  Plan ' })
  const plan = await documentOf(bob, conversation)
  expect(plan).toMatchObject({ workspace, title: 'Plan' })
  await documentOf(ada, conversation)
  const [adas, bobs] = [ada.engine().open(conversation), bob.engine().open(conversation)]
  if (adas === undefined || bobs === undefined) throw new Defect('what the directory shows opens')
  orThrow(await adas.post('Have a look'))
  await until(bobs.view, ({ messages }) => messages.some(({ text }) => text === 'Have a look'))
  expect(
    bob
      .engine()
      .directory.read()
      .workspaces[0]?.channels.map(({ name }) => name),
  ).toEqual(['general'])
  const rename = {
    kind: 'title',
    conversation,
    called: plan.title,
    workspace,
    document: plan.id,
    set: { title: 'Plan B' },
    was: { title: plan.title },
  } as const
  orThrow(await bob.bridge.call('directory.edit', rename))
  await documentOf(ada, conversation, ({ title }) => title === 'Plan B')
  await ada.restartEngine()
  await documentOf(ada, conversation, ({ title }) => title === 'Plan B')
})

test('[YW25] a stock client writes in the conversation of a document as in a channel; strangers do not get in', async () => {
  const [ada, eve] = [await signUp(relay, 'doc-stock-ada'), await signUp(relay, 'doc-stock-eve')]
  const workspace = await foundWorkspace(relay, ada, 'Doc stock')
  const answer = await callRelay(relay, paths.documents(workspace), {
    body: { title: 'Plan' },
    token: ada.session.accessToken,
  })
  const { conversation } = v.parse(documentAnswer, answer.body)
  const [first, second] = [
    joinRoom(relay, `${conversation}/0`, ada),
    joinRoom(relay, `${conversation}/0`, ada),
  ]
  await first.synced()
  post(first, ada, 'from a stock client')
  await second.until((doc) => opsIn(doc) === 1)
  expect(await upgradeStatus(relay, roomPath(`${conversation}/0`, eve.session.accessToken))).toBe(404)
})

test('[YW20] who may not rename is refused, and asking wrongly changes nothing', async () => {
  const [ada, bob, eve] = [
    await signUp(relay, 'doc-name-ada'),
    await signUp(relay, 'doc-name-bob'),
    await signUp(relay, 'doc-name-eve'),
  ]
  const workspace = await foundWorkspace(relay, ada, 'Doc names')
  const others = await foundWorkspace(relay, eve, 'Doc names of Eve')
  await joinWorkspace(relay, bob, workspace)
  const token = ada.session.accessToken
  const answer = await callRelay(relay, paths.documents(workspace), { body: { title: 'Plan' }, token })
  const { id } = v.parse(documentAnswer, answer.body)
  const rename = async (
    where: string,
    document: string,
    body: unknown,
    as: string | undefined,
  ): Promise<number> => {
    const options = { method: 'PATCH', body, ...(as !== undefined && { token: as }) }
    return (await callRelay(relay, paths.document(where, document), options)).status
  }
  const title = { title: 'Mine' }
  const eves = eve.session.accessToken
  expect(
    await Promise.all([
      rename(workspace, id, title, eves),
      rename(others, id, title, eves),
      rename(workspace, id, title, undefined),
      rename(workspace, 'nowhere', title, token),
      rename(workspace, 'f'.repeat(32), title, token),
      rename(workspace, id, { title: ' ' }, token),
      rename(workspace, id, { title: 'x'.repeat(121) }, token),
      rename(workspace, id, { title: 'x', more: 1 }, token),
      rename(workspace, id, undefined, token),
    ]),
  ).toEqual([404, 404, 401, 404, 404, 400, 400, 400, 400])
  const titles = async (): Promise<unknown> =>
    (await callRelay(relay, paths.documents(workspace), { token })).body
  expect(await titles()).toMatchObject({ documents: [{ title: 'Plan' }] })
  expect(await rename(workspace, id, { title: ' Plan B ' }, bob.session.accessToken)).toBe(204)
  expect(await titles()).toMatchObject({ documents: [{ title: 'Plan B' }] })
})
