import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Bridge, BridgeOutput } from '../../core/bridge/contract.ts'
import type { Outbox, OutboxFailure, PendingEntry } from '../../core/storage/outbox.ts'
import type { Policy } from '../policy/policy.ts'
import { isEntering } from '../e2ee/restored-identity.ts'
import { createDevicesBridge } from './devices-bridge.ts'
import { createFilesBridge } from './files-bridge.ts'
import { createIdentityBridge } from './identity-bridge.ts'
import { createManageBridge } from './manage-bridge.ts'
import { createPicturesBridge } from './pictures-bridge.ts'
import { createTrustBridge } from './trust-bridge.ts'
import { createUpdatesBridge } from './updates-bridge.ts'
import type { ApiFailure } from '../sign-in/ask.ts'
import type { RelayApi } from '../sign-in/relay-api.ts'
import type { OpenSession } from '../sign-in/open-session.ts'
import type { Session } from '../sign-in/session.ts'
import { type ChoosePlace, createSaves, type Saves } from '../saves/saves.ts'
import type { AccountBridge } from '../seats/seats.ts'
import type { Backups, BackupsDeps } from '../backup/backups.ts'
import { createBackupBridge } from './backup-bridge.ts'
import { createSealedBridge } from './sealed-bridge.ts'
import { createShellBridge, type ShellBridgeDeps } from './shell-bridge.ts'
import { askWithToken, commandFailure } from './with-token.ts'
import type { Updates } from '../updates/updates.ts'
import { vaultWords } from '../vault/vault-words.ts'

export interface BridgeDeps extends ShellBridgeDeps {
  readonly session: Session
  readonly policy: Policy
  readonly info: BridgeOutput<'app.info'>
  /** This system says when its screen locks. */
  readonly hearsSystemLock: boolean
  readonly choosePlace: ChoosePlace
  readonly backups: (deps: Pick<BackupsDeps, 'session' | 'saves'>) => Backups
  /** Undefined in a shell that is not installed. */
  readonly updates: Updates | undefined
  /** Hears of bugs, never of a person's input. */
  readonly report: (line: string) => void
}

const locked = fail({ kind: 'locked' } as const)

/** Main's answers to the page. Input has been read by `answerBridge`. */
export function createBridge({
  session,
  policy,
  info,
  hearsSystemLock,
  choosePlace,
  backups,
  report,
  ...shell
}: BridgeDeps): AccountBridge {
  const saves = createSaves(choosePlace)
  const command = <Value>(ask: (api: RelayApi, token: string) => Promise<Result<Value, ApiFailure>>) =>
    askWithToken(session.current(), ask, commandFailure)
  const outbox = <Value>(ask: (outbox: Outbox) => Promise<Result<Value, OutboxFailure>>) => {
    const open = session.current()
    return open === undefined ? Promise.resolve(locked) : ask(open.journal)
  }

  /** Files that these entries name are named before anybody can send them. */
  const kept = (
    entries: ReadonlyArray<PendingEntry>,
    ask: (outbox: Outbox) => Promise<Result<void, OutboxFailure>>,
  ): Promise<Result<void, OutboxFailure>> =>
    outbox(async (open) => {
      const outcome = await ask(open)
      if (outcome.ok) await session.current()?.files.named(entries)
      return outcome
    })

  return {
    'app.info': async () => info,
    'policy.read': async () => policy.state.read(),
    ...createSessionBridge(session),
    'session.token': ({ refused }) => tokenOf(session, refused, report),
    ...createVaultBridge(session, hearsSystemLock),
    'outbox.open': () => outbox((open) => open.open()),
    'outbox.append': ({ entries }) => kept(entries, (open) => open.append(entries)),
    'outbox.remove': ({ entries }) => outbox((open) => open.remove(entries)),
    'outbox.replace': ({ conversation, ...replacement }) =>
      kept(replacement.entries, (open) => open.replace(conversation, replacement)),
    ...createFilesBridge(session),
    ...createSavesBridge(saves),
    ...createBackupBridge(backups({ session, saves })),
    'directory.workspaces': () => command((api, token) => api.workspaces(token)),
    'directory.createWorkspace': ({ name }) => command((api, token) => api.createWorkspace(token, name)),
    'directory.joinWorkspace': ({ workspace }) =>
      command((api, token) => api.joinWorkspace(token, workspace)),
    ...createManageBridge(session),
    ...createPicturesBridge(session),
    ...createIdentityBridge(session),
    ...createTrustBridge(session),
    ...createDevicesBridge(session),
    ...createSealedBridge(session),
    ...createShellBridge(shell),
    ...createUpdatesBridge(shell.updates),
  }
}

