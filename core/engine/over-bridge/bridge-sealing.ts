import { fail, type Result } from '../../base/result.ts'
import type { PageBridge } from '../../bridge/contract.ts'
import type { SealedRow, SealFailure, SealingPort } from '../../bridge/sealing.ts'
import type { LoggedEntry } from '../../protocol/frame.ts'
import type { ConversationId } from '../../protocol/ids.ts'

/** Main, which holds the keys, as sync's port. Resolves once main has told which conversations are sealed. */
export async function createBridgeSealing(bridge: PageBridge): Promise<SealingPort> {
  const rows = new Map<ConversationId, SealedRow>()
  bridge.listen('sealed.known', (row) => void rows.set(row.id, row))
  for (const row of await bridge.call('sealed.conversations', {})) rows.set(row.id, row)
  return {
    isSealed: (conversation) => rows.has(conversation),
    rows: () => [...rows.values()],
    listen: ({ known, due, unblocked, reopened }) => {
      const stops = [
        bridge.listen('sealed.known', known),
        bridge.listen('sealed.due', due),
        bridge.listen('sealed.unblocked', unblocked),
        bridge.listen('sealed.reopened', reopened),
      ]
      return () => {
        for (const stop of stops) stop()
      }
    },
    keysChanged: (changes) => {
      const people = changes.map(({ user, version }) => ({ user, version }))
      // Main asks the relay itself when it needs somebody's keys: this only saves the wait.
      bridge.call('sealed.keysChanged', { people }).catch(() => undefined)
    },
    open: (conversation, entries) =>
      answered(bridge.call('sealed.open', { conversation, entries: entries.map(ownBuffers) })),
    position: (conversation) => answered(bridge.call('sealed.position', { conversation })),
    seal: (conversation, given, options) => {
      const entries = given.map((bytes) => new Uint8Array(bytes))
      return answered(bridge.call('sealed.seal', { conversation, entries, ...options }))
    },
    beginNotes: (workspace) =>
      bridge.call('sealed.begin', { workspace, others: [], group: false }).then(
        ({ ok }) => ok,
        () => false,
      ),
    erase: (conversation, given) =>
      answered(
        bridge.call('sealed.erase', { conversation, entries: given.map((bytes) => new Uint8Array(bytes)) }),
      ),
    erased: (conversation, segment, counters) =>
      answered(bridge.call('sealed.erased', { conversation, segment, counters: [...counters] })),
    sealEphemeral: (conversation, body) =>
      bridge
        .call('sealed.sealEphemeral', { conversation, body: new Uint8Array(body) })
        .catch(() => undefined),
    openEphemeral: (conversation, user, body) =>
      bridge
        .call('sealed.openEphemeral', { conversation, user, body: new Uint8Array(body) })
        .catch(() => undefined),
  }
}

/** What crosses the bridge must not share memory. */
const ownBuffers = ({ seq, head, time, bytes }: LoggedEntry) => ({
  seq,
  time,
  head: new Uint8Array(head),
  bytes: new Uint8Array(bytes),
})

/** A call that main did not answer has failed like any other. */
const answered = <Value>(call: Promise<Result<Value, SealFailure>>): Promise<Result<Value, SealFailure>> =>
  call.catch((error: unknown) => fail({ kind: 'unavailable', detail: String(error) }))
