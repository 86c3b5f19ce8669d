/** The old device's side of linking: meets whoever waits, compares the typed code, and releases the keys. Rules LK10 to LK17 in core/e2ee/SPEC.md. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { LinkFailure, Release } from '../../core/bridge/devices.ts'
import {
  answerLink,
  isLinkCode,
  type LinkAgreed,
  type LinkAnswered,
  meetReveal,
  sealSecrets,
} from '../../core/e2ee/linking.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import { linkCancel, linkKind, type LinkReveal, linkTyped } from '../../core/sealed/link-messages.ts'
import { exportKeys } from './carry-keys.ts'
import type { LinkDoor, LinkRun } from './link-door.ts'
import type { SealedCore } from './sealed-core.ts'

export interface LinkRelease {
  readonly state: () => Release
  /** The person has shown who they are. */
  readonly begin: () => Result<void, LinkFailure>
  readonly enterCode: (typed: string) => Promise<Result<void, LinkFailure>>
  /** The second confirmation: what is sent from here on cannot be taken back. */
  readonly confirm: () => Promise<Result<void, LinkFailure>>
  readonly end: () => void
}

export interface LinkReleaseDeps {
  readonly core: SealedCore
  readonly door: LinkDoor
  readonly changed: () => void
}

type Met = LinkAgreed & { readonly device: LinkReveal }

/** A slot in which somebody waits. */
interface Meeting {
  readonly slot: string
  answered: LinkAnswered | undefined
  met: Met | undefined
}

interface Talk {
  readonly run: LinkRun
  readonly meetings: Array<Meeting>
  attemptsLeft: number
  chosen: { readonly slot: string; readonly met: Met } | undefined
  /** Sealed once: a try that failed half-way goes on with the same. */
  messages: ReadonlyArray<Uint8Array> | undefined
  sent: number
}

interface ReleaseCore {
  readonly deps: LinkReleaseDeps
  state: Release
  talk: Talk | undefined
}

const codeAttempts = 3
/** Somebody who has been answered shows its keys at once: so long is waited for them. */
const revealTurns = 10
const turnMs = 300
const lookMs = 1_000

export function createLinkRelease(deps: LinkReleaseDeps): LinkRelease {
  const core: ReleaseCore = { deps, state: { kind: 'closed' }, talk: undefined }
  return {
    state: () => core.state,
    begin: () => begin(core),
    enterCode: (typed) => enterCode(core, typed),
    confirm: () => confirm(core),
    end: () => {
      const { talk } = core
      core.talk = undefined
      talk?.run.end()
      if (talk !== undefined && talk.sent === 0) cancelAll(core, talk)
      show(core, { kind: 'closed' })
    },
  }
}

function show(core: ReleaseCore, state: Release): void {
  core.state = state
  core.deps.changed()
}

function failTalk(core: ReleaseCore, talk: Talk, failure: LinkFailure): void {
  talk.run.end()
  if (core.talk !== talk) return
  core.talk = undefined
  show(core, { kind: 'failed', failure })
}

function cancelAll({ deps }: ReleaseCore, { meetings }: Talk): void {
  for (const { slot, answered } of meetings) if (answered !== undefined) void deps.door.post(slot, linkCancel)
}

function begin(core: ReleaseCore): Result<void, LinkFailure> {
  const { core: sealed, door } = core.deps
  if (!sealed.own.isPrimary() || sealed.own.state() !== 'ready') return fail({ kind: 'not-primary' })
  core.talk?.run.end()
  const run = door.begin(() => failTalk(core, talk, { kind: 'expired' }))
  const talk: Talk = {
    run,
    meetings: door.slots.map((slot) => ({ slot, answered: undefined, met: undefined })),
    attemptsLeft: codeAttempts,
    chosen: undefined,
    messages: undefined,
    sent: 0,
  }
  core.talk = talk
  show(core, { kind: 'code-wanted' })
  for (const meeting of talk.meetings) {
    void door.watch(run, meeting.slot, (message) => takeMessage(core, talk, meeting, message))
  }
  return ok(undefined)
}

/** False where the slot is of no use (any more). */
async function takeMessage(
  core: ReleaseCore,
  talk: Talk,
  meeting: Meeting,
  message: Uint8Array,
): Promise<boolean> {
  const { door } = core.deps
  if (talk.chosen !== undefined && talk.chosen.slot !== meeting.slot) return false // left to another old device
  switch (linkKind(message)) {
    case 'commit': {
      if (meeting.answered !== undefined) return true
      const answered = answer(core, message)
      if (answered === undefined) return false
      meeting.answered = answered
      const posted = await door.post(meeting.slot, answered.answer)
      return posted.ok
    }
    case 'answer':
      return meeting.answered !== undefined // else another device of this person was here before, or a time before
    case 'reveal':
      return meeting.answered !== undefined && takeReveal(core, talk, meeting, message)
    case 'cancel':
      if (talk.chosen?.slot === meeting.slot && talk.sent === 0) failTalk(core, talk, { kind: 'cancelled' })
      meeting.met = undefined
      return false
    case 'secrets':
    case 'typed':
    case undefined:
      return meeting.answered !== undefined
  }
}

