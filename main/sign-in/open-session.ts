import type { Clock } from '../../core/base/clock.ts'
import type { Account } from '../../core/bridge/contract.ts'
import { paths } from '../../core/protocol/api.ts'
import type { Result } from '../../core/base/result.ts'
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
  /** Opened when it is first asked for, and again after a failure. Not to be asked for any more once closed. */
  readonly keyring: () => Promise<Result<Keyring, OpenKeyringFailure>>
  readonly api: RelayApi
  readonly token: AccessToken
  readonly account: () => Account
  /** Ends what uses the keys, then wipes them. */
  readonly close: () => Promise<void>
}

export interface OpenSessionDeps {
  readonly clock: Clock
  readonly accounts: Pick<Accounts, 'folder' | 'hasKeystore'>
  readonly connect: (relay: string) => RelayApi
  readonly openJournal: (accountFolder: string, key: Uint8Array) => Journal
  readonly openKeyring: (
    accountFolder: string,
    key: Uint8Array,
  ) => Promise<Result<Keyring, OpenKeyringFailure>>
}

export function openSession(deps: OpenSessionDeps, vault: Vault): OpenSession {
  const { username, relay } = vault.account()
  const api = deps.connect(relay)
  const folder = deps.accounts.folder(username)
  const journal = deps.openJournal(folder, vault.journalKey())
  const keyring = openOnce(() => deps.openKeyring(folder, vault.keyringKey()))
  const token = createAccessToken({ api, clock: deps.clock, vault })
  return {
    vault,
    journal,
    keyring: keyring.read,
    api,
    token,
    account: () => {
      const { relay: home, ...account } = vault.account()
      return { ...account, relay: socketUrl(home) }
    },
    close: async () => {
      token.close()
      await journal.close()
      await keyring.close()
      await vault.lock()
    },
  }
}

function openOnce(open: () => Promise<Result<Keyring, OpenKeyringFailure>>): {
  readonly read: OpenSession['keyring']
  readonly close: () => Promise<void>
} {
  let opening: ReturnType<OpenSession['keyring']> | undefined
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
