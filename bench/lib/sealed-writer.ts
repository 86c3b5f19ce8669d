/**
 * The person of the benchmark `e2ee` who writes, with the real main and the real engine.  RELAY FOLDER CONVERSATIONS
 *
 * Prints the id of a workspace. The first line names who joined it, with whom the conversations are begun; each line after that
 * says how many messages go to each. Prints the conversation that was written to last once the relay has them all.
 */
import { createInterface } from 'node:readline'
import { orThrow } from '../../core/base/defect.ts'
import { type ConversationId, userId } from '../../core/protocol/ids.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import { createLocalBridge } from '../../headless/local-bridge.ts'
import { openNodeEngine } from '../../headless/open-engine.ts'
import { systemClock, systemRandom } from '../../main/system.ts'
import { meet, startMainPerson } from './main-person.ts'
import { syncText } from './sync-text.ts'
import { found } from './tidings-account.ts'

const [relay = '', folder = '', count = ''] = process.argv.slice(2)
const local = createLocalBridge()
const { app, account } = await startMainPerson({ relay, folder, username: 'ada', tell: local.tell })
const bridge = local.serve(app.bridgeAt(undefined))
const workspace = await meet({ app, account })
const engine = orThrow(
  await openNodeEngine(createMemoryStore(), {
    bridge,
    account,
    clock: systemClock,
    random: systemRandom,
    report: (report) => console.error(report),
  }),
)
console.log(workspace)

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
