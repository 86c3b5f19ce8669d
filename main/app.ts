/** What both shells run: one profile, and a bridge for each of its accounts. All that differs between the shells comes in through deps. */
import { open } from 'node:fs/promises'
import path from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import { parseRecoveryCode } from '../core/e2ee/recovery-code.ts'
import { signedInLink } from '../core/bridge/app-link.ts'
import type { BridgeEventName, BridgeEvents, BridgeOutput } from '../core/bridge/contract.ts'
import { type BackupsDeps, createBackups } from './backup/backups.ts'
import { freeBytes } from './disk/free-bytes.ts'
import { createBridge } from './bridge/bridge.ts'
import { carryOut } from './bridge/manage-bridge.ts'
import { createChanges } from './changes/changes.ts'
import { onlyAllowed, type Servers, serversOf } from './policy/allowed-servers.ts'
import { lockWhenIdle } from './policy/lock-when-idle.ts'
import { createManagedBridge } from './policy/managed-bridge.ts'
import type { Policy } from './policy/policy.ts'
import { tooShort } from './policy/too-short.ts'
import { openFiles } from './files/files.ts'
import type { HeldFiles } from './files/incoming.ts'
import { createKeptPictures } from './files/kept-pictures.ts'
import { createRelayFiles } from './files/relay-files.ts'
import { createRestoredFiles } from './files/restored-files.ts'
import { createJournal } from './journal/journal.ts'
import { createPrimitives, primitivesReady } from './e2ee/primitives.ts'
import type { AskKeys } from './e2ee/relay-keys.ts'
import { createSealedService, type SealedServiceDeps } from './e2ee/sealed-service.ts'
import { type Keyring, openKeyring } from './keyring/keyring.ts'
import type { RecordDamage, RecordFileDeps } from './records/record-file.ts'
import type { PageNetwork } from './previews/page-network.ts'
import type { Profile } from './profile/profile.ts'
import { deriveKey } from './sealing/sealing.ts'
import { createRelayApi, type Fetch } from './sign-in/relay-api.ts'
import type { ChoosePlace } from './saves/saves.ts'
import { type AccountBridge, type BridgeAt, openSeats, type SeatPlace, type Seats } from './seats/seats.ts'
import { createSession, type Session, type SessionDeps } from './sign-in/session.ts'
import type { Updates } from './updates/updates.ts'
import { createAccounts } from './vault/accounts.ts'
import type { Vault } from './vault/held-vault.ts'
import { productCost } from './vault/passphrase.ts'
import type { SecretProtector } from './vault/secret-protector.ts'
import { type AllTries, createAllTries } from './vault/tries.ts'
import type { Desktop } from './window/desktop.ts'

export interface AppDeps {
  readonly profile: Profile
  /** What the organisation has set for this machine. */
  readonly policy: Policy
  readonly protector: SecretProtector | undefined
  readonly fetch: Fetch
  /** Where previews of links are fetched. */
  readonly pages: PageNetwork
  /** `http://host:port`, if one was named at the start. */
  readonly relay: string | undefined
  readonly info: BridgeOutput<'app.info'>
  readonly deviceName: string
  readonly openLink: (url: string) => Promise<boolean>
  /** Calls `listener` each time the system's screen locks. Undefined where nobody says so. */
  readonly onSystemLock: ((listener: () => void) => void) | undefined
  /** Where a file goes that the person asked for. */
  readonly choosePlace: ChoosePlace
  /** Undefined in a shell that has none. */
  readonly desktop: Desktop | undefined
  /** Undefined in a shell that is not installed. */
  readonly updates: Updates | undefined
  /** `seat`: whose it is; left out for what is everybody's. */
  readonly tell: <Name extends BridgeEventName>(name: Name, event: BridgeEvents[Name], seat?: number) => void
  /** A line for whoever looks after this machine: no content, no names, no secrets. */
  readonly report: (line: string) => void
  readonly clock: Clock
  readonly random: Random
}

export interface App {
  readonly bridgeAt: BridgeAt
  /** Where the page's sockets may go: `http://host:port` each. Empty while no server may be reached. */
  readonly relays: () => ReadonlyArray<string>
  readonly close: () => Promise<void>
}

