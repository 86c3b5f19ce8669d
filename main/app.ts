/** What both shells run: one profile, one person, one bridge. All that differs between the shells comes in through deps. */
import { open } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import type { Bridge, BridgeEventName, BridgeEvents, BridgeOutput } from '../core/bridge/contract.ts'
import { createBridge } from './bridge/bridge.ts'
import { openFiles } from './files/files.ts'
import { createRelayFiles } from './files/relay-files.ts'
import { createJournal } from './journal/journal.ts'
import type { JournalDamage } from './journal/journal-file.ts'
import type { Profile } from './profile/profile.ts'
import { deriveKey } from './sealing/sealing.ts'
import { createRelayApi, type Fetch } from './sign-in/relay-api.ts'
import { createSession } from './sign-in/session.ts'
import { createAccounts } from './vault/accounts.ts'
import { productCost } from './vault/passphrase.ts'
import type { SecretProtector } from './vault/secret-protector.ts'

export interface AppDeps {
  readonly profile: Profile
  readonly protector: SecretProtector | undefined
  readonly fetch: Fetch
  /** `http://host:port`, if one was named at the start. */
  readonly relay: string | undefined
  readonly info: BridgeOutput<'app.info'>
  readonly deviceName: string
  readonly openLink: (url: string) => Promise<boolean>
  readonly tell: <Name extends BridgeEventName>(name: Name, event: BridgeEvents[Name]) => void
  /** A line for whoever looks after this machine: no content, no names, no secrets. */
  readonly report: (line: string) => void
  readonly clock: Clock
  readonly random: Random
}

export interface App {
  readonly bridge: Bridge
  /** Where the page's socket may go: `http://host:port`. */
  readonly relay: () => string
  readonly close: () => Promise<void>
}

const defaultRelay = 'http://127.0.0.1:8787'
const requestTimeoutMs = 15_000
/** For half a MiB on a slow line. */
const pieceTimeoutMs = 60_000
const compactJournalFrom = 1_048_576

/** Resolves once the last account is open or locked. */
export async function startApp(deps: AppDeps): Promise<App> {
  const { profile, clock, random, report } = deps
  const session = createSession({
    ...deps,
    accounts: createAccounts({ random, protector: deps.protector, cost: productCost }, profile.folder),
    defaultRelay,
    connect: (relay) => createRelayApi({ fetch: deps.fetch, timeout: requestTimeoutMs }, relay),
    openJournal: (accountFolder, key) =>
      createJournal({
        file: path.join(accountFolder, 'journal'),
        key,
        random,
        openFile: (file) => open(file, 'r+'),
        report: (damage) => report(damageWords(damage)),
        compactFrom: compactJournalFrom,
      }),
    openFiles: (accountFolder, key, relay, token) =>
      openFiles({
        folder: path.join(accountFolder, 'files'),
        key: deriveKey(key, new Uint8Array(), 'tidings/v1/files'),
        relay: createRelayFiles({ fetch: deps.fetch, timeout: pieceTimeoutMs }, relay),
        token,
        clock,
        random,
        changed: (transfers) => deps.tell('files.changed', transfers),
      }),
    clock,
    changed: (state) => deps.tell('session.changed', state),
  })
  await session.start()
  return {
    bridge: createBridge({ session, info: deps.info, openLink: deps.openLink }),
    relay: session.relay,
    close: session.close,
  }
}

function damageWords(damage: JournalDamage): string {
  switch (damage.kind) {
    case 'tail':
      return `The journal ended in a torn write of ${damage.bytes} bytes, which was cut off: nothing was lost.`
    case 'middle':
      return `The journal was damaged: ${damage.bytes} bytes could not be read. What could be read is there; the damaged file is kept as ${damage.copy}.`
  }
}
