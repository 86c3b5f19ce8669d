/** Where something of a log that this person is in cannot be opened here: for good, as far as is known. Rule TR17 in core/e2ee/SPEC.md. */
import type { Opened } from '../../core/bridge/sealing.ts'
import type { TrustEvent } from '../../core/bridge/trust.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { SealedContent } from '../../core/sealed/content-entry.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import { stillThere } from '../../core/sealed/sealed-log.ts'
import type { KeptLog } from './log-keeper.ts'
import type { SealedCore } from './sealed-core.ts'

/** In its place, after the log has moved on to it. A checkpoint between two of those that stay closed does not part them. */
export function noteUnopened({ own }: SealedCore, kept: KeptLog, entry: SealedContent, opened: Opened): void {
  const { log, unopened } = kept.record
  const last = unopened.at(-1)
  if (opened.kind === 'closed') {
    const isIn = log.epoch !== undefined && stillThere(log.epoch).some(({ user }) => user === own.user)
    if (!isIn || last?.isOver === false) return
    const begun = { epoch: entry.epoch, time: entry.time, isOver: false }
    kept.record = { ...kept.record, unopened: [...unopened, begun] }
  } else if (opened.kind === 'entry' && last?.isOver === false) {
    kept.record = { ...kept.record, unopened: unopened.with(-1, { ...last, isOver: true }) }
  }
}

/** None before this device has been given what there is. */
export function unopenedEvents(core: SealedCore, conversation: ConversationId): ReadonlyArray<TrustEvent> {
  const { own, keeper } = core
  if (own.state() === 'unlinked') return []
  const { user } = own
  const { unopened } = keeper.log(conversation).record
  const isLater = laterThanCopy(core, conversation)
  return unopened.map(({ epoch, time }) => {
    return { id: `unopened/${epoch}`, time, user, kind: 'unopened', isLater: isLater(epoch) }
  })
}

/** Whether an epoch came after the last one whose key this device was given, and before the first that was sealed for it. */
function laterThanCopy(
  { own, people, keeper }: SealedCore,
  conversation: ConversationId,
): (epoch: number) => boolean {
  const self = people.person(own.user)?.list.devices.find(({ sign }) => deviceIdOf(sign) === own.device)
  if (self?.restored !== true) return () => false
  let given = -1
  let sealed = Infinity
  for (const { record } of keeper.epochs(conversation)) {
    const { n, key, devices } = record
    if (devices.has(own.device)) sealed = Math.min(sealed, n)
    else if (key !== undefined) given = Math.max(given, n)
  }
  return (epoch) => epoch > given && epoch < sealed
}