const ownRelay = 'http://127.0.0.1:8787'
const bytesPerMb = 1_048_576
const requestTimeoutMs = 15_000
const compactFrom = 1_048_576
/** For half a MiB on a slow line. */
const pieceTimeoutMs = 60_000
/** Of people and workspaces for one account: 64 KiB each at most. */
const picturesKept = 2_000

/** Resolves once the accounts of the last time are open or locked. */
export async function startApp(given: AppDeps): Promise<App> {
  const { profile, policy } = given
  const servers = serversOf(policy, given.relay, ownRelay)
  const deps = { ...given, fetch: onlyAllowed(servers, given.fetch) }
  await primitivesReady
  const tries = createAllTries(deps.clock)
  const seats = await openSeats({
    profile,
    servers,
    report: deps.report,
    createSession: (place) => createSeatSession(deps, { servers, tries }, place),
    createBridge: (session, seat) => createSeatBridge(deps, servers, session, seat),
    stateChanged: (state, seat) => deps.tell('session.changed', state, seat),
    changed: (all) => deps.tell('seats.changed', all),
  })
  const stopWatching = watchLocks(deps, seats)
  const unlisten = policy.state.listen(() => {
    deps.tell('policy.changed', policy.state.read())
    seats.reconsider()
  })
  return {
    bridgeAt: seats.bridgeAt,
    relays: seats.relays,
    close: () => {
      stopWatching()
      unlisten()
      return seats.close()
    },
  }
}

function createSeatSession(
  given: AppDeps,
  { servers: { defaultRelay }, tries }: { readonly servers: Servers; readonly tries: AllTries },
  { seat, mayBe, isElsewhere, ...place }: SeatPlace,
): Session {
  const { profile, policy, protector, fetch, random } = given
  const tell: AppDeps['tell'] = (name, event) => {
    if (session.state().kind !== 'passphrase-due') given.tell(name, event, seat)
  }
  const deps: AppDeps = { ...given, tell }
  const guard = { random, protector, cost: productCost }
  const session = createSession({
    ...deps,
    ...place,
    defaultRelay,
    accounts: createAccounts({ ...guard, tries, mayBe, isElsewhere }, profile.folder),
    readRecoveryCode: (typed) => parseRecoveryCode({ sha256 }, typed),
    // A desktop has its system know the app's links.
    returnLink: deps.desktop && signedInLink,
    tooShort: (passphrase) => tooShort(policy, passphrase),
    isPassphraseDue: (vault) => policy.value('RequirePassphrase') && !vault.needsPassphrase(),
    connect: (relay) => createRelayApi({ fetch, timeout: requestTimeoutMs }, relay),
    openJournal: (folder, key) => createJournal(recordFile(deps, 'journal', folder, key)),
    openKeyring: (folder, key) => openKeyring(recordFile(deps, 'keyring', folder, key)),
    openSealed: (vault, keyring, ask) => createSealedService(sealedDeps(deps, vault, keyring, ask)),
    openFiles: openSeatFiles(deps),
    openPictures: (accountFolder, key) =>
      createKeptPictures({
        folder: path.join(accountFolder, 'pictures'),
        key: deriveKey(key, new Uint8Array(), 'tidings/v1/pictures'),
        random,
        limit: picturesKept,
      }),
    openChanges: (accountFolder, key, relay) =>
      createChanges({
        file: path.join(accountFolder, 'changes'),
        key: deriveKey(key, new Uint8Array(), 'tidings/v1/changes'),
        clock: deps.clock,
        random,
        report: deps.report,
        carryOut: (edit) => carryOut(relay, edit, session.rename),
        changed: (edits) => tell('directory.edited', edits),
      }),
  })
  return session
}

function openSeatFiles({ fetch, policy, clock, random, tell }: AppDeps): SessionDeps['openFiles'] {
  const held = new Map<string, HeldFiles>()
  return (accountFolder, key, relay, token, journal) => {
    const ofAccount: HeldFiles = held.get(accountFolder) ?? new Map()
    held.set(accountFolder, ofAccount)
    return openFiles({
      held: ofAccount,
      folder: filesIn(accountFolder),
      key: deriveKey(key, new Uint8Array(), 'tidings/v1/files'),
      relay: createRelayFiles({ fetch, timeout: pieceTimeoutMs }, relay),
      token,
      keptBytes: () => keptBytes(policy),
      clock,
      random,
      changed: (transfers) => tell('files.changed', transfers),
      journaled: async () => {
        const opened = await journal.open()
        return opened.ok ? opened.value.pending : undefined
      },
    })
  }
}

