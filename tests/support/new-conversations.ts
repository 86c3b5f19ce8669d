/** Making channels and documents as the app does: under ids of its own choosing, through what waits for no network. */
import * as v from 'valibot'
import { orThrow } from '../../core/base/defect.ts'
import type { Account, PageBridge } from '../../core/bridge/contract.ts'
import { channelAnswer, paths } from '../../core/protocol/api.ts'
import {
  type ConversationId,
  conversationId,
  documentId,
  randomId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import { systemRandom } from '../../sync-server/system.ts'

export async function makeChannel(
  bridge: Pick<PageBridge, 'call'>,
  { workspace, name, topic = '' }: { workspace: WorkspaceId; name: string; topic?: string },
): Promise<ConversationId> {
  const conversation = randomId(conversationId, systemRandom)
  const channel = { conversation, called: name, workspace, name, topic }
  orThrow(await bridge.call('directory.edit', { kind: 'create', ...channel }))
  return conversation
}

export async function makeDocument(
  bridge: Pick<PageBridge, 'call'>,
  { workspace, title }: { workspace: WorkspaceId; title: string },
): Promise<ConversationId> {
  const conversation = randomId(conversationId, systemRandom)
  const document = randomId(documentId, systemRandom)
  const made = { conversation, document, called: title, workspace, title }
  orThrow(await bridge.call('directory.edit', { kind: 'create-document', ...made }))
  return conversation
}

/** A private channel that the relay keeps: the app makes sealed ones alone. */
export async function makeKeptChannel(
  {
    bridge,
    account,
  }: { readonly bridge: Pick<PageBridge, 'call'>; readonly account: Pick<Account, 'relay'> },
  { workspace, ...channel }: { workspace: WorkspaceId; name: string; members: ReadonlyArray<UserId> },
): Promise<ConversationId> {
  const token = orThrow(await bridge.call('session.token', {}))
  const relay = account.relay.replace(/^ws/u, 'http')
  const answer = await fetch(new URL(paths.conversations(workspace), relay), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...channel, private: true }),
  })
  return v.parse(channelAnswer, await answer.json()).id
}
