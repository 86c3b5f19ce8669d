/**
 * The person of the benchmark `sync` who writes, with the real engine.  URL CONVERSATIONS
 *
 * Prints once how the other person gets in, as JSON; then posts as many messages to each conversation as each line says,
 * one conversation after the other, and prints `done` when the relay has them all.
 */
import { noUploads } from '../../core/sync/uploads.ts'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { withoutKeys } from '../../core/bridge/sealing.ts'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import { channelAnswer, paths, workspaceAnswer } from '../../core/protocol/api.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import { createMemoryOutbox } from '../../core/storage/memory-outbox.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import { systemClock, systemRandom } from '../../main/system.ts'
import { verifyReceipt } from '../../renderer/platform/system.ts'
import { syncText } from './sync-text.ts'
import { callRelay, connectNode, found, signUpAt } from './tidings-account.ts'

const [url = '', count = ''] = process.argv.slice(2)
const [ada, bea] = [await signUpAt(url, 'ada'), await signUpAt(url, 'bea')]
const token = ada.session.accessToken
const { id: workspace } = await callRelay(url + paths.workspaces, { name: 'Bench' }, token, workspaceAnswer)
const channels: Array<ConversationId> = []
for (let each = 0; each < Number(count); each++) {
  const { id } = await callRelay(
    url + paths.conversations(workspace),
    { name: `room-${each}` },
    token,
    channelAnswer,
  )
  channels.push(id)
}
await callRelay(url + paths.join(workspace), {}, bea.session.accessToken, v.undefined())

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const store = createMemoryStore()
const relay = url.replace('http', 'ws') + paths.sync
const engine = orThrow(
  await createEngine({
    account: { user: ada.session.user.id, device: ada.device, relay },
    clock: systemClock,
    random: systemRandom,
    store,
    openIndex: openMemoryIndex({ store, clock: systemClock, breathe }),
    outbox: createMemoryOutbox(),
    connect: connectNode,
    accessToken: async () => ok(token),
    report: (report) => console.error(report),
    breathe,
    verifyReceipt,
    sealing: withoutKeys,
    uploads: noUploads,
  }),
)
const person = { user: bea.session.user.id, device: bea.device, token: bea.session.accessToken, relay }
console.log(JSON.stringify({ ...person, newest: channels.at(-1) }))

let posted = 0
for await (const line of createInterface({ input: process.stdin })) {
  for (const channel of channels) {
    const conversation = await found(engine.directory, () => engine.open(channel))
    const posting = Array.from({ length: Number(line) }, () => conversation.post(syncText(posted++)))
    for (const each of await Promise.all(posting)) orThrow(each)
    conversation.close()
  }
  await found(engine.connection, () => (engine.connection.read().queued === 0 ? true : undefined))
  console.log('done')
}
process.exit(0)
