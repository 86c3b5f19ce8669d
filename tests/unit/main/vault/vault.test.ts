import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sodium from 'libsodium-wrappers-sumo'
import { describe, expect, test } from 'vitest'
import { Defect, orThrow } from '../../../../core/base/defect.ts'
import { recoveryKeyOf } from '../../../../main/vault/recovery-key.ts'
import { leastCost, stretchPassphrase } from '../../../../main/vault/passphrase.ts'
import { createVault, openVault, readVaultLabel, recoverVault } from '../../../../main/vault/vault.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createMemoryProtector } from './memory-protector.ts'
import { account, contentsOf, passphrase, refreshToken, setupVault, sign, withSum } from './vault-kit.ts'

describe('vault', () => {
  test('a passphrase is stretched as libsodium does it, which is not what we use', async () => {
    await sodium.ready
    const salt = new Uint8Array(16).fill(1)
    const ours = await stretchPassphrase('pa\u0301ss', salt, leastCost)
    const { crypto_pwhash, crypto_pwhash_ALG_ARGON2ID13 } = sodium
    const theirs = crypto_pwhash(
      32,
      'p\u00e1ss',
      salt,
      leastCost.passes,
      leastCost.memoryKiB * 1024,
      crypto_pwhash_ALG_ARGON2ID13,
    )
    expect(Buffer.from(ours).equals(theirs)).toBe(true)
  })

  test('[VT1] a cost below the floor is a defect', async () => {
    const cheap = { memoryKiB: leastCost.memoryKiB - 1, passes: 3 }
    await expect(stretchPassphrase('x', new Uint8Array(16), cheap)).rejects.toThrow(Defect)
  })

  test.each([
    ['a passphrase', undefined, passphrase, true],
    ['the keystore', createMemoryProtector(), undefined, false],
    ['both', createMemoryProtector(), passphrase, true],
  ])('[VT1] opened by %s: what was put in comes out', async (_, protector, opensWith, needsPassphrase) => {
    const { file, deps, vault } = await setupVault({ protector }, { passphrase: opensWith })
    const before = contentsOf(vault)
    expect(before).toMatchObject({ account, refreshToken })
    expect(before.storeKey).not.toEqual(before.journalKey)
    await vault.lock()
    expect(orThrow(await readVaultLabel(file))).toEqual({
      account,
      needsPassphrase,
      isRecoverable: true,
    })
    const again = orThrow(await openVault(deps, file, opensWith))
    expect(contentsOf(again)).toEqual(before)
    expect(again.needsPassphrase()).toBe(needsPassphrase)
  })

  test('[VT1] with both, neither alone is enough', async () => {
    const protector = createMemoryProtector()
    const { file, deps } = await setupVault({ protector })
    const wrong = { failure: { kind: 'wrong-passphrase' } }
    expect(await openVault(deps, file, 'another passphrase')).toMatchObject(wrong)
    expect(await openVault(deps, file, undefined)).toMatchObject(wrong)
    protector.close()
    expect(await openVault(deps, file, passphrase)).toMatchObject({ failure: { kind: 'keystore' } })
    expect(await openVault({ ...deps, protector: undefined }, file, passphrase)).toMatchObject({
      failure: { kind: 'keystore' },
    })
  })

  test('[VT1] a vault that nothing guards is a defect', async () => {
    await expect(setupVault({}, { passphrase: undefined })).rejects.toThrow(Defect)
  })

  test('the file shows nothing of what it keeps', async () => {
    const { file, vault } = await setupVault()
    const bytes = await readFile(file)
    for (const secret of [
      vault.storeKey(),
      vault.keyringKey(),
      sign,
      vault.recoveryCode() ?? new Uint8Array(),
      Buffer.from(refreshToken),
      Buffer.from(passphrase),
    ]) {
      expect(bytes.includes(Buffer.from(secret))).toBe(false)
    }
  })

  test('changes are on disk once resolved, one after another, and the passphrase still opens it', async () => {
    const { file, deps, vault } = await setupVault()
    const tokens = Array.from({ length: 5 }, (_, index) => `token ${index}`)
    await Promise.all([
      ...tokens.map((token) => vault.setRefreshToken(token)),
      vault.setAccount({ relay: 'https://relay.example', displayName: 'Ada' }),
    ])
    const again = orThrow(await openVault(deps, file, passphrase))
    expect(again.refreshToken()).toBe('token 4')
    expect(again.account()).toEqual({ ...account, relay: 'https://relay.example', displayName: 'Ada' })
    await again.setRefreshToken(undefined)
    expect(orThrow(await openVault(deps, file, passphrase)).refreshToken()).toBeUndefined()
    expect(await readdir(path.dirname(file))).toEqual(['vault'])
  })

  test('a new passphrase takes the place of the old one and keeps the keys', async () => {
    const { file, deps, vault } = await setupVault()
    const before = contentsOf(vault)
    orThrow(await vault.setPassphrase('another passphrase', 'account'))
    expect(await openVault(deps, file, passphrase)).toMatchObject({ failure: { kind: 'wrong-passphrase' } })
    expect(contentsOf(orThrow(await openVault(deps, file, 'another passphrase')))).toEqual(before)
  })

  test('[VT4] a changed byte anywhere is damage, never a wrong passphrase, and the file is left alone', async () => {
    const { file, deps } = await setupVault()
    const whole = await readFile(file)
    for (let at = 0; at < whole.length; at++) {
      const spoilt = Buffer.from(whole)
      spoilt.writeUInt8((spoilt[at] ?? 0) ^ 1, at)
      await writeFile(file, spoilt)
      expect(await openVault(deps, file, passphrase)).toMatchObject({ failure: { kind: 'damaged' } })
    }
    for (const length of [0, 8, 40, whole.length - 1]) {
      await writeFile(file, whole.subarray(0, length))
      expect(await openVault(deps, file, passphrase)).toMatchObject({ failure: { kind: 'damaged' } })
      const overwrite = await createVault(deps, file, account, { passphrase, refreshToken, sign })
      expect(overwrite).toMatchObject({ failure: { kind: 'damaged' } })
      expect((await readFile(file)).length).toBe(length)
    }
  })

  test('[VT3] a changed header with a right sum opens nothing, by no way', async () => {
    const { file, deps, vault } = await setupVault()
    const key = recoveryKeyOf(vault.recoveryCode() ?? new Uint8Array())
    const forged = Buffer.from(await readFile(file))
    forged.write('http://127.0.0.1:6666', forged.indexOf(account.relay))
    await writeFile(file, withSum(forged))
    expect(orThrow(await readVaultLabel(file)).account.relay).toBe('http://127.0.0.1:6666')
    const damaged = { failure: { kind: 'damaged' } }
    expect(await openVault(deps, file, passphrase)).toMatchObject(damaged)
    expect(await recoverVault(deps, file, key, 'another passphrase')).toMatchObject(damaged)
    expect((await readFile(file)).equals(withSum(forged))).toBe(true)
  })

  test('[VT3] the parameters of the passphrase are part of what it opens', async () => {
    const { file, deps } = await setupVault()
    const forged = Buffer.from(await readFile(file))
    forged.writeUInt8(2, forged.indexOf('passes') + 6) // two passes would be allowed
    await writeFile(file, withSum(forged))
    expect(await openVault(deps, file, passphrase)).toMatchObject({ failure: { kind: 'wrong-passphrase' } })
  })

  test('[VT4] a file of a later version is not touched', async () => {
    const { file, deps } = await setupVault()
    const later = Buffer.from(await readFile(file))
    later.writeUInt8(3, 8)
    await writeFile(file, withSum(later))
    expect(await openVault(deps, file, passphrase)).toMatchObject({ failure: { kind: 'newer' } })
    const overwrite = await createVault(deps, file, account, { passphrase, refreshToken, sign })
    expect(overwrite).toMatchObject({ failure: { kind: 'newer' } })
  })

  test('[VT4] a vault that is there is never replaced by a new one', async () => {
    const { file, deps, vault } = await setupVault()
    const before = contentsOf(vault)
    expect(await createVault(deps, file, account, { passphrase, refreshToken, sign })).toMatchObject({
      failure: { kind: 'failed', detail: 'EEXIST' },
    })
    expect(contentsOf(orThrow(await openVault(deps, file, passphrase)))).toEqual(before)
  })

  test('[VT7] a write that fails leaves file and memory as they were', async () => {
    const { file, deps, vault } = await setupVault()
    await mkdir(`${file}.new`) // in the way of the next write
    expect(await vault.setRefreshToken('lost')).toEqual({
      ok: false,
      failure: { kind: 'failed', detail: 'EISDIR' },
    })
    expect(vault.refreshToken()).toBe(refreshToken)
    expect(orThrow(await openVault(deps, file, passphrase)).refreshToken()).toBe(refreshToken)
  })

  test('what the keystore calls stale is protected anew', async () => {
    const protector = createMemoryProtector()
    const { file, deps } = await setupVault({ protector }, { passphrase: undefined })
    const before = await readFile(file)
    protector.changeKey()
    orThrow(await openVault(deps, file, undefined))
    const after = await readFile(file)
    expect(after.equals(before)).toBe(false)
    orThrow(await openVault(deps, file, undefined))
    expect((await readFile(file)).equals(after)).toBe(true)
  })

  test('no file is `missing`', async () => {
    const { deps } = await setupVault()
    expect(await openVault(deps, path.join(temporaryFolder(), 'vault'), passphrase)).toMatchObject({
      failure: { kind: 'missing' },
    })
  })
})
