/**
 * The person of the benchmark `e2ee` who writes, with the real main and the real engine.  RELAY FOLDER CONVERSATIONS
 *
 * Prints the id of a workspace. The first line names who joined it, with whom the conversations are begun; each line after that
 * says how many messages go to each. Prints the conversation that was written to last once the relay has them all.
 */
import { createInterface } from 'node:readline'
import { orThrow } from '../../core/base/defect.ts'
import { answerBridge } from '../../core/bridge/answer.ts'
import type { BridgeEventName, PageBridge } from '../../core/bridge/contract.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine } from '../../core/engine/engine.ts'
import { type ConversationId, userId } from '../../core/protocol/ids.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import { createMemoryOutbox } from '../../core/storage/memory-outbox.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import { noUploads } from '../../core/sync/uploads.ts'
import { systemClock, systemRandom } from '../../main/system.ts'
import { createBridgeSealing } from '../../renderer/platform/bridge-sealing.ts'
import { verifyReceipt } from '../../renderer/platform/system.ts'
import { meet, startMainPerson } from './main-person.ts'
import { syncText } from './sync-text.ts'
import { connectNode, found } from './tidings-account.ts'

const [relay = '', folder = '', count = ''] = process.argv.slice(2)
const listeners = new Map<BridgeEventName, Set<(event: never) => void>>()
const { app, account } = await startMainPerson({
  relay,
  folder,
  username: 'ada',
  tell: (name, event) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- listeners are kept by the name of their event
    for (const listener of listeners.get(name) ?? []) listener(event as never)
  },
})
const bridge: PageBridge = {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the shells do it: the contract types both ends
  call: (name, input) => answerBridge(app.bridge, name, input) as never,
  listen: (name, listener) => {
    const of = listeners.get(name) ?? new Set()
    listeners.set(name, of.add(listener))
    return () => void of.delete(listener)
  },
}
const workspace = await meet({ app, account })
const engine = await start()
console.log(workspace)

async function start(): Promise<Engine> {
  const store = createMemoryStore()
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return orThrow(
    await createEngine({
      account,
      clock: systemClock,
      random: systemRandom,
      store,
      openIndex: openMemoryIndex({ store, clock: systemClock, breathe }),
      outbox: createMemoryOutbox(),
      connect: connectNode,
      accessToken: () => bridge.call('session.token', {}),
      report: (report) => console.error(report),
      breathe,
      verifyReceipt,
      sealing: await createBridgeSealing(bridge),
      uploads: noUploads,
    }),
  )
}

async function begin(other: string): Promise<ReadonlyArray<ConversationId>> {
  const others = [userId(other)]
  const begun: Array<ConversationId> = []
  for (let each = 0; each < Number(count); each++) {
    begun.push(orThrow(await bridge.call('sealed.begin', { workspace, others, group: true })))
  }
  return begun
}

let posted = 0
async function post(conversation: ConversationId, messages: number): Promise<void> {
  const opened = await found(engine.directory, () => engine.open(conversation))
  const posting = Array.from({ length: messages }, () => opened.post(syncText(posted++)))
  for (const each of await Promise.all(posting)) orThrow(each)
  opened.close()
}

let conversations: ReadonlyArray<ConversationId> = []
for await (const line of createInterface({ input: process.stdin })) {
  if (conversations.length === 0) conversations = await begin(line)
  else for (const each of conversations) await post(each, Number(line))
  await found(engine.connection, () => (engine.connection.read().queued === 0 ? true : undefined))
  console.log(conversations.at(-1))
}
process.exit(0)
