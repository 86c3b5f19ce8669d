/**
 * What a list of sealed conversations shows of one without its document: its name, and when somebody last wrote. Rule CS12 in
 * SPEC.md.
 */
import { compareHlc, maxHlcLead } from '../conversation/hlc.ts'
import { aboutIn } from './own-update.ts'
import { patch, type ReplicaCore } from './replica-core.ts'

/** To be called with each update that is taken in or written. */
export function noteAbout(core: ReplicaCore, update: Uint8Array): void {
  if (!core.deps.isSealed()) return
  const { writtenAt, name } = aboutIn(update)
  const latest = core.deps.clock.now() + maxHlcLead // what is written ahead of time does not stay on top for years
  const at = Math.min(writtenAt, latest)
  if (at > core.record.writtenAt) patch(core, { writtenAt: at })
  const known = core.record.name
  if (name === undefined || name.at.time > latest) return
  if (known === undefined || compareHlc(name.at, known.at) > 0) patch(core, { name })
}
