/** What this person has set for themselves, where the conversation is their notes to self. Rule CS18 in SPEC.md. */
import type { Setting } from '../conversation/about.ts'
import type { ReplicaCore } from './replica-core.ts'
import { bring, holdEmptyLog } from './replica-segments.ts'

/** By key. */
export type Settings = ReadonlyMap<string, Setting>

/**
 * Gets the first segment into memory, from the store or the relay, and keeps it there: then `deps.changed` tells. False if neither has
 * it for now: the next connection brings it.
 */
export async function keepSettings(core: ReplicaCore): Promise<boolean> {
  core.keepsFirst = true
  const wasHere = core.shelf.isLoaded(0)
  await core.queue.run(() => holdEmptyLog(core))
  const isHere = core.record.cursor !== undefined && (await bring(core, 0))
  if (isHere && !wasHere) core.deps.changed()
  return isHere
}

/** Undefined as long as the first segment is not here. A change that is being written may show already. */
export const settingsOf = (core: ReplicaCore): Settings | undefined =>
  core.shelf.isLoaded(0) ? (core.conversation.about.read().settings.get(core.deps.user) ?? none) : undefined

const none: Settings = new Map()
