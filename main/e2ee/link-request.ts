/** The new device's side of linking: shows the code, takes the keys in, and enters itself into the list. Rules LK10 to LK17 in core/e2ee/SPEC.md. */
import { bytesEqual } from '../../core/base/bytes.ts'
import { millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { LinkFailure, Request } from '../../core/bridge/devices.ts'
import {
  type LinkAgreed,
  type LinkStarted,
  meetAnswer,
  openSecrets,
  secretParts,
  startLink,
} from '../../core/e2ee/linking.ts'
import { linkSlotMs } from '../../core/protocol/keys-api.ts'
import { decodeSecrets, type LinkAnswer, linkCancel, linkKind } from '../../core/sealed/link-messages.ts'
import type { Vault } from '../vault/held-vault.ts'
import type { TakeFailure } from './carry-keys.ts'
import { decodeBundle, type KeyBundle } from './key-bundle.ts'
import type { LinkDoor, LinkRun } from './link-door.ts'
import { decodeRecovery, keepRecovery } from './recovery-record.ts'
import type { SealedCore } from './sealed-core.ts'

export interface LinkRequest {
  readonly state: () => Request
  readonly begin: () => void
  /** The person has seen on the old device that it found this one. */
  readonly confirm: () => void
  readonly end: () => void
}

export interface LinkRequestDeps {
  readonly core: SealedCore
  readonly vault: Vault
  readonly deviceName: string
  readonly door: LinkDoor
  readonly take: (
    bundle: KeyBundle,
    progress: (done: number, total: number) => void,
  ) => Promise<Result<unknown, TakeFailure>>
  readonly changed: () => void
}

interface Talk {
  readonly run: LinkRun
  readonly started: LinkStarted
  slot: string | undefined
  agreed: (LinkAgreed & { readonly old: LinkAnswer }) | undefined
  /** Messages of secrets, by their part. */
  readonly parts: Map<number, Uint8Array>
  isConfirmed: boolean
  isTaking: boolean
}

interface RequestCore {
  readonly deps: LinkRequestDeps
  state: Request
  talk: Talk | undefined
}

const enterAttempts = 3

export function createLinkRequest(deps: LinkRequestDeps): LinkRequest {
  const core: RequestCore = { deps, state: { kind: 'closed' }, talk: undefined }
  return {
    state: () => core.state,
    begin: () => begin(core),
    confirm: () => {
      const { talk, state } = core
      if (talk === undefined || state.kind !== 'asked') return
      talk.isConfirmed = true
      show(core, { ...state, confirmed: true })
      void takeIfWhole(core, talk)
    },
    end: () => {
      const { talk } = core
      if (talk !== undefined && !talk.isTaking) {
        talk.run.end()
        if (talk.slot !== undefined) void deps.door.post(talk.slot, linkCancel)
        core.talk = undefined
      }
      if (core.talk === undefined) show(core, { kind: 'closed' })
    },
  }
}

function show(core: RequestCore, state: Request): void {
  core.state = state
  core.deps.changed()
}

function finish(core: RequestCore, talk: Talk, state: Request): void {
  talk.run.end()
  if (core.talk !== talk) return
  core.talk = undefined
  show(core, state)
}

const failTalk = (core: RequestCore, talk: Talk, failure: LinkFailure): void =>
  finish(core, talk, { kind: 'failed', failure })

function begin(core: RequestCore): void {
  const { deps } = core
  if (core.talk !== undefined) return
  const { own, primitives } = deps.core
  const run = deps.door.begin(() => failTalk(core, talk, { kind: 'expired' }))
  const name = deps.deviceName
  const started = startLink(primitives, { sign: own.signingKey().publicKey, name })
  const talk: Talk = {
    run,
    started,
    slot: undefined,
    agreed: undefined,
    parts: new Map(),
    isConfirmed: false,
    isTaking: false,
  }
  core.talk = talk
  show(core, { kind: 'preparing' })
  void meet(core, talk)
}

/** Puts the commitment into the first slot that nobody has used, and goes on with what comes there. */
async function meet(core: RequestCore, talk: Talk): Promise<void> {
  const { door, core: sealed } = core.deps
  await sealed.people.refresh([sealed.own.user])
  for (const slot of door.slots) {
    const posted = await door.post(slot, talk.started.commit)
    if (talk.run.isOver()) return
    if (posted.ok && posted.value === 1) {
      talk.slot = slot
      return door.watch(talk.run, slot, (message) => takeMessage(core, talk, slot, message))
    }
    if (!posted.ok && posted.failure.kind !== 'refused') return failTalk(core, talk, { kind: 'unreachable' })
  }
  failTalk(core, talk, { kind: 'failed', detail: 'too many tries: wait ten minutes' })
}

/** False once nothing more is expected. */
async function takeMessage(
  core: RequestCore,
  talk: Talk,
  slot: string,
  message: Uint8Array,
): Promise<boolean> {
  switch (linkKind(message)) {
    case 'answer':
      return talk.agreed !== undefined || takeAnswer(core, talk, slot, message)
    case 'typed':
      askPerson(core, talk)
      return true
    case 'cancel':
      if (!talk.isTaking) failTalk(core, talk, { kind: 'cancelled' })
      return false
    case 'secrets': {
      const part = decodeSecrets(message)?.part
      if (part !== undefined && !talk.parts.has(part)) talk.parts.set(part, message)
      askPerson(core, talk)
      await takeIfWhole(core, talk)
      return true
    }
    case 'commit':
    case 'reveal':
    case undefined:
      return true
  }
}

async function takeAnswer(
  core: RequestCore,
  talk: Talk,
  slot: string,
  message: Uint8Array,
): Promise<boolean> {
  const { door, deviceName, core: sealed } = core.deps
  const met = meetAnswer(sealed.primitives, talk.started, message)
  if (!met.ok || !isOwnDevice(sealed, met.value.old)) {
    failTalk(core, talk, { kind: 'tampered' })
    return false
  }
  talk.agreed = met.value
  const posted = await door.post(slot, talk.started.reveal)
  if (talk.run.isOver()) return false
  if (!posted.ok) {
    failTalk(core, talk, { kind: 'unreachable' })
    return false
  }
  const expires = millis(sealed.clock.now() + linkSlotMs)
  show(core, { kind: 'showing', device: deviceName, code: met.value.code, expires })
  return true
}

/** By the list that this device was shown: a primary device of this very person. The code says whether the list is theirs. */
function isOwnDevice({ people, own }: SealedCore, { user, identity, sign }: LinkAnswer): boolean {
  const list = people.person(own.user)?.list
  const device = list?.devices.find((each) => bytesEqual(each.sign, sign))
  return user === own.user && !!list && bytesEqual(list.identity, identity) && device?.role === 'primary'
}

function askPerson(core: RequestCore, talk: Talk): void {
  if (core.talk !== talk || core.state.kind !== 'showing') return
  show(core, { kind: 'asked', device: core.deps.deviceName, confirmed: talk.isConfirmed })
}

async function takeIfWhole(core: RequestCore, talk: Talk): Promise<void> {
  const { agreed, started, parts } = talk
  const first = parts.get(0)
  if (agreed === undefined || first === undefined || !talk.isConfirmed || talk.isTaking) return
  const wanted = secretParts(first) ?? 0
  const messages = Array.from({ length: wanted }, (_, part) => parts.get(part))
  const whole = messages.filter((message) => message !== undefined)
  if (whole.length < wanted || talk.run.isOver()) return
  talk.isTaking = true
  talk.run.end() // what is whole is taken in, however long that takes
  const { primitives } = core.deps.core
  const secrets = openSecrets(primitives, started, agreed, whole)
  const bundle = secrets.ok ? decodeBundle(secrets.value) : undefined
  if (secrets.ok) primitives.wipe(secrets.value)
  primitives.wipe(started.secret)
  if (bundle === undefined) return failTalk(core, talk, { kind: 'tampered' })
  const taken = await takeBundle(core, agreed.old, bundle)
  finish(core, talk, taken.ok ? { kind: 'done' } : { kind: 'failed', failure: taken.failure })
}

async function takeBundle(
  core: RequestCore,
  old: LinkAnswer,
  bundle: KeyBundle,
): Promise<Result<void, LinkFailure>> {
  const { take, vault, core: sealed } = core.deps
  const { identity } = bundle
  if (identity === undefined) return fail({ kind: 'not-primary' })
  if (!bytesEqual(sealed.primitives.signingKey(identity).publicKey, old.identity))
    return fail({ kind: 'tampered' })
  const taken = await take(bundle, (done, total) => show(core, { kind: 'receiving', done, total }))
  if (!taken.ok) {
    const { failure } = taken
    return fail(
      failure.kind === 'other-account' ? { kind: 'tampered' } : { kind: 'failed', detail: failure.detail },
    )
  }
  const entered = await enter(sealed, identity)
  if (!entered.ok) return entered
  const recovery = bundle.recovery && decodeRecovery(bundle.recovery)
  if (recovery === undefined) return ok(undefined)
  // One code for all: what opens the backup opens this vault too. Failing that, the vault's own one stays.
  await keepRecovery(sealed.keyring, recovery)
  await vault.adoptRecovery(recovery.code)
  return ok(undefined)
}

async function enter({ own }: SealedCore, identity: Uint8Array): Promise<Result<void, LinkFailure>> {
  for (let attempt = 1; ; attempt++) {
    const entered = await own.enter(identity, 'linked')
    if (entered.ok) return ok(undefined)
    const { failure } = entered
    switch (failure.kind) {
      case 'unreachable':
      case 'failed':
        return fail(failure)
      case 'unlinked':
      case 'not-primary':
        return fail({ kind: 'tampered' })
      case 'moved':
        if (attempt === enterAttempts)
          return fail({ kind: 'failed', detail: 'the list of devices keeps changing' })
    }
  }
}
