/** Holds the entry that follows a verified log to every rule, with what this device knows. Rules OE1 to OE3 and OE10 to OE13, OE15 in core/e2ee/SPEC.md. */
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import { neededLists } from '../../core/sealed/epoch-rules.ts'
import { type Judgement, listFact } from '../../core/sealed/judgement.ts'
import { judgeSealed } from '../../core/sealed/log-rules.ts'
import type { SealedEpoch } from '../../core/sealed/epoch-entry.ts'
import type { SealedEntry } from '../../core/sealed/sealed-entry.ts'
import type { Verifier } from '../../core/sealed/signed-text.ts'
import type { KeptLog, OwedSignature } from './log-keeper.ts'
import type { SealedCore } from './sealed-core.ts'
import { notSigned } from './take-back.ts'
import type { Vouching } from './vouched-entries.ts'

/** Stops a batch: what was taken in before it counts, the rest comes again. */
export class Unavailable extends Error {}

/** Entries that came together, and the log that they are of. */
export interface Batch {
  readonly core: SealedCore
  readonly conversation: ConversationId
  readonly kept: KeptLog
  readonly vouching: Vouching
}

/** While signatures are owed nothing is refused, for it may be right, and nobody leaves, for that is kept apart from the log. */
export async function judgeNext(batch: Batch, entry: SealedEntry): Promise<Judgement> {
  const { core, conversation, kept } = batch
  if (entry.kind === 'leave') await settled(core, conversation)
  if (entry.kind === 'epoch') await haveLists(core, kept, entry)
  const judged = judge(batch, entry)
  if (!judged.ok && kept.met.owed.length > 0) await settled(core, conversation)
  return judged
}

/** All signatures of the log are good from here on; or the batch ends, and the log comes again. */
export async function settled({ owed }: SealedCore, conversation: ConversationId): Promise<void> {
  if (!(await owed.settle(conversation))) throw new Unavailable(notSigned)
}

function judge({ core, conversation, kept, vouching }: Batch, entry: SealedEntry): Judgement {
  const { people, primitives } = core
  let owed: OwedSignature | undefined
  const verify: Verifier['verify'] = (sign, message, signature) => {
    if (entry.kind !== 'content') return primitives.verify(sign, message, signature)
    const word = vouching.wordFor(entry, sign)
    // Copies: what they are cut out of is all that came.
    if (word === 'later') owed = { sign, header: entry.header.slice(), signature: signature.slice() }
    return word !== undefined
  }
  const judged = judgeSealed(kept.record.log, entry, {
    verify,
    sha256: primitives.sha256,
    seenHead: kept.heads.at(entry.seenSeq),
    listOf: (user, version) => {
      const found = people.listAt(user, version)
      return found && listFact(found.list, found.hash)
    },
    append: undefined,
  })
  if (judged.ok && owed !== undefined) core.owed.owe(conversation, owed)
  return judged
}

async function haveLists({ people }: SealedCore, kept: KeptLog, entry: SealedEpoch): Promise<void> {
  const needed = neededLists(entry)
  const known = await people.ensure(needed)
  // Whoever made it may know another list of somebody than this device does.
  if (known.ok) for (const { user, version, list } of entry.body.members) people.heard(user, version, list)
  kept.met.blockedBy = needed.find(({ user, version }) => isContradicted(people, user, version))?.user
  if (!known.ok || kept.met.blockedBy !== undefined) {
    throw new Unavailable('the device lists of the members could not be had')
  }
}

/** The list that an entry stands on is not among those that follow from what this device knows of the person. */
const isContradicted = (people: SealedCore['people'], user: UserId, version: number): boolean =>
  people.isForked(user) && people.listAt(user, version) === undefined
