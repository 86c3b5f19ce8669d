/**
 * What must be known of a sealed conversation without its document: its name and when somebody last wrote, for lists, and how long
 * what is written there lasts. Rules CS12 and CS19 in SPEC.md.
 */
import { compareHlc, type Hlc, maxHlcLead } from '../conversation/hlc.ts'
import { aboutIn } from './own-update.ts'
import { patch, type ReplicaCore } from './replica-core.ts'

/** To be called with each update that is taken in or written. */
export function noteAbout(core: ReplicaCore, update: Uint8Array): void {
  if (!core.deps.isSealed()) return
  const { writtenAt, name, timer } = aboutIn(update)
  const latest = core.deps.clock.now() + maxHlcLead // what is written ahead of time does not stay on top for years
  const at = Math.min(writtenAt, latest)
  if (at > core.record.writtenAt) patch(core, { writtenAt: at })
  const isNews = (said: { readonly at: Hlc }, known: { readonly at: Hlc } | undefined): boolean =>
    said.at.time <= latest && (known === undefined || compareHlc(said.at, known.at) > 0)
  if (name !== undefined && isNews(name, core.record.name)) patch(core, { name })
  if (timer !== undefined && isNews(timer, core.record.timer)) patch(core, { timer })
}
