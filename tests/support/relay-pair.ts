import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { createEntryWriter, type EntryWriter } from './entry-writer.ts'
import {
  foundWorkspace,
  joinWorkspace,
  type RelayAddress,
  signUp,
  type TestAccount,
} from './relay-accounts.ts'
import { openSession, type SocketClient } from './socket-client.ts'

export interface RelayPair {
  readonly ada: TestAccount
  readonly bob: TestAccount
  readonly workspace: WorkspaceId
  readonly general: ConversationId
  /** Ada's session. */
  readonly adas: SocketClient
  /** Ada's entries in `general`. */
  readonly writer: EntryWriter
}

let names = 0

/** Ada and Bob in a workspace of their own. */
export async function openPair(relay: RelayAddress): Promise<RelayPair> {
  const number = names++
  const ada = await signUp(relay, `ada${number}`)
  const bob = await signUp(relay, `bob${number}`)
  const workspace = await foundWorkspace(relay, ada, `Quay ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const adas = await openSession(relay, ada)
  const [first] = (await adas.waitFor('logs')).logs
  if (first === undefined) throw new Error('a workspace begins with a channel')
  const general = first.conversation
  return { ada, bob, workspace, general, adas, writer: createEntryWriter(ada, general) }
}
