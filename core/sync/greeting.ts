import type { LogState } from '../protocol/frame.ts'
import type { ConversationId } from '../protocol/ids.ts'
import { maxResumeConversations } from '../protocol/limits.ts'
import type { Greeting, Welcome } from './relay-session.ts'
import type { Replica } from './replica.ts'
import type { SyncCore } from './sync-core.ts'

/** What a connection begins with. */
export function greet(core: SyncCore): Greeting {
  const directory = core.deps.directory.version()
  core.isFirstSync = directory === 0
  return { device: core.deps.device, directory, resume: resumePoints(core.replicas) }
}

/** What sets no order wrong: connections and clocks that nobody set have as much. */
const clockGraceMs = 300_000

/** Messages are dated by the device on which they are written: of a wrong clock its person has to know (CR97). */
export function compareClocks({ deps }: SyncCore, { serverTime }: Welcome): void {
  if (Math.abs(serverTime - deps.clock.now()) > clockGraceMs)
    deps.report({ kind: 'clocks-differ', serverTime })
}

/** Where this device stands in its conversations, for hello: of as many as the relay takes. */
function resumePoints(replicas: ReadonlyMap<ConversationId, Replica>): Greeting['resume'] {
  const resume: Array<Greeting['resume'][number]> = []
  for (const [conversation, replica] of replicas) {
    const position = replica.resumePoint(resume.length < maxResumeConversations)
    if (position !== undefined) resume.push({ conversation, ...position })
  }
  return resume
}

/**
 * Whether what a log has was there before this person could read it: this is the first that their device hears of anything, or they came
 * into a workspace or channel just now. A log that was begun meanwhile is told of empty; sealed ones reach further than what they begin with.
 */
export const isOld = (
  { isFirstSync, isAnswered, deps }: SyncCore,
  { sealed, conversation }: LogState,
): boolean => isFirstSync || (isAnswered && !sealed && !deps.sealing.isSealed(conversation))
