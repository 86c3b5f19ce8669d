/**
 * Gives up what was read of a log in which a signature that was owed is not good, so that all of it is judged once more, with
 * every signature at once: what then counts is what counts for everybody. Rule OE12 in core/e2ee/SPEC.md.
 */
import type { ConversationId } from '../../core/protocol/ids.ts'
import { floorOf, raiseFloor } from './log-floor.ts'
import type { SealedCore } from './sealed-core.ts'

export const notSigned = 'an entry was not signed by its device: the log is read anew'

export async function takeBack(core: SealedCore, conversation: ConversationId): Promise<void> {
  const { keeper, keyring, flights, events } = core
  // Whoever may have signed what: these are the places and heads of the log, and it is not read on by another way.
  const { seq, head } = keeper.log(conversation).record.log
  if (seq > (floorOf(keyring, conversation)?.seq ?? 0)) await raiseFloor(keyring, conversation, { seq, head })
  keeper.restart(conversation, { isDoubted: true })
  await keeper.flush()
  // An epoch may have counted only because of what was taken on trust. Who could write in it, and what it changed, comes again:
  // after a log that is to be read from its beginning was written, for one that was not needs them.
  for (const { id, record } of keeper.epochs(conversation)) {
    await keeper.keepEpoch(conversation, id, { n: record.n, key: record.key, devices: new Map() })
  }
  flights.delete(conversation)
  events.trustChanged(conversation)
  events.reopened([conversation])
}
