/**
 * What must be known of a conversation without its document. Of a sealed one: its name and when somebody last wrote, for lists, and
 * how long what is written there lasts. Of any: its topic and its icon, for those of which no directory says them. Rules CS12 and CS19
 * in SPEC.md.
 */
import { compareHlc, type Hlc, maxHlcLead } from '../conversation/hlc.ts'
import { compareText } from '../conversation/message-list.ts'
import { aboutIn, isAboutIn } from './own-update.ts'
import { patch, type ReplicaCore } from './replica-core.ts'

interface Word {
  readonly at: Hlc
  readonly text?: string
  readonly seconds?: number
}

/** By time; of two of one moment it must be the same on every device, whichever came first. */
const compareWords = (left: Word, right: Word): number =>
  compareHlc(left.at, right.at) ||
  compareText(left.text ?? '', right.text ?? '') ||
  (left.seconds ?? 0) - (right.seconds ?? 0)

/** To be called with each update that is taken in or written. */
export function noteAbout(core: ReplicaCore, update: Uint8Array): void {
  const isSealed = core.deps.isSealed()
  if (!isSealed && !isAboutIn(update)) return
  const { writtenAt, name, topic, icon, timer } = aboutIn(update)
  const latest = core.deps.clock.now() + maxHlcLead // what is written ahead of time does not stay on top for years
  const isNews = <What extends Word>(said: What, known: What | undefined): boolean =>
    said.at.time <= latest && (known === undefined || compareWords(said, known) > 0)
  if (topic !== undefined && isNews(topic, core.record.topic)) patch(core, { topic })
  if (icon !== undefined && isNews(icon, core.record.icon)) patch(core, { icon })
  if (!isSealed) return
  const at = Math.min(writtenAt, latest)
  if (at > core.record.writtenAt) patch(core, { writtenAt: at })
  if (name !== undefined && isNews(name, core.record.name)) patch(core, { name })
  if (timer !== undefined && isNews(timer, core.record.timer)) patch(core, { timer })
}
