/** One timer for all sessions: one each would be most of what an idle connection costs. */
import { type Clock, millis } from '../../core/base/clock.ts'
import { pingIntervalMs } from '../../core/protocol/limits.ts'

const beatMs = 1_000
/** Beats of silence after which a ping goes out, and after which nobody is there any more (LV2). */
export const quietBeats = pingIntervalMs / beatMs
export const deadBeats = 2 * quietBeats

export interface Heartbeat<Member> {
  readonly add: (member: Member) => void
  readonly remove: (member: Member) => void
  readonly members: ReadonlySet<Member>
}

/** Calls `beat` once a second with each member, as long as there are any. */
export function createHeartbeat<Member>(clock: Clock, beat: (member: Member) => void): Heartbeat<Member> {
  const members = new Set<Member>()
  let stop: (() => void) | undefined
  const wait = (): void => {
    stop = clock.after(millis(beatMs), () => {
      wait()
      for (const member of members) beat(member)
    })
  }
  return {
    add: (member) => {
      members.add(member)
      if (members.size === 1) wait()
    },
    remove: (member) => {
      members.delete(member)
      if (members.size > 0) return
      stop?.()
      stop = undefined
    },
    members,
  }
}
