/** The holder of keys for one open account: what the bridge's `sealed` calls are answered with. */
import type { Clock } from '../../core/base/clock.ts'
import { ok, type Result } from '../../core/base/result.ts'
import type { SealedRow, SealFailure, SealingPort } from '../../core/bridge/sealing.ts'
import { messageKey } from '../../core/e2ee/key-schedule.ts'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import type { ConversationId, DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { Keyring } from '../keyring/keyring.ts'
import type { Vault } from '../vault/held-vault.ts'
import { createSilence } from './checkpoint.ts'
import { takeKeys } from './carry-keys.ts'
import { createFromBackup, type FromBackup } from './from-backup.ts'
import { createKeyCare, type KeyCare, type KeyCareEvents } from './key-care.ts'
import { eraseEntries, noteErased } from './erase-entries.ts'
import { createLogKeeper } from './log-keeper.ts'
import { openEntries } from './open-entries.ts'
import { createOwedSignatures } from './owed-signatures.ts'
import { createOwnKeys, type OwnKeys } from './own-keys.ts'
import { createPeople } from './people.ts'
import type { People } from './people-port.ts'
import { createPlans, type Plan } from './plans.ts'
import { isEntering } from './restored-identity.ts'
import type { AskKeys } from './relay-keys.ts'
import { sealEntries } from './seal-entries.ts'
import {
  hasNewcomer,
  positionOf,
  rowOf,
  type SealedCore,
  type SealedEvents,
  tellMembers,
} from './sealed-core.ts'
import { takeBack } from './take-back.ts'
import { createTurns, type Turns } from './turns.ts'

export interface SealedService
  extends Pick<SealingPort, 'open' | 'position' | 'seal' | 'erase' | 'erased'>, FromBackup {
  readonly conversations: () => ReadonlyArray<SealedRow>
  readonly keysChanged: (
    changes: ReadonlyArray<{ readonly user: UserId; readonly version: number }>,
  ) => Promise<void>
  /** Who is to be in a conversation from its next epoch on. */
  readonly plan: (conversation: ConversationId, plan: Plan) => Promise<Result<void, SealFailure>>
  readonly people: People
  readonly own: OwnKeys
  readonly care: KeyCare
  readonly core: SealedCore
  /** Resolves when all of it is on the disk. */
  readonly close: () => Promise<void>
}

export interface SealedServiceDeps {
  readonly user: UserId
  readonly device: DeviceId
  readonly deviceName: string
  readonly vault: Vault
  readonly keyring: Keyring
  readonly primitives: Primitives
  readonly clock: Clock
  readonly ask: AskKeys
  readonly events: SealedEvents & KeyCareEvents
}

export function createSealedService(deps: SealedServiceDeps): SealedService {
  const turns = createTurns<ConversationId>()
  const core = createCore(deps, turns)
  const { people, own, keeper, plans } = core
  const care = createKeyCare({
    ...deps,
    core,
    take: (bundle, progress) => takeKeys(core, turns, bundle, progress),
  })
  const silence = createSilence(core, deps.clock)
  const { settled, close, ...fromBackup } = createFromBackup(core, turns, deps.clock)
  core.gained = care.recovery.tend
  core.ownChanged = care.changed
  const tending = tendFirst(own, care.changed)
  care.recovery.tend() // the last program may have ended before it was time
  return {
    people,
    own,
    care,
    core,
    conversations: () =>
      [...new Set([...keeper.known(), ...plans.all()])].flatMap((id) => rowOf(core, id) ?? []),
    position: (conversation) => {
      silence.watch(conversation)
      return turns.run(conversation, async () => ok(positionOf(core, conversation)))
    },
    open: async (conversation, entries) => {
      const opened = await turns.run(conversation, () => openEntries(core, conversation, entries))
      silence.watch(conversation)
      return opened
    },
    ...createWriting(core, turns, settled),
    ...fromBackup,
    keysChanged: async (changes) => {
      const older = changes.filter(({ user, version }) => (people.person(user)?.version ?? 0) < version)
      await people.refresh(older.map(({ user }) => user))
      await own.tend()
      for (const conversation of keeper.known()) {
        if (hasNewcomer(core, conversation)) core.events.due(conversation)
      }
    },
    plan: async (conversation, plan) => {
      const kept = await plans.set(conversation, plan)
      if (!kept.ok) return { ok: false, failure: { kind: 'unavailable', detail: kept.failure.kind } }
      if (plan.kind === 'create') tellMembers(core, conversation)
      if (plan.isUrgent) core.events.due(conversation)
      return ok(undefined)
    },
    close: async () => {
      tending.end()
      close()
      core.owed.close()
      silence.close()
      await care.close()
      await turns.idle()
      await keeper.flush()
    },
  }
}

/** What failed is tended again before it is needed. Locked meanwhile, the vault gives nothing more, and nobody is left to be told. */
function tendFirst(own: SealedCore['own'], changed: () => void): { readonly end: () => void } {
  let isOver = false
  void own.tend().then(changed, (error: unknown) => {
    if (!isOver) throw error
  })
  return {
    end: () => {
      isOver = true
    },
  }
}

const createWriting = (
  core: SealedCore,
  turns: Turns<ConversationId>,
  settled: () => Promise<void>,
): Pick<SealedService, 'seal' | 'erase' | 'erased'> => ({
  seal: async (conversation, entries, options) => {
    await settled() // what is written on a device that is just going into the list goes right behind it
    return turns.run(conversation, () => sealEntries(core, conversation, entries, options))
  },
  erase: (conversation, entries) => turns.run(conversation, () => eraseEntries(core, conversation, entries)),
  erased: (conversation, segment, counters) =>
    turns.run(conversation, async () => {
      noteErased(core, conversation, segment, counters)
      return ok(positionOf(core, conversation))
    }),
})

function createCore(deps: SealedServiceDeps, turns: Turns<ConversationId>): SealedCore {
  const { primitives, keyring, clock, events } = deps
  const changed = (user: UserId): void => {
    events.keysChanged(user)
    if (user !== deps.user) return
    const wasLinked = isLinked
    isLinked = core.own.state() === 'ready'
    if (isLinked && !wasLinked) tellUnblocked(core, turns)
    core.ownChanged()
  }
  const people = createPeople({
    ...deps,
    verifier: primitives,
    changed,
    forked: events.forked,
  })
  const messageKeys = new Map<string, Uint8Array>()
  const keeper = createLogKeeper(keyring, clock)
  const { verify } = primitives
  const core: SealedCore = {
    clock,
    primitives,
    keyring,
    people,
    own: createOwnKeys({
      ...deps,
      people,
      isEntering: () => isEntering(keyring),
      changed: () => changed(deps.user),
    }),
    keeper,
    owed: createOwedSignatures({ clock, keeper, turns, verify, bad: (of) => takeBack(core, of) }),
    plans: createPlans(keyring),
    flights: new Map(),
    told: new Map(),
    saidAt: new Map(),
    events,
    messageKey: (epochKey, epoch, device) => {
      const name = epoch + device
      const key = messageKeys.get(name) ?? messageKey(primitives, epochKey, epoch, device)
      messageKeys.set(name, key)
      return key
    },
    heard: (user, { ownList, peers }) => {
      const heads = [{ user, ...ownList }, ...peers]
      for (const { user: about, version, hash } of heads) people.heard(about, version, hash)
    },
    gained: () => undefined,
    ownChanged: () => undefined,
    notEntered: undefined,
  }
  let isLinked = core.own.state() === 'ready'
  return core
}

/** This device is in the list now. Behind what is being sealed: that may have looked before and is refused in a moment. */
function tellUnblocked({ keeper, plans, events }: SealedCore, turns: Turns<ConversationId>): void {
  for (const conversation of new Set([...keeper.known(), ...plans.all()]))
    void turns.run(conversation, async () => events.unblocked(conversation))
}
