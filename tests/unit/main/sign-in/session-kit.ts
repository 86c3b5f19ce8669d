import type { SessionState } from '../../../../core/bridge/contract.ts'
import { hexToBytes } from '../../../../core/base/bytes.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import { openFiles } from '../../../../main/files/files.ts'
import { carryOut } from '../../../../main/bridge/manage-bridge.ts'
import { createChanges } from '../../../../main/changes/changes.ts'
import { createKeptPictures } from '../../../../main/files/kept-pictures.ts'
import { createRelayFiles } from '../../../../main/files/relay-files.ts'
import { createJournal } from '../../../../main/journal/journal.ts'
import { openKeyring } from '../../../../main/keyring/keyring.ts'
import type { RecordFileDeps } from '../../../../main/records/record-file.ts'
import { readProfile } from '../../../../main/profile/profile.ts'
import { createRelayApi } from '../../../../main/sign-in/relay-api.ts'
import { createSession, type Session, type SessionDeps } from '../../../../main/sign-in/session.ts'
import { createAccounts } from '../../../../main/vault/accounts.ts'
import type { GuardDeps } from '../../../../main/vault/guard.ts'
import { leastCost } from '../../../../main/vault/passphrase.ts'
import { createAllTries } from '../../../../main/vault/tries.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts'
import { openRealFile } from '../../../support/faulty-disk.ts'
import { createFakeRelay, type FakeRelay } from './fake-relay.ts'

export interface SessionKit {
  readonly relay: FakeRelay
  readonly clock: VirtualClock
  readonly folder: string
  /** Every state that was told, over all starts. */
  readonly told: SessionState[]
  /** The program starts, over the files as they are now. */
  readonly start: (changes?: Partial<SessionDeps & GuardDeps>) => Promise<Session>
}

export function setupSession(): SessionKit {
  const folder = temporaryFolder()
  const relay = createFakeRelay()
  const clock = createVirtualClock()
  const told: SessionState[] = []
  const random = createSeededRandom(11)
  const start = async (changes: Partial<SessionDeps & GuardDeps> = {}): Promise<Session> => {
    const guard = { random, cost: leastCost, protector: undefined, ...changes }
    const recordFile = (file: string, key: Uint8Array): RecordFileDeps => ({
      file,
      key,
      random,
      openFile: openRealFile,
      report: () => undefined,
      compactFrom: 1_048_576,
    })
    const profile = await readProfile(folder)
    const session = createSession({
      lastAccount: profile.read().accounts[0]?.username,
      remember: async (account) => {
        const known = account && [{ username: account.username, relay: account.relay, isNamed: false }]
        await profile.write({ accounts: known ?? [] })
      },
      accounts: createAccounts(
        { tries: createAllTries(clock), mayBe: () => true, isElsewhere: () => false, ...guard },
        folder,
      ),
      relay: undefined,
      defaultRelay: 'http://127.0.0.1:8787',
      returnLink: undefined,
      tooShort: () => undefined,
      isPassphraseDue: () => false,
      connect: (url) => createRelayApi({ fetch: relay.fetch, timeout: 1_000 }, url),
      openJournal: (folder, key) => createJournal(recordFile(`${folder}/journal`, key)),
      openKeyring: (folder, key) => openKeyring(recordFile(`${folder}/keyring`, key)),
      openSealed: () => {
        throw new Error('not part of this kit')
      },
      readRecoveryCode: (hex) => {
        const code = hexToBytes(hex)
        return code === undefined ? fail('no hex') : ok(code)
      },
      openFiles: (accountFolder, key, url, token) =>
        openFiles({
          held: new Map(),
          folder: `${accountFolder}/files`,
          key: key.slice(),
          relay: createRelayFiles({ fetch: relay.fetch, timeout: 1_000 }, url),
          token,
          clock,
          random,
          changed: () => undefined,
          keptBytes: () => 2 ** 30,
          journaled: async () => [],
        }),
      openPictures: (accountFolder, key) =>
        createKeptPictures({ folder: `${accountFolder}/pictures`, key: key.slice(), random, limit: 20 }),
      openChanges: (accountFolder, key, api) =>
        createChanges({
          file: `${accountFolder}/changes`,
          key: key.slice(),
          clock,
          random,
          carryOut: (edit) => carryOut(api, edit, session.rename),
          changed: () => undefined,
          report: () => undefined,
        }),
      clock,
      random,
      deviceName: 'test',
      openLink: async () => false,
      changed: (state) => told.push(state),
      ...changes,
    })
    await session.start()
    return session
  }
  return { relay, clock, folder, told, start }
}
