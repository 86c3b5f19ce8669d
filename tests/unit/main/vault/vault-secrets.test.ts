import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { Defect, orThrow } from '../../../../core/base/defect.ts'
import type { VaultSecrets } from '../../../../main/vault/held-vault.ts'
import { recoveryKeyOf } from '../../../../main/vault/recovery-key.ts'
import { openVault, readVaultLabel, recoverVault } from '../../../../main/vault/vault.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { createMemoryProtector } from './memory-protector.ts'
import {
  account,
  contentsOf,
  passphrase,
  refreshToken,
  setupVault,
  sign,
  type VaultKit,
} from './vault-kit.ts'
import { versionOne } from './version-one.ts'

const identity = new Uint8Array(32).fill(0x77)
const leaf = (generation: number) => ({
  generation,
  secret: new Uint8Array(32).fill(generation + 1),
  from: 1_000 + generation,
  until: 2_000 + generation,
})
const nextPassphrase = 'another passphrase'
const wrong = { ok: false, failure: { kind: 'wrong-passphrase' } }

/** The key of the code that a vault waits to see written down. */
const waitingKey = (vault: Pick<VaultSecrets, 'recoveryCode'>): Uint8Array =>
  recoveryKeyOf(vault.recoveryCode() ?? new Uint8Array())

const isWiped = (secret: Uint8Array | undefined): boolean => secret?.every((byte) => byte === 0) === true

describe('what a vault holds', () => {
  test('identity, leaves and settings come back as they were put in', async () => {
    const { file, deps, vault } = await setupVault()
    orThrow(await vault.setIdentity(identity))
    orThrow(await vault.setLeaves([leaf(0), leaf(1)]))
    orThrow(await vault.setSettings({ lockWithSystem: true }))
    const again = contentsOf(orThrow(await openVault(deps, file, passphrase)))
    expect(again).toEqual(contentsOf(vault))
    const settings = { lockWithSystem: true }
    expect(again).toMatchObject({ identity, leaves: [leaf(0), leaf(1)], settings, sign })
  })

  test('[VT8] the device is the hash of its key; one that is not gives out no seed', async () => {
    const { vault } = await setupVault()
    expect(vault.account().device).toBe(account.device)
    expect(vault.signSeed()).toEqual(sign)
    const old = await setupVersionOne()
    expect(orThrow(await openVault(old.deps, old.file, passphrase)).signSeed()).toBeUndefined()
  })

  test('[VT10] locking wipes every key, and nothing comes out any more', async () => {
    const { vault } = await setupVault()
    orThrow(await vault.setIdentity(identity))
    orThrow(await vault.setLeaves([leaf(0)]))
    const held = [
      vault.storeKey(),
      vault.journalKey(),
      vault.keyringKey(),
      vault.signSeed(),
      vault.identitySeed(),
      vault.recoveryCode(),
      ...vault.leaves().map(({ secret }) => secret),
    ]
    expect(held.some(isWiped)).toBe(false)
    await vault.lock()
    expect(held.every(isWiped)).toBe(true)
    expect(vault.refreshToken()).toBeUndefined()
    for (const read of [
      vault.storeKey,
      vault.signSeed,
      vault.identitySeed,
      vault.leaves,
      vault.recoveryCode,
    ]) {
      expect(read).toThrow(Defect)
    }
    expect(() => vault.setRefreshToken('x')).toThrow(Defect)
  })

  test('[VT10] a key that a change takes away is wiped, and one that a failed change brought', async () => {
    const { file, vault } = await setupVault()
    orThrow(await vault.setLeaves([leaf(0), leaf(1)]))
    const [gone] = vault.leaves()
    orThrow(await vault.setLeaves([leaf(1)]))
    expect(isWiped(gone?.secret)).toBe(true)
    orThrow(await vault.setIdentity(identity))
    const before = vault.identitySeed()
    await mkdir(`${file}.new`) // in the way of the next write
    expect(await vault.setIdentity(undefined)).toMatchObject({ failure: { kind: 'failed' } })
    expect(vault.identitySeed()).toBe(before)
    expect(vault.identitySeed()).toEqual(identity)
  })

  test('[VT7] a crash at any byte of a write leaves the vault as it was', async () => {
    const { file, deps, vault } = await setupVault({ protector: createMemoryProtector() }, noPassphrase)
    const [before, old] = [contentsOf(vault), await readFile(file)]
    orThrow(await vault.setLeaves([leaf(3)]))
    const next = await readFile(file)
    await writeFile(file, old)
    for (let length = 0; length <= next.length; length++) {
      await writeFile(`${file}.new`, next.subarray(0, length)) // as far as it came
      const again = orThrow(await openVault(deps, file, undefined))
      expect(contentsOf(again)).toEqual(before)
      await again.lock()
    }
    await rm(`${file}.new`)
  })
})