function answer({ deps }: ReleaseCore, commit: Uint8Array): LinkAnswered | undefined {
  const { own, people, primitives } = deps.core
  const identity = people.person(own.user)?.list.identity
  if (identity === undefined) return undefined
  const self = { user: own.user, identity, sign: own.signingKey().publicKey }
  const answered = answerLink(primitives, self, commit)
  return answered.ok ? answered.value : undefined
}

function takeReveal(core: ReleaseCore, talk: Talk, meeting: Meeting, message: Uint8Array): boolean {
  if (meeting.met !== undefined || meeting.answered === undefined) return true
  const met = meetReveal(core.deps.core.primitives, meeting.answered, message)
  if (met.ok) {
    meeting.met = met.value
    return true
  }
  cancelAll(core, talk)
  failTalk(core, talk, { kind: 'tampered' })
  return false
}

const over = fail({ kind: 'expired' } as const)

async function enterCode(core: ReleaseCore, typed: string): Promise<Result<void, LinkFailure>> {
  const { talk, state } = core
  if (talk === undefined || state.kind !== 'code-wanted') return over
  const found = await findByCode(core, talk, typed)
  if (core.talk !== talk || talk.run.isOver()) return over
  if (found === undefined) {
    talk.attemptsLeft--
    const failure = { kind: 'wrong-code' as const, attemptsLeft: talk.attemptsLeft }
    if (talk.attemptsLeft === 0) {
      cancelAll(core, talk)
      failTalk(core, talk, failure)
    }
    return fail(failure)
  }
  talk.chosen = found
  for (const other of talk.meetings) if (other.slot !== found.slot) other.answered = undefined
  await core.deps.door.post(found.slot, linkTyped) // a sign for the screen there; the keys do not wait for it
  if (core.talk !== talk) return over
  const conversations = core.deps.core.keeper.known().length
  show(core, { kind: 'found', device: found.met.device.name, conversations, since: undefined })
  return ok(undefined)
}

async function findByCode(core: ReleaseCore, talk: Talk, typed: string): Promise<Talk['chosen']> {
  for (let turn = 0; turn < revealTurns && !talk.run.isOver(); turn++) {
    for (const { slot, met } of talk.meetings) {
      if (met !== undefined && isLinkCode(typed, met)) return { slot, met }
    }
    const isComing = talk.meetings.some(({ answered, met }) => answered !== undefined && met === undefined)
    if (!isComing) return undefined
    await core.deps.door.pause(turnMs)
  }
  return undefined
}

async function confirm(core: ReleaseCore): Promise<Result<void, LinkFailure>> {
  const { talk, state } = core
  const { door } = core.deps
  if (talk?.chosen === undefined || state.kind !== 'found') return over
  const { slot, met } = talk.chosen
  const sealed = sealOnce(core, talk, met)
  if (!sealed.ok) return sealed
  const { conversations: total } = state
  const device = met.device.name
  while (talk.sent < sealed.value.length) {
    const done = Math.floor((total * talk.sent) / sealed.value.length)
    show(core, { kind: 'sending', device, done, total })
    const message = sealed.value[talk.sent]
    const posted = message && (await door.post(slot, message))
    if (core.talk !== talk) return over
    if (posted?.ok !== true) {
      show(core, state)
      return fail({ kind: 'unreachable' })
    }
    talk.sent++
  }
  show(core, { kind: 'sending', device, done: total, total })
  void awaitListed(core, talk, deviceIdOf(met.device.sign), device)
  return ok(undefined)
}

function sealOnce(
  { deps }: ReleaseCore,
  talk: Talk,
  met: Met,
): Result<ReadonlyArray<Uint8Array>, LinkFailure> {
  if (talk.messages !== undefined) return ok(talk.messages)
  const { primitives, own } = deps.core
  const secrets = exportKeys(deps.core)
  const made = sealSecrets(primitives, met, own.signingKey(), secrets)
  primitives.wipe(secrets)
  if (!made.ok) return fail({ kind: 'failed', detail: made.failure.kind })
  talk.messages = made.value
  return made
}

/** Until the new device has entered itself into the list: then it is linked. */
async function awaitListed(core: ReleaseCore, talk: Talk, device: DeviceId, name: string): Promise<void> {
  const { core: sealed, door } = core.deps
  const { people, own } = sealed
  while (core.talk === talk && !talk.run.isOver()) {
    if (people.device(own.user, device) !== undefined) {
      talk.run.end()
      core.talk = undefined
      return show(core, { kind: 'done', device: name })
    }
    await door.pause(lookMs)
    await people.refresh([own.user])
  }
}
