/**
 * A device that reads and does not write signs for the log once a day all the same, so that a withheld end becomes visible to
 * the others. Rule SO8 in core/e2ee/SPEC.md.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Opened } from '../../core/bridge/sealing.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { SealedEntry } from '../../core/sealed/sealed-entry.ts'
import { stillThere } from '../../core/sealed/sealed-log.ts'
import type { KeptLog, LogKeeper } from './log-keeper.ts'
import type { OwnKeys } from './own-keys.ts'

interface SilenceCore {
  readonly clock: Pick<Clock, 'now'>
  readonly keeper: Pick<LogKeeper, 'log'>
  readonly own: Pick<OwnKeys, 'user' | 'device'>
}

/** So long a device may be silent behind what others wrote. */
const silenceMs = 86_400_000

/** An entry has been read in its place, and `opened` was in it. */
export function noteSilence(
  { own, clock }: Pick<SilenceCore, 'own' | 'clock'>,
  kept: KeptLog,
  entry: SealedEntry,
  opened: Opened,
): void {
  const { owed, log } = kept.record
  if (entry.device === own.device) {
    if (owed === undefined) return
    const rest = entry.seenSeq < owed.seq ? { ...owed, since: clock.now() } : undefined
    kept.record = { ...kept.record, owed: rest }
  } else if (opened.kind === 'entry') {
    // What holds nothing is not answered: two devices would go on for ever.
    kept.record = { ...kept.record, owed: { seq: log.seq, since: owed?.since ?? clock.now() } }
  }
}

/** When this device is to sign for the log at the latest, by its own clock; undefined where it has nothing to sign for. */
function silentUntil(
  { keeper, own }: Pick<SilenceCore, 'keeper' | 'own'>,
  conversation: ConversationId,
): number | undefined {
  const { owed, log } = keeper.log(conversation).record
  const { epoch } = log
  const mayWrite =
    epoch?.devices.has(own.device) === true && stillThere(epoch).some(({ user }) => user === own.user)
  return owed === undefined || !mayWrite ? undefined : owed.since + silenceMs
}

export const isCheckpointDue = (core: SilenceCore, conversation: ConversationId): boolean =>
  core.clock.now() >= (silentUntil(core, conversation) ?? Infinity)

/** Says that something is due in a conversation when this device has been silent there for long enough. */
export interface Silence {
  readonly watch: (conversation: ConversationId) => void
  readonly close: () => void
}

export function createSilence(
  core: SilenceCore & { readonly events: { readonly due: (conversation: ConversationId) => void } },
  clock: Pick<Clock, 'now' | 'after'>,
): Silence {
  const waiting = new Map<ConversationId, () => void>()
  const look = (conversation: ConversationId): void => {
    waiting.delete(conversation)
    if (isCheckpointDue(core, conversation)) core.events.due(conversation)
    else watch(conversation)
  }
  const watch = (conversation: ConversationId): void => {
    const due = silentUntil(core, conversation)
    if (due === undefined || waiting.has(conversation) || due <= clock.now()) return
    waiting.set(
      conversation,
      clock.after(millis(due - clock.now()), () => look(conversation)),
    )
  }
  return {
    watch,
    close: () => {
      for (const cancel of waiting.values()) cancel()
      waiting.clear()
    },
  }
}