type SessionCall =
  | 'session.read'
  | 'session.register'
  | 'session.signIn'
  | 'session.unlock'
  | 'session.unlockWithRecovery'
  | 'session.lock'

const createSessionBridge = (session: Session): Pick<Bridge, SessionCall> => ({
  'session.read': async () => session.state(),
  'session.register': session.register,
  'session.signIn': session.signIn,
  'session.unlock': ({ password }) => session.unlock(password),
  'session.unlockWithRecovery': session.recover,
  'session.lock': async () => {
    await session.lock()
    return undefined
  },
})

/** The page asks for it whenever it connects: then a device that came out of a backup can go on to the list of devices (BU6). */
async function tokenOf(
  session: Session,
  refused: string | undefined,
  report: BridgeDeps['report'],
): Promise<BridgeOutput<'session.token'>> {
  const open = session.current()
  if (open === undefined) return locked
  if (refused !== undefined) open.token.drop(refused)
  const token = await open.token.read()
  if (token.ok) {
    // The page does not wait for it, so that nobody else hears of an end like this.
    void finishRestore(session, open).catch((error: unknown) => {
      if (session.current() !== open) return // locked meanwhile
      // Only a Defect's words are known to hold nothing of a person's.
      report(`restore: ${error instanceof Defect ? error.message : 'failed'}`)
    })
  }
  return token
}

async function finishRestore(session: Session, open: OpenSession): Promise<void> {
  const isOpen = (): boolean => session.current() === open
  const keyring = isOpen() ? await open.keyring() : undefined
  if (keyring?.ok !== true || !isEntering(keyring.value)) return
  const sealed = isOpen() ? await open.sealed() : undefined
  if (sealed?.ok === true) await sealed.value.finishRestore()
}

type SaveCall = 'saves.begin' | 'saves.write' | 'saves.finish' | 'saves.cancel'

function createSavesBridge(saves: Saves): Pick<Bridge, SaveCall> {
  return {
    'saves.begin': ({ name }) => saves.begin(name),
    'saves.write': ({ ticket, bytes }) => saves.write(ticket, bytes),
    'saves.finish': ({ ticket }) => saves.finish(ticket),
    'saves.cancel': async ({ ticket }) => {
      await saves.cancel(ticket)
      return undefined
    },
  }
}

type VaultCall = 'vault.storeKey' | 'vault.setPassphrase' | 'vault.settings' | 'vault.setSettings'

const createVaultBridge = (session: Session, hearsSystemLock: boolean): Pick<Bridge, VaultCall> => ({
  'vault.storeKey': async () => {
    const open = session.current()
    // A copy: what goes to the page is the page's, what is here is wiped on lock.
    return open === undefined ? locked : ok(open.vault.storeKey().slice())
  },
  'vault.setPassphrase': session.setPassphrase,
  'vault.settings': async () => {
    const vault = session.current()?.vault
    if (vault === undefined) return locked
    return ok({ ...vault.settings(), hasPassphrase: vault.needsPassphrase(), hearsSystemLock })
  },
  'vault.setSettings': async (settings) => {
    const written = await session.current()?.vault.setSettings(settings)
    if (written === undefined) return locked
    return written.ok ? written : fail({ kind: 'vault', detail: vaultWords(written.failure) })
  },
})
