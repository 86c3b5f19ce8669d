/** Channels and documents under ids that who makes them has chosen: so that what was asked for without an answer can be asked for again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '../../../core/protocol/api.ts'
import { conversationId, documentId, randomId } from '../../../core/protocol/ids.ts'
import { systemRandom } from '../../../sync-server/system.ts'
import {
  type ApiAnswer,
  callRelay,
  foundWorkspace,
  joinWorkspace,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

const ask = (who: TestAccount, path: string, body?: object): Promise<ApiAnswer> =>
  callRelay(relay, path, {
    method: body === undefined ? 'GET' : 'POST',
    token: who.session.accessToken,
    ...(body && { body }),
  })

async function setup(name: string) {
  const [ada, bob] = [await signUp(relay, `${name}-ada`), await signUp(relay, `${name}-bob`)]
  const workspace = await foundWorkspace(relay, ada, `Harbour of ${name}`)
  await joinWorkspace(relay, bob, workspace)
  const elsewhere = await foundWorkspace(relay, ada, `Pier of ${name}`)
  return { ada, bob, workspace, elsewhere }
}
const taken = { status: 409, body: { code: 'id-taken' } }

test('[CM10] a channel that is asked for again under its id is made once, and the id is nobody else’s', async () => {
  const { ada, bob, workspace, elsewhere } = await setup('channels')
  const channels = paths.conversations(workspace)
  const id = randomId(conversationId, systemRandom)
  const quay = { id, name: 'quay', topic: 'Boats' }
  const made = { status: 201, body: { id } }
  const [first, second] = await Promise.all([ask(ada, channels, quay), ask(ada, channels, quay)])
  expect([first, second]).toMatchObject([{ body: { id } }, { body: { id } }])
  expect(await ask(ada, channels, { ...quay, name: 'berths' })).toMatchObject({ body: made.body })
  const { body } = await ask(ada, channels)
  expect(body).toMatchObject({ conversations: [{ name: 'general' }, { id, name: 'quay', topic: 'Boats' }] })

  const other = { id, name: 'dock' }
  expect(await ask(bob, channels, other)).toMatchObject(taken)
  expect(await ask(ada, paths.conversations(elsewhere), other)).toMatchObject(taken)
  expect(await ask(ada, channels, { ...other, private: true })).toMatchObject(taken)
  expect(
    await ask(ada, channels, { id: randomId(conversationId, systemRandom), name: 'quay' }),
  ).toMatchObject({
    status: 409,
    body: { code: 'name-taken' },
  })
  expect(await ask(ada, channels, { id: 'quay', name: 'mole' })).toMatchObject({ status: 400 })
})

test('[CM10] so is a document with its conversation', async () => {
  const { ada, bob, workspace, elsewhere } = await setup('documents')
  const documents = paths.documents(workspace)
  const ids = {
    id: randomId(documentId, systemRandom),
    conversation: randomId(conversationId, systemRandom),
  }
  const plan = { ...ids, title: 'Plan' }
  const answers = await Promise.all([ask(ada, documents, plan), ask(ada, documents, plan)])
  expect(answers).toMatchObject([{ body: ids }, { body: ids }])
  const { body } = await ask(bob, documents)
  expect(body).toMatchObject({ documents: [plan] })
  expect(await ask(bob, documents, plan)).toMatchObject(taken)
  expect(await ask(ada, paths.documents(elsewhere), plan)).toMatchObject(taken)
  const anew = { ...plan, id: randomId(documentId, systemRandom) }
  expect(await ask(ada, documents, anew)).toMatchObject(taken) // the conversation is the other's
  expect(
    await ask(ada, paths.conversations(workspace), { id: ids.conversation, name: 'plan' }),
  ).toMatchObject(taken)
})
