/** Two people make sure of each other's keys, or go on without. Rules TR13 to TR15 in core/e2ee/SPEC.md. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { CompareFailure, SafetyNumber, TrustFailure } from '../../core/bridge/trust.ts'
import { compareScan, type Identity, safetyNumber, safetyQr } from '../../core/e2ee/safety-number.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import { stillThere } from '../../core/sealed/sealed-log.ts'
import type { TrustKind } from './person-record.ts'
import type { SealedCore } from './sealed-core.ts'

interface Pair {
  readonly own: Identity
  readonly other: Identity
}

/** The keys as they are now: a number is of the key that the person has, not of the one that was compared. */
function pairWith({ own, people }: SealedCore, user: UserId): Pair | undefined {
  const [ours, theirs] = [people.person(own.user)?.list.identity, people.person(user)?.list.identity]
  if (ours === undefined || theirs === undefined || user === own.user) return undefined
  return { own: { user: own.user, key: ours }, other: { user, key: theirs } }
}

const noKeys = fail({ kind: 'no-keys' } as const)

export function numberWith(core: SealedCore, user: UserId): Result<SafetyNumber, TrustFailure> {
  const pair = pairWith(core, user)
  if (pair === undefined) return noKeys
  const { own, other } = pair
  return ok({ digits: safetyNumber(core.primitives, own, other), code: safetyQr(own, other) })
}

const codeStart = /^\s*TIDINGS\d+:/
const digitCount = 60

export function compareWith(core: SealedCore, user: UserId, text: string): Result<boolean, CompareFailure> {
  const pair = pairWith(core, user)
  if (pair === undefined) return noKeys
  if (!codeStart.test(text)) {
    const digits = text.replaceAll(/\D/g, '')
    return digits.length === digitCount
      ? ok(digits === safetyNumber(core.primitives, pair.own, pair.other))
      : fail({ kind: 'no-code' })
  }
  switch (compareScan(text.trim(), pair.own, pair.other)) {
    case 'match':
      return ok(true)
    case 'mismatch':
      return ok(false)
    case 'other-people':
      return fail({ kind: 'other-person' })
    case 'other-version':
    case 'unreadable':
      return fail({ kind: 'no-code' })
  }
}

/** The person has found `digits` to be the same: only if they are those of the key as it is now. */
export async function verify(
  core: SealedCore,
  user: UserId,
  digits: string,
): Promise<Result<void, TrustFailure>> {
  const number = numberWith(core, user)
  if (!number.ok) return number
  return number.value.digits === digits ? settle(core, user, 'verified') : fail({ kind: 'moved' })
}

/** The key as it is now is taken for the person's, compared or not. */
export const takeUnverified = (core: SealedCore, user: UserId): Promise<Result<void, TrustFailure>> =>
  settle(core, user, 'first-seen')

async function settle(
  core: SealedCore,
  user: UserId,
  trust: Extract<TrustKind, 'verified' | 'first-seen'>,
): Promise<Result<void, TrustFailure>> {
  if (core.people.person(user) === undefined) return noKeys
  const kept = await core.people.setTrust(user, ({ list }, now) => {
    return { trust, since: now, identity: list.identity, seen: true }
  })
  if (!kept.ok) return fail({ kind: 'not-kept', detail: kept.failure.kind })
  for (const conversation of core.keeper.known()) {
    const { epoch } = core.keeper.log(conversation).record.log
    if (epoch !== undefined && stillThere(epoch).some((member) => member.user === user)) {
      core.events.unblocked(conversation)
    }
  }
  return ok(undefined)
}

/** The notice of an unverified person's new key is put away; the key counts as it did. */
export async function dismissChange({ people }: SealedCore, user: UserId): Promise<void> {
  await people.setTrust(user, ({ trust, since, identity }) => ({ trust, since, identity, seen: true }))
}
