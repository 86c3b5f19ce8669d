/** What a person does with their own keys: devices, linking, recovery, a new beginning. Passwords were asked before. */
import type { Clock, Millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type {
  LinkFailure,
  LinkingState,
  OwnDevice,
  RecoveryStanding,
  RevokeFailure,
} from '../../core/bridge/devices.ts'
import { opensOtherWays } from '../../core/bridge/trust.ts'
import { keyBytes } from '../../core/e2ee/primitives.ts'
import type { DeviceId } from '../../core/protocol/ids.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import type { Vault } from '../vault/held-vault.ts'
import type { TakeFailure } from './carry-keys.ts'
import type { KeyBundle } from './key-bundle.ts'
import { createLinkDoor } from './link-door.ts'
import { createLinkRelease, type LinkRelease } from './link-release.ts'
import { createLinkRequest, type LinkRequest } from './link-request.ts'
import { createRecovery, type Recovery } from './recovery.ts'
import type { AskKeys } from './relay-keys.ts'
import type { SealedCore } from './sealed-core.ts'

export interface KeyCareEvents {
  readonly devicesChanged: (devices: ReadonlyArray<OwnDevice> | undefined) => void
  readonly linkingChanged: (state: LinkingState) => void
  readonly recoveryChanged: (standing: RecoveryStanding) => void
}

export interface KeyCare {
  /**
   * Undefined until the list was read once; empty while this device is not in it. The relay is asked when they were connected last,
   * and what it says told.
   */
  readonly devices: () => ReadonlyArray<OwnDevice> | undefined
  readonly revoke: (device: DeviceId) => Promise<Result<void, RevokeFailure>>
  readonly linking: () => LinkingState
  readonly release: LinkRelease
  readonly request: LinkRequest
  readonly recovery: Recovery
  /** A new identity in place of one whose keys this device does not have. Ends all other devices. */
  readonly startAnew: () => Promise<Result<void, LinkFailure>>
  /** Something of this may be another now: it is told. */
  readonly changed: () => void
  readonly close: () => Promise<void>
}

export interface KeyCareDeps {
  readonly core: SealedCore
  readonly vault: Vault
  readonly deviceName: string
  readonly clock: Clock
  readonly ask: AskKeys
  readonly take: (
    bundle: KeyBundle,
    progress: (done: number, total: number) => void,
  ) => Promise<Result<unknown, TakeFailure>>
  readonly events: KeyCareEvents
}

export function createKeyCare(deps: KeyCareDeps): KeyCare {
  const { core, events } = deps
  const seen = new Map<DeviceId, Millis>()
  const askSeen = async (): Promise<void> => {
    const answer = await deps.ask((keys, token) => keys.seen(token))
    if (!answer.ok) return
    for (const each of answer.value) seen.set(each.device, each.seen)
    events.devicesChanged(devicesOf(core, seen))
  }
  const changed = (): void => {
    events.devicesChanged(devicesOf(core, seen))
    events.linkingChanged(linking())
    events.recoveryChanged(recovery.standing())
  }
  const door = createLinkDoor({ ...deps, user: core.own.user, primitives: core.primitives })
  const release = createLinkRelease({ core, door, changed: () => events.linkingChanged(linking()) })
  const request = createLinkRequest({ ...deps, door, changed: () => events.linkingChanged(linking()) })
  const recovery = createRecovery({ ...deps, changed })
  const linking = (): LinkingState => ({
    ...waysOf(core),
    release: release.state(),
    request: request.state(),
  })
  return {
    devices: () => {
      void askSeen()
      return devicesOf(core, seen)
    },
    revoke: (device) => revoke(core, device),
    linking,
    release,
    request,
    recovery,
    startAnew: () => startAnew(core),
    changed,
    close: async () => {
      release.end()
      request.end()
      await recovery.close()
    },
  }
}

function devicesOf(
  { people, own }: SealedCore,
  seen: ReadonlyMap<DeviceId, Millis>,
): ReadonlyArray<OwnDevice> | undefined {
  const list = people.person(own.user)?.list
  if (list === undefined) return undefined
  if (own.state() === 'unlinked') return []
  return list.devices
    .map(({ sign, role, name, added }) => {
      const device = deviceIdOf(sign)
      return { device, name, role, added, lastSeen: seen.get(device), here: device === own.device }
    })
    .toSorted((left, right) => left.added - right.added)
}

function waysOf({ people, own }: SealedCore): Pick<LinkingState, 'linked' | 'ways'> {
  const list = people.person(own.user)?.list
  const others = list?.devices.filter(({ sign }) => deviceIdOf(sign) !== own.device) ?? []
  const state = own.state()
  return {
    // Its keys are there, or it is not known whether there are any: no way to get some is offered.
    linked: state === 'unknown' || state === 'entering' ? undefined : state === 'ready',
    ways: { devices: others.length, recovery: (list?.backup ?? null) !== null },
  }
}

/** It takes effect with the next epoch of each conversation, which goes before the next message there. */
async function revoke({ people, own }: SealedCore, device: DeviceId): Promise<Result<void, RevokeFailure>> {
  if (device === own.device) return fail({ kind: 'failed', detail: 'a device does not remove itself' })
  const refreshed = await people.refresh([own.user])
  if (!refreshed.ok) return fail({ kind: 'unreachable' })
  if (people.device(own.user, device) === undefined) return fail({ kind: 'list-moved' })
  const listed = await own.changeList(({ devices, revoked }) => ({
    devices: devices.filter(({ sign }) => deviceIdOf(sign) !== device),
    revoked: [...revoked, device].toSorted(),
  }))
  if (listed.ok) return ok(undefined)
  switch (listed.failure.kind) {
    case 'moved':
      return fail({ kind: 'list-moved' })
    case 'unlinked':
      return fail({ kind: 'not-primary' })
    case 'unreachable':
    case 'not-primary':
    case 'failed':
      return fail(listed.failure)
  }
}

/** Not where a backup has brought the keys, unless the list of devices does not take them. */
async function startAnew({ own, primitives, notEntered }: SealedCore): Promise<Result<void, LinkFailure>> {
  await own.tend()
  const isRefused = notEntered !== undefined && opensOtherWays(notEntered)
  if (own.state() === 'ready' || (own.state() === 'entering' && !isRefused))
    return fail({ kind: 'failed', detail: 'this device has the keys of the account' })
  const seed = primitives.random(keyBytes)
  const entered = await own.enter(seed, 'reset')
  primitives.wipe(seed)
  if (entered.ok) return ok(undefined)
  switch (entered.failure.kind) {
    case 'moved':
      return fail({ kind: 'failed', detail: 'the list of devices has just changed' })
    case 'unlinked':
      return fail({ kind: 'failed', detail: 'the account has no list of devices' })
    case 'unreachable':
    case 'not-primary':
    case 'failed':
      return fail(entered.failure)
  }
}
