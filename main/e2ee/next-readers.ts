/** Who would read what is sealed next in a conversation. */
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import { stillThere } from '../../core/sealed/sealed-log.ts'
import type { SealedCore } from './sealed-core.ts'

function nextReaders({ keeper, plans }: SealedCore, conversation: ConversationId): ReadonlyArray<UserId> {
  const { epoch } = keeper.log(conversation).record.log
  const plan = plans.of(conversation)
  const there = epoch === undefined ? [] : stillThere(epoch).map(({ user }) => user)
  switch (plan?.kind) {
    case 'create':
      return epoch === undefined ? plan.members.map(({ user }) => user) : there
    case 'add':
      return [...there, ...plan.users]
    case 'remove':
      return there.filter((user) => !plan.users.includes(user))
    case 'leave':
      return [] // nothing is sealed any more
    case 'role':
    case undefined:
      return there
  }
}

/** The first of them whose key is another than the one that was compared: nothing is sealed for them (TR3). */
export const keyChangedIn = (core: SealedCore, conversation: ConversationId): UserId | undefined =>
  nextReaders(core, conversation).find((user) => core.people.person(user)?.trust === 'distrusted')
