import { ShieldMinus, ShieldPlus, UserRoundMinus } from 'lucide-react'
import type { Channel } from '../../../core/engine/engine.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { ConversationRole } from '../../../core/protocol/permissions.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { channelRights } from './rights.ts'
import { words } from '../managing/words.ts'

/** What is done about somebody in a channel. */
export interface PersonActs {
  readonly setRole: (role: ConversationRole) => void
  readonly takeOut: () => void
}

/**
 * What can be done about somebody in a channel. Nobody is taken out of a public one: they would still read it. Guests are in none of
 * those.
 */
export function personItems(
  channel: Channel,
  user: UserId,
  { self, role, acts }: { readonly self: UserId; readonly role: Role; readonly acts: PersonActs },
): ReadonlyArray<MenuItem> {
  if (!channelRights(channel, role).members) return []
  const isAdmin = channel.members?.some((member) => member.user === user && member.role === 'admin') === true
  const turn: MenuItem = {
    key: 'role',
    label: isAdmin ? words.takeAdmin : words.makeAdmin,
    icon: isAdmin ? <ShieldMinus size={16} /> : <ShieldPlus size={16} />,
    choose: () => acts.setRole(isAdmin ? 'member' : 'admin'),
  }
  const out: MenuItem = {
    key: 'out',
    label: words.takeOut,
    icon: <UserRoundMinus size={16} />,
    danger: true,
    choose: acts.takeOut,
  }
  return [turn, ...(channel.private === true && user !== self ? [out] : [])]
}
