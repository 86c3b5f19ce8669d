/** Computers of people who have a document open, as the app opens it. */
import { onTestFinished } from 'vitest'
import { type Clock, millis } from '../../core/base/clock.ts'
import { createCell } from '../../core/base/readable.ts'
import { fail, ok } from '../../core/base/result.ts'
import type { TokenFailure } from '../../core/bridge/contract.ts'
import type { ConnectionState } from '../../core/engine/engine.ts'
import type { DocumentId } from '../../core/protocol/ids.ts'
import { createMemoryDocumentCopies } from '../../core/storage/memory-document-copies.ts'
import { type DocumentSession, openDocument } from '../../renderer/features/documents/session.ts'
import { type Gate, openGate } from './gate.ts'
import type { RelayAddress, TestAccount } from './relay-accounts.ts'

const clock: Clock = {
  now: () => millis(Date.now()),
  after: (delay, run) => {
    const timer = setTimeout(run, delay)
    return () => clearTimeout(timer)
  },
}
export const online: ConnectionState = { kind: 'online', queued: 0, syncedAt: undefined }
export const offline: ConnectionState = {
  kind: 'offline',
  retryAt: undefined,
  queued: 0,
  syncedAt: undefined,
}

export interface Computer {
  readonly gate: Gate
  readonly connection: ReturnType<typeof createCell<ConnectionState>>
  /** What main answers when it is asked for a token. */
  token: string | TokenFailure
  readonly asked: () => number
  /** `way`: another than its own. */
  readonly open: (way?: string) => DocumentSession
}

/** A person's computer, with a way to the relay of its own that can be cut, and a disk. */
export async function setupComputer(
  relay: RelayAddress,
  account: TestAccount,
  document: DocumentId,
): Promise<Computer> {
  const gate = await openGate(relay.url)
  onTestFinished(gate.cut)
  const copies = { ...createMemoryDocumentCopies(), close: async () => undefined }
  const connection = createCell<ConnectionState>(online)
  let asked = 0
  const made: Computer = {
    gate,
    connection,
    token: account.session.accessToken,
    asked: () => asked,
    open: (way = gate.url) => {
      const session = openDocument({
        isAwaited: () => false,
        document,
        copies,
        self: { user: account.user, name: account.username },
        relay: `${way.replace('http', 'ws')}/v1/sync`,
        token: async () => {
          asked += 1
          return typeof made.token === 'string' ? ok(made.token) : fail(made.token)
        },
        connection,
        clock,
      })
      onTestFinished(session.close)
      return session
    },
  }
  return made
}