const restoreSeatFiles =
  ({ policy, clock }: AppDeps): BackupsDeps['restoreFiles'] =>
  (accountFolder) =>
    createRestoredFiles({ folder: filesIn(accountFolder), keptBytes: keptBytes(policy), freeBytes, clock })

const filesIn = (accountFolder: string): string => path.join(accountFolder, 'files')
const keptBytes = (policy: Policy): number => policy.value('MaxCacheMb') * bytesPerMb

/** Managed like every other: what a policy refuses, it refuses to all accounts. */
function createSeatBridge(deps: AppDeps, servers: Servers, session: Session, seat: number): AccountBridge {
  const { policy, info, openLink, choosePlace, desktop, updates, clock, random } = deps
  const bridge = createBridge({
    session,
    policy,
    info,
    openLink,
    choosePlace,
    desktop,
    updates,
    backups: (parts) =>
      createBackups({ ...parts, restoreFiles: restoreSeatFiles(deps), clock, random, cost: productCost }),
    fetchPreview: async (url) => {
      const { fetchPreview } = await import('./previews/fetch-preview.ts') // a start needs nothing of it
      return fetchPreview({ network: deps.pages, clock }, url)
    },
    hearsSystemLock: deps.onSystemLock !== undefined,
    report: deps.report,
  })
  return createManagedBridge({
    bridge,
    policy,
    mayReach: () => servers.mayReach(session.relay()),
    unblocked: (conversation) => deps.tell('sealed.unblocked', conversation, seat),
  })
}

function watchLocks({ policy, clock, desktop, onSystemLock }: AppDeps, seats: Seats): () => void {
  onSystemLock?.(() => {
    if (!policy.isLocked('LockWithSystem')) return seats.systemLocked()
    if (policy.value('LockWithSystem')) seats.lock()
    return undefined
  })
  if (desktop === undefined) return () => undefined // nobody says there whether somebody is there
  const { idleSeconds } = desktop
  return lockWhenIdle({ policy, clock, idleSeconds, lock: seats.lock })
}

const randomBytes =
  ({ random }: Pick<AppDeps, 'random'>) =>
  (length: number): Uint8Array =>
    Uint8Array.from(random.bytes(length))

function sealedDeps(
  { deviceName, clock, random, tell }: AppDeps,
  vault: Vault,
  keyring: Keyring,
  ask: AskKeys,
): SealedServiceDeps {
  const { user, device } = vault.account()
  return {
    user,
    device,
    deviceName,
    vault,
    keyring,
    primitives: createPrimitives(randomBytes({ random })),
    clock,
    ask,
    events: {
      known: (row) => tell('sealed.known', row),
      due: (conversation) => tell('sealed.due', conversation),
      trustChanged: (conversation) => tell('trust.changed', { conversation }),
      unblocked: (conversation) => tell('sealed.unblocked', conversation),
      reopened: (conversations) => tell('sealed.reopened', conversations),
      devicesChanged: (devices) => tell('devices.changed', devices),
      linkingChanged: (state) => tell('linking.changed', state),
      recoveryChanged: (standing) => tell('recovery.changed', standing),
      keysChanged: (changed) => tell('people.changed', { user: changed }),
      forked: (forked) => tell('people.forked', { user: forked }),
    },
  }
}

type RecordFileName = 'journal' | 'keyring'

const recordFile = (
  { random, report }: AppDeps,
  name: RecordFileName,
  folder: string,
  key: Uint8Array,
): RecordFileDeps => ({
  file: path.join(folder, name),
  key,
  random,
  openFile: (file) => open(file, 'r+'),
  report: (damage) => report(damageWords(name, damage)),
  compactFrom,
})

function damageWords(name: RecordFileName, damage: RecordDamage): string {
  switch (damage.kind) {
    case 'tail':
      return `The ${name} ended in a torn write of ${damage.bytes} bytes, which was cut off: nothing was lost.`
    case 'middle':
      return `The ${name} was damaged: ${damage.bytes} bytes could not be read. What could be read is there; the damaged file is kept as ${damage.copy}.`
  }
}
