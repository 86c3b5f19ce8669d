import type { Clock } from '../../core/base/clock.ts'
import type { Account } from '../../core/bridge/contract.ts'
import type { Files } from '../files/files.ts'
import { paths } from '../../core/protocol/api.ts'
import type { Journal } from '../journal/journal.ts'
import type { Accounts } from '../vault/accounts.ts'
import type { Vault } from '../vault/vault.ts'
import { type AccessToken, createAccessToken } from './access-token.ts'
import type { RelayApi } from './relay-api.ts'

/** A person's account while its vault is open. */
export interface OpenSession {
  readonly vault: Vault
  readonly journal: Journal
  readonly files: Files
  readonly api: RelayApi
  readonly token: AccessToken
  readonly account: () => Account
  /** Ends what uses the keys, then wipes them. */
  readonly close: () => Promise<void>
}

export interface OpenSessionDeps {
  readonly clock: Clock
  readonly accounts: Pick<Accounts, 'folder'>
  readonly connect: (relay: string) => RelayApi
  readonly openJournal: (accountFolder: string, key: Uint8Array) => Journal
  readonly openFiles: (accountFolder: string, key: Uint8Array, relay: string, token: AccessToken) => Files
}

export function openSession(deps: OpenSessionDeps, vault: Vault): OpenSession {
  const { username, relay } = vault.account()
  const api = deps.connect(relay)
  const journal = deps.openJournal(deps.accounts.folder(username), vault.journalKey())
  const token = createAccessToken({ api, clock: deps.clock, vault })
  const files = deps.openFiles(deps.accounts.folder(username), vault.journalKey(), relay, token)
  return {
    vault,
    journal,
    files,
    api,
    token,
    account: () => {
      const { relay: home, ...account } = vault.account()
      return { ...account, relay: socketUrl(home) }
    },
    close: async () => {
      token.close()
      await files.close()
      await journal.close()
      await vault.lock()
    },
  }
}

/** `http://host:port` → `ws://host:port/v1/sync`. */
function socketUrl(relay: string): string {
  const url = new URL(paths.sync, relay)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
