/** What a relay and a client say of an entry in a test, honest or not. */
import { orThrow } from '../../core/base/defect.ts'
import { type AppendFacts, type Judgement, listFact, type SealedFacts } from '../../core/sealed/judgement.ts'
import { judgeSealed } from '../../core/sealed/log-rules.ts'
import { decodeSealed, type SealedEntry } from '../../core/sealed/sealed-entry.ts'
import { passOver, type SealedLog } from '../../core/sealed/sealed-log.ts'
import { type World, personOf } from './sealed-log-world.ts'

/** What the relay knows when it appends: every list and leaf of the world. */
const appendFacts = (world: World): AppendFacts => ({
  isNewest: (user, version) => personOf(world, user).lists.length === version,
  isLeafGood: (device, generation) =>
    [...world.people.values()].some(({ devices }) =>
      devices.some(({ id, leaf }) => id === device && leaf.g === generation),
    ),
})

export function factsFor(world: World, entry: SealedEntry, append: AppendFacts | undefined): SealedFacts {
  return {
    verify: world.primitives.verify,
    seenHead: world.heads[entry.seenSeq],
    listOf: (user, version) => {
      const pin = world.people.get(user)?.lists[version - 1]
      return pin && listFact(pin.list, pin.hash)
    },
    append,
  }
}

/** What the relay says of an entry. */
export function atRelay(world: World, bytes: Uint8Array, log: SealedLog = world.log): Judgement {
  const entry = orThrow(decodeSealed(bytes))
  return judgeSealed(log, entry, factsFor(world, entry, appendFacts(world)))
}

/** What a client says of an entry that the relay has put at the end of the log. */
export function atClient(world: World, bytes: Uint8Array, log: SealedLog = world.log): Judgement {
  const entry = orThrow(decodeSealed(bytes))
  return judgeSealed(log, entry, factsFor(world, entry, undefined))
}

/** The relay appends the entry if it may. */
export function take(world: World, bytes: Uint8Array): Judgement {
  const judged = atRelay(world, bytes)
  if (judged.ok) put(world, bytes, judged.value)
  return judged
}

/** A lying relay appends the entry, whatever it is; clients pass over what does not count. */
export function force(world: World, bytes: Uint8Array): Judgement {
  const judged = atClient(world, bytes)
  put(world, bytes, judged.ok ? judged.value : passOver(world.log, orThrow(decodeSealed(bytes)).id))
  return judged
}

function put(world: World, bytes: Uint8Array, log: SealedLog): void {
  world.log = log
  world.taken.push(bytes)
  world.heads.push(log.head)
}