const noPassphrase = { passphrase: undefined }

describe('recovery', () => {
  test('[VT2] the code of a new vault opens it, without passphrase and without keystore', async () => {
    for (const protector of [undefined, createMemoryProtector()]) {
      const { file, deps, vault } = await setupVault({ protector })
      const [key, before] = [waitingKey(vault), contentsOf(vault)]
      const elsewhere = { ...deps, protector: undefined }
      const again = orThrow(await recoverVault(elsewhere, file, key, nextPassphrase))
      expect(contentsOf(again)).toEqual(before)
      expect(again.followsAccount()).toBe(false)
      expect(await openVault(elsewhere, file, passphrase)).toEqual(wrong)
      expect(contentsOf(orThrow(await openVault(elsewhere, file, nextPassphrase)))).toEqual(before)
    }
  })

  test('[VT2] another code opens nothing and changes nothing', async () => {
    const { file, deps } = await setupVault()
    const before = await readFile(file)
    const failure = await recoverVault(deps, file, new Uint8Array(32).fill(1), nextPassphrase)
    expect(failure).toEqual({ ok: false, failure: { kind: 'wrong-code' } })
    expect((await readFile(file)).equals(before)).toBe(true)
    orThrow(await openVault(deps, file, passphrase))
  })

  test('[VT5] asks for a passphrase where nothing else would guard, or where there was one', async () => {
    const needed = { ok: false, failure: { kind: 'passphrase-needed' } }
    const both = await setupVault({ protector: createMemoryProtector() })
    expect(await recoverVault(both.deps, both.file, waitingKey(both.vault), undefined)).toEqual(needed)
    const alone = await setupVault({ protector: createMemoryProtector() }, noPassphrase)
    const gone = { ...alone.deps, protector: undefined }
    expect(await recoverVault(gone, alone.file, waitingKey(alone.vault), undefined)).toEqual(needed)
  })

  test('[VT5] another keystore takes over, and the next start needs no code', async () => {
    const { file, deps, vault } = await setupVault({ protector: createMemoryProtector() }, noPassphrase)
    const before = contentsOf(vault)
    const now = { ...deps, protector: createMemoryProtector() }
    await now.protector.protect(new Uint8Array(32)) // so that the names of the two differ
    orThrow(await recoverVault(now, file, waitingKey(vault), undefined))
    expect(contentsOf(orThrow(await openVault(now, file, undefined)))).toEqual(before)
  })

  test('[VT5] a keystore that does not answer keeps nobody out, and guards on once it does', async () => {
    const protector = createMemoryProtector()
    const { file, deps, vault } = await setupVault({ protector }, noPassphrase)
    const key = waitingKey(vault)
    const shut = createMemoryProtector()
    shut.close()
    orThrow(await recoverVault({ ...deps, protector: shut }, file, key, undefined))
    orThrow(await openVault(deps, file, undefined))
    orThrow(await recoverVault({ ...deps, protector: shut }, file, key, nextPassphrase))
    expect(orThrow(await readVaultLabel(file)).needsPassphrase).toBe(true)
    orThrow(await openVault({ ...deps, protector: undefined }, file, nextPassphrase))
  })

  test('[VT9] a confirmed code is in the vault no more, and opens it still', async () => {
    const { file, deps, vault } = await setupVault()
    const [code, key] = [vault.recoveryCode(), waitingKey(vault)]
    orThrow(await vault.confirmRecovery())
    expect(vault.recoveryCode()).toBeUndefined()
    expect(isWiped(code)).toBe(true)
    expect(orThrow(await openVault(deps, file, passphrase)).recoveryCode()).toBeUndefined()
    orThrow(await vault.confirmRecovery()) // another window was first
    orThrow(await recoverVault(deps, file, key, nextPassphrase))
  })

  test('[VT9] a newer code counts once it is confirmed, and from then on it alone', async () => {
    const { file, deps, vault } = await setupVault()
    const first = waitingKey(vault)
    orThrow(await vault.confirmRecovery())
    orThrow(await vault.renewRecovery())
    const second = waitingKey(vault)
    const refused = { ok: false, failure: { kind: 'wrong-code' } }
    expect(await recoverVault(deps, file, second, nextPassphrase)).toEqual(refused)
    orThrow(await openVault(deps, file, passphrase))
    orThrow(await vault.confirmRecovery())
    expect(await recoverVault(deps, file, first, nextPassphrase)).toEqual(refused)
    orThrow(await recoverVault(deps, file, second, nextPassphrase))
  })

  test('[VT9] a code that was written down elsewhere opens it once it is taken over, and it alone', async () => {
    const { file, deps, vault } = await setupVault()
    const own = waitingKey(vault)
    const elsewhere = new Uint8Array(20).fill(0x5a)
    orThrow(await vault.adoptRecovery(elsewhere))
    expect(elsewhere).toEqual(new Uint8Array(20).fill(0x5a)) // the asker's own copy stays theirs
    expect(vault.recoveryCode()).toBeUndefined()
    expect(await recoverVault(deps, file, own, nextPassphrase)).toMatchObject({
      failure: { kind: 'wrong-code' },
    })
    const again = orThrow(await recoverVault(deps, file, recoveryKeyOf(elsewhere), nextPassphrase))
    expect(contentsOf(again)).toEqual(contentsOf(vault))
  })

  test('[VT9] a disk that does not take a code over leaves the one before', async () => {
    const { file, deps, vault } = await setupVault()
    const own = waitingKey(vault)
    await mkdir(`${file}.new`)
    expect(await vault.adoptRecovery(new Uint8Array(20))).toMatchObject({ failure: { kind: 'failed' } })
    expect(waitingKey(vault)).toEqual(own)
    await rm(`${file}.new`, { recursive: true })
    orThrow(await recoverVault(deps, file, own, nextPassphrase))
  })
})

