import type { Channel, Member } from '../../../core/engine/engine.ts'

/** Of a private channel its members; of a public one everybody but guests, who read none. */
export function peopleOf(channel: Channel, all: ReadonlyArray<Member>): ReadonlyArray<Member> {
  if (channel.private !== true) return all.filter(({ role }) => role !== 'guest')
  const isIn = new Set(channel.members?.map(({ user }) => user))
  return all.filter(({ user }) => isIn.has(user))
}
