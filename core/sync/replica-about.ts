/**
 * What must be known of a conversation without its document. Of a sealed one: its name and when somebody last wrote, for lists, and
 * how long what is written there lasts. Of any: its topic and its icon, for those of which no directory says them. Rules CS12 and CS19
 * in SPEC.md.
 */
import { compareHlc, type Hlc, maxHlcLead } from '../conversation/hlc.ts'
import { aboutIn, isAboutIn } from './own-update.ts'
import { patch, type ReplicaCore } from './replica-core.ts'

/** To be called with each update that is taken in or written. */
export function noteAbout(core: ReplicaCore, update: Uint8Array): void {
  const isSealed = core.deps.isSealed()
  if (!isSealed && !isAboutIn(update)) return
  const { writtenAt, name, topic, icon, timer } = aboutIn(update)
  const latest = core.deps.clock.now() + maxHlcLead // what is written ahead of time does not stay on top for years
  const isNews = (said: { readonly at: Hlc }, known: { readonly at: Hlc } | undefined): boolean =>
    said.at.time <= latest && (known === undefined || compareHlc(said.at, known.at) > 0)
  if (topic !== undefined && isNews(topic, core.record.topic)) patch(core, { topic })
  if (icon !== undefined && isNews(icon, core.record.icon)) patch(core, { icon })
  if (!isSealed) return
  const at = Math.min(writtenAt, latest)
  if (at > core.record.writtenAt) patch(core, { writtenAt: at })
  if (name !== undefined && isNews(name, core.record.name)) patch(core, { name })
  if (timer !== undefined && isNews(timer, core.record.timer)) patch(core, { timer })
}
