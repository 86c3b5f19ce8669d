import type { Clock } from '../../core/base/clock.ts'
import type { Account } from '../../core/bridge/contract.ts'
import type { Changes } from '../changes/changes.ts'
import type { Files } from '../files/files.ts'
import type { KeptPictures } from '../files/kept-pictures.ts'
import { paths } from '../../core/protocol/api.ts'
import { ok, type Result } from '../../core/base/result.ts'
import { type AskKeys, createAskKeys } from '../e2ee/relay-keys.ts'
import type { SealedService } from '../e2ee/sealed-service.ts'
import type { Journal } from '../journal/journal.ts'
import type { Keyring, OpenKeyringFailure } from '../keyring/keyring.ts'
import type { Accounts } from '../vault/accounts.ts'
import type { Vault } from '../vault/held-vault.ts'
import { type AccessToken, createAccessToken } from './access-token.ts'
import type { RelayApi } from './relay-api.ts'

/** A person's account while its vault is open. */
export interface OpenSession {
  readonly vault: Vault
  readonly journal: Journal
  /** Opened at once, and again after a failure. Not to be asked for any more once closed. */
  readonly keyring: () => Promise<Result<Keyring, OpenKeyringFailure>>
  /** The holder of keys, made when it is first asked for and the keyring is open. */
  readonly sealed: () => Promise<Result<SealedService, OpenKeyringFailure>>
  readonly files: Files
  readonly pictures: KeptPictures
  readonly changes: Changes
  readonly api: RelayApi
  readonly token: AccessToken
  readonly account: () => Account
  /** Ends what uses the keys, then wipes them. */
  readonly close: () => Promise<void>
}

export interface OpenSessionDeps {
  readonly clock: Clock
  readonly accounts: Pick<Accounts, 'hasKeystore'>
  readonly connect: (relay: string) => RelayApi
  readonly openJournal: (accountFolder: string, key: Uint8Array) => Journal
  readonly openKeyring: (
    accountFolder: string,
    key: Uint8Array,
  ) => Promise<Result<Keyring, OpenKeyringFailure>>
  readonly openSealed: (vault: Vault, keyring: Keyring, ask: AskKeys) => SealedService
  readonly openFiles: (
    accountFolder: string,
    key: Uint8Array,
    relay: string,
    token: AccessToken,
    journal: Journal,
  ) => Files
  readonly openPictures: (accountFolder: string, key: Uint8Array) => KeptPictures
  readonly openChanges: (
    accountFolder: string,
    key: Uint8Array,
    relay: Pick<OpenSession, 'api' | 'token' | 'vault'>,
  ) => Changes
}

export function openSession(deps: OpenSessionDeps, vault: Vault): OpenSession {
  const { relay } = vault.account()
  const api = deps.connect(relay)
  const { folder } = vault
  const journal = deps.openJournal(folder, vault.journalKey())
  const keyring = openOnce(() => deps.openKeyring(folder, vault.keyringKey()))
  const token = createAccessToken({ api, clock: deps.clock, vault })
  const sealed = openOnce(async () => {
    const opened = await keyring.read()
    return opened.ok ? ok(deps.openSealed(vault, opened.value, createAskKeys(api.keys, token))) : opened
  })
  const files = deps.openFiles(folder, vault.journalKey(), relay, token, journal)
  const changes = deps.openChanges(folder, vault.journalKey(), { api, token, vault })
  // The page asks for both as soon as it is there: by then they have been read. A failure is told to who asks.
  void journal.open()
  void keyring.read()
  return {
    vault,
    journal,
    files,
    changes,
    pictures: deps.openPictures(folder, vault.journalKey()),
    keyring: keyring.read,
    sealed: sealed.read,
    api,
    token,
    account: () => {
      const { relay: home, ...account } = vault.account()
      return { ...account, relay: socketUrl(home) }
    },
    close: async () => {
      token.close()
      await Promise.all([files.close(), changes.close()])
      await journal.close()
      await sealed.close()
      await keyring.close()
      await vault.lock()
    },
  }
}

interface Once<Value> {
  readonly read: () => Promise<Result<Value, OpenKeyringFailure>>
  readonly close: () => Promise<void>
}

function openOnce<Value extends { readonly close: () => Promise<void> }>(
  open: () => Promise<Result<Value, OpenKeyringFailure>>,
): Once<Value> {
  let opening: Promise<Result<Value, OpenKeyringFailure>> | undefined
  return {
    read: async () => {
      opening ??= open()
      const opened = await opening
      if (!opened.ok) opening = undefined
      return opened
    },
    close: async () => {
      const opened = await opening
      if (opened?.ok === true) await opened.value.close()
    },
  }
}

/** `http://host:port` → `ws://host:port/v1/sync`. */
function socketUrl(relay: string): string {
  const url = new URL(paths.sync, relay)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
