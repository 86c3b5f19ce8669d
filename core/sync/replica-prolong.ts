/** What disappears and waited for the relay gets its whole time, as it is sent. Rule CR98 in SPEC.md. */
import type { LocalChange } from '../conversation/conversation-contract.ts'
import type { OpId } from '../protocol/ids.ts'
import { prepare, type ReplicaCore } from './replica-core.ts'
import { ensureLoaded } from './replica-load.ts'
import { publish } from './replica-view.ts'
import { keep, maxTogether } from './replica-write.ts'

/** What the relay has by its own word, without having been heard to say so, others may have seen: its time goes on. */
export async function prolongLate(core: ReplicaCore): Promise<void> {
  await prepare(core)
  const { deps, said } = core
  const late = deps.outbox.late(deps.id).filter(({ counter }) => counter >= (said?.nextCounter ?? 0))
  for (const segment of new Set(late.flatMap(({ content }) => content?.segment ?? [])))
    if (core.record.held.has(segment)) await ensureLoaded(core, segment)
  const messages = late.flatMap(({ timed }) => timed.map(({ message }) => message))
  for (let from = 0; from < messages.length; from += maxTogether)
    if (!(await prolong(core, messages.slice(from, from + maxTogether)))) return
}

/** False if the journal does not take them. */
async function prolong(core: ReplicaCore, messages: ReadonlyArray<OpId>): Promise<boolean> {
  const { conversation, record, shelf } = core
  const { client } = record
  if (client === undefined) return false
  const unstored = shelf.unstored()
  core.isWriting = true // it is seen once it is durable
  try {
    const changes: Array<LocalChange> = []
    conversation.batch(() => {
      for (const message of messages) changes.push(...[conversation.prolong(client, message) ?? []].flat())
    })
    return changes.length === 0 || (await keep(core, client, changes, unstored)).ok
  } finally {
    core.isWriting = false
    publish(core)
  }
}
