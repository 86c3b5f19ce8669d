import { createHash } from 'node:crypto'
import path from 'node:path'
import { orThrow } from '../../../../core/base/defect.ts'
import { deviceId, userId } from '../../../../core/protocol/ids.ts'
import type { GuardDeps } from '../../../../main/vault/guard.ts'
import type { Vault } from '../../../../main/vault/held-vault.ts'
import { leastCost } from '../../../../main/vault/passphrase.ts'
import { createVault } from '../../../../main/vault/vault.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

export const sign = Uint8Array.from({ length: 32 }, (_, index) => index + 1)
export const account = {
  user: userId('1'.repeat(32)),
  /** Of `sign`. */
  device: deviceId('65b60673d6ed884bf01c2c222d82ada0'),
  username: 'ada',
  displayName: 'Ada Lovelace',
  relay: 'http://127.0.0.1:8787',
}
export const passphrase = 'correct horse battery'
export const refreshToken = 'a-refresh-token-that-nobody-may-read'

export interface VaultKit {
  readonly file: string
  readonly deps: GuardDeps
  readonly vault: Vault
}

export async function setupVault(
  changes: Partial<GuardDeps> = {},
  opening: { passphrase: string | undefined } = { passphrase },
): Promise<VaultKit> {
  const file = path.join(temporaryFolder(), 'accounts', 'ada', 'vault')
  const deps: GuardDeps = { random: createSeededRandom(3), cost: leastCost, protector: undefined, ...changes }
  const vault = orThrow(await createVault(deps, file, account, { ...opening, refreshToken, sign }))
  return { file, deps, vault }
}

const copy = (bytes: Uint8Array | undefined): Uint8Array | undefined => bytes && Uint8Array.from(bytes)

/** All that a vault holds, as copies. */
export const contentsOf = (vault: Vault): Record<string, unknown> => ({
  account: vault.account(),
  storeKey: copy(vault.storeKey()),
  journalKey: copy(vault.journalKey()),
  keyringKey: copy(vault.keyringKey()),
  sign: copy(vault.signSeed()),
  identity: copy(vault.identitySeed()),
  leaves: vault.leaves().map((leaf) => ({ ...leaf, secret: copy(leaf.secret) })),
  recovery: copy(vault.recoveryCode()),
  settings: vault.settings(),
  refreshToken: vault.refreshToken(),
})

export function withSum(file: Buffer): Buffer {
  const all = file.subarray(0, -32)
  return Buffer.concat([all, createHash('sha256').update(all).digest()])
}
