/** The files of accounts on a relay of their own, as main keeps them. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { concatBytes } from '../../core/base/bytes.ts'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import type { FileTransfer, SealedFile } from '../../core/bridge/files-contract.ts'
import { type ConversationId, idToBytes } from '../../core/protocol/ids.ts'
import { openFiles, type Files } from '../../main/files/files.ts'
import { createRelayFiles } from '../../main/files/relay-files.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import { systemRandom } from '../../main/system.ts'
import { systemClock } from '../../sync-server/system.ts'
import { createFileClient, type FileClient } from './file-client.ts'
import { foundWorkspace, joinWorkspace, makeChannel, signUp, type TestAccount } from './relay-accounts.ts'
import { startTestRelay, type TestRelay } from './relay.ts'
import { createSeededRandom } from './seeded-random.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const random = createSeededRandom(21)

interface OpenedFiles {
  readonly files: Files
  readonly folder: string
  readonly told: () => ReadonlyArray<FileTransfer>
}

interface OpeningFiles {
  readonly folder?: string
  readonly fetch?: Fetch
  /** What the journal has. */
  readonly entries?: ReadonlyArray<{ readonly bytes: Uint8Array }> | 'unreadable'
  readonly keptBytes?: number
}

interface FilesWorld {
  readonly relay: TestRelay
  readonly ada: TestAccount
  readonly bob: TestAccount
  readonly channel: ConversationId
  readonly open: (account: TestAccount, opening?: OpeningFiles) => OpenedFiles
  /** As Ada. */
  readonly onRelay: FileClient
}

/** Ada and Bob in one channel. */
export async function setupFiles(env: Readonly<Record<string, string>> = {}): Promise<FilesWorld> {
  const relay = await startTestRelay({ env })
  onTestFinished(() => relay.close())
  const [ada, bob] = [await signUp(relay, 'ada'), await signUp(relay, 'bob')]
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'harbour')
  const open: FilesWorld['open'] = (
    account,
    {
      folder = path.join(temporaryFolder(), 'files'),
      fetch: via = fetch as Fetch,
      entries = [],
      keptBytes = 2 ** 30,
    } = {},
  ) => {
    let told: ReadonlyArray<FileTransfer> = []
    const files = openFiles({
      folder,
      key: new Uint8Array(32).fill(7),
      relay: createRelayFiles({ fetch: via, timeout: 5_000 }, relay.url),
      token: {
        read: async () => ok(account.session.accessToken),
        take: () => undefined,
        drop: () => undefined,
        close: () => undefined,
      },
      clock: systemClock,
      random: systemRandom,
      held: new Map(),
      changed: (transfers) => {
        told = transfers
      },
      keptBytes: () => keptBytes,
      journaled: async () => (entries === 'unreadable' ? undefined : entries),
    })
    onTestFinished(() => files.close())
    return { files, folder, told: () => told }
  }
  return { relay, ada, bob, channel, open, onRelay: createFileClient(relay, ada) }
}

export async function attach(files: Files, channel: ConversationId, bytes: Uint8Array): Promise<SealedFile> {
  const id = orThrow(await files.begin(channel, bytes.length))
  for (let at = 0; at < bytes.length; at += 1_048_576)
    orThrow(await files.write(id, at, bytes.subarray(at, at + 1_048_576)))
  return orThrow(await files.finish(id))
}

/** An entry that holds, among other bytes, the id of the file. */
export const naming = ({ id }: Pick<SealedFile, 'id'>): { readonly bytes: Uint8Array } => ({
  bytes: concatBytes(random.bytes(40), idToBytes(id), random.bytes(40)),
})

export const uploaded = async (files: Files): Promise<void> => {
  await expect.poll(() => files.transfers(), { timeout: 20_000 }).toEqual([])
}

export const recordsIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder).filter((name) => name.endsWith('.record'))
