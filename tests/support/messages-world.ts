/** The relay's messages, over a relay that the test holds: Ada founded the workspace, Bob and Cy are members, Eve is elsewhere. */
import { onTestFinished } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { Message } from '../../core/conversation/message.ts'
import type { MessageChange } from '../../core/conversation/message-list.ts'
import {
  type AttachmentId,
  type ConversationId,
  conversationId,
  randomId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import { createMessageAccess } from '../../sync-server/messages/access.ts'
import { createGatewayWriter, type GatewayWriter } from '../../sync-server/messages/gateway-writer.ts'
import type { Draft, Judgement } from '../../sync-server/messages/message-writes.ts'
import { createMessages } from '../../sync-server/messages/create-messages.ts'
import type { Messages } from '../../sync-server/messages/messages.ts'
import { createProjection, type Projection } from '../../sync-server/messages/projection.ts'
import { createSeededRandom } from './seeded-random.ts'
import { setupVirtualRelay, type VirtualDevice, type VirtualRelay } from './virtual-relay.ts'

export interface MessagesWorld {
  readonly world: VirtualRelay
  readonly messages: Messages
  readonly projection: Projection
  readonly writer: GatewayWriter
  readonly workspace: WorkspaceId
  readonly general: ConversationId
  readonly elsewhere: ConversationId
  readonly ada: VirtualDevice
  readonly bob: VirtualDevice
  readonly cy: VirtualDevice
  readonly eve: VirtualDevice
  readonly onNews: (told: (conversation: ConversationId, news: ReadonlyArray<MessageChange>) => void) => void
  readonly forgotten: () => number
  /** Files that were taken away with what was taken back. */
  readonly dropped: ReadonlyArray<readonly [UserId, AttachmentId]>
  readonly judgeBy: (judge: (draft: Draft) => Judgement) => void
  /** Waits for a call while the relay goes on. */
  readonly done: <Value>(call: Promise<Value>) => Promise<Value>
  /** Makes a channel of Ada's workspace, whose admin she is. */
  readonly makeChannel: (
    name: string,
    fields?: { readonly private?: boolean; readonly members?: ReadonlyArray<UserId> },
  ) => Promise<ConversationId>
  /** Says something in the general channel and answers with its id. */
  readonly say: (user: UserId, text: string) => Promise<ReturnType<typeof idOf>>
}

const idOf = (message: Message) => message.id

export async function setupMessages(): Promise<MessagesWorld> {
  const world = setupVirtualRelay()
  const { store, relay, clock } = world
  const [ada, bob, cy, eve] = [
    await world.addDevice('ada'),
    await world.addDevice('bob'),
    await world.addDevice('cy'),
    await world.addDevice('eve'),
  ]
  const { workspace, general } = await world.addWorkspace([ada, bob, cy])
  const { general: elsewhere } = await world.addWorkspace([eve])
  const random = createSeededRandom(21)
  const dropped: Array<readonly [UserId, AttachmentId]> = []
  let told: Parameters<MessagesWorld['onNews']>[0] = () => {}
  let forgotten = 0
  let judge = (_: Draft): Judgement => ({ kind: 'ok' })
  const projection = createProjection({
    store,
    clock,
    soon: (run) => void setImmediate(run),
    onForgotten: () => void forgotten++,
    onNews: (...given) => told(...given),
  })
  const writer = createGatewayWriter({ store, relay, random })
  const messages = createMessages({
    store,
    access: createMessageAccess(store),
    projection,
    relay,
    writer,
    clock,
    random,
    judge: async (draft) => judge(draft),
    dropFile: async (user, file) => void dropped.push([user, file]),
  })
  const done: MessagesWorld['done'] = async (call) => {
    let isDone = false
    const marked = call.finally(() => (isDone = true))
    marked.catch(() => {})
    for (let turn = 0; turn < 200 && !isDone; turn++) await world.settle()
    return marked
  }
  onTestFinished(() => relay.drain())
  return {
    world,
    messages,
    projection,
    writer,
    workspace,
    general,
    elsewhere,
    ada,
    bob,
    cy,
    eve,
    onNews: (wanted) => {
      told = wanted
    },
    forgotten: () => forgotten,
    dropped,
    judgeBy: (by) => {
      judge = by
    },
    done,
    makeChannel: async (name, { private: isPrivate = false, members = [] } = {}) => {
      const id = randomId(conversationId, random)
      const about = { name, topic: 'all', icon: '', private: isPrivate, members }
      const made = { id, workspace, ...about, createdBy: ada.user, now: clock.now() }
      orThrow(await store.conversations.create(made))
      await relay.directoryChanged(workspace)
      return id
    },
    say: async (user, text) => {
      clock.advance(1)
      return idOf(orThrow(await done(messages.send(user, general, { text }))))
    },
  }
}