async function setupVersionOne(): Promise<Omit<VaultKit, 'vault'>> {
  const { file, deps, vault } = await setupVault()
  await vault.lock()
  await writeFile(file, versionOne.file)
  return { file, deps: { ...deps, random: createSeededRandom(99) } }
}

describe('a vault of version 1', () => {
  test('[VT6] opens as before, keeps its keys, and is one of today from then on', async () => {
    const { file, deps } = await setupVersionOne()
    const label = orThrow(await readVaultLabel(file))
    expect(label).toMatchObject({ needsPassphrase: true, isRecoverable: false })
    expect(await openVault(deps, file, nextPassphrase)).toEqual(wrong)
    expect((await readFile(file)).equals(versionOne.file)).toBe(true)
    const vault = orThrow(await openVault(deps, file, passphrase))
    const { storeKey, journalKey } = versionOne
    expect(contentsOf(vault)).toMatchObject({ account: label.account, storeKey, journalKey, refreshToken })
    expect(vault.followsAccount()).toBe(true)
    const [key, before] = [waitingKey(vault), contentsOf(vault)]
    expect(orThrow(await readVaultLabel(file)).isRecoverable).toBe(true)
    expect(contentsOf(orThrow(await openVault(deps, file, passphrase)))).toEqual(before)
    expect(contentsOf(orThrow(await recoverVault(deps, file, key, nextPassphrase)))).toEqual(before)
  })

  test('[VT6] does not open before it could be brought forward: keys that are used are on disk', async () => {
    const { file, deps } = await setupVersionOne()
    await mkdir(`${file}.new`)
    expect(await openVault(deps, file, passphrase)).toMatchObject({ failure: { kind: 'failed' } })
    expect((await readFile(file)).equals(versionOne.file)).toBe(true)
    await rm(`${file}.new`, { recursive: true })
    orThrow(await openVault(deps, file, passphrase))
  })
})
