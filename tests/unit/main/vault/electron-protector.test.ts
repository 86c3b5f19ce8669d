import { describe, expect, test, vi } from 'vitest'
import type * as Shim from '../../../support/electron/shim.ts'
import { pretendPlatform } from '../../../support/pretend-platform.ts'

/** On a system as `change` makes it. */
async function setupProtector(change: Partial<typeof Shim.system>) {
  vi.resetModules()
  const shim: typeof Shim = await import('../../../support/electron/shim.ts')
  vi.doMock('electron', () => ({ ...shim }))
  Object.assign(shim.system, change)
  const { createElectronProtector } = await import('../../../../main/vault/electron-protector.ts')
  return { shim, protector: await createElectronProtector() }
}

describe('the keystore by way of Electron', () => {
  test('gives back what was protected, byte for byte', async () => {
    const { protector } = await setupProtector({ keystore: true })
    const secret = Uint8Array.from({ length: 32 }, (_, index) => index * 8)
    const guarded = await protector?.protect(secret)
    if (guarded?.ok !== true) throw new Error('not protected')
    expect(await protector?.unprotect(guarded.value)).toEqual({ ok: true, value: { secret, stale: false } })
  })

  test('a keystore that fails is a failure, not a crash', async () => {
    const { protector, shim } = await setupProtector({ keystore: true })
    shim.safeStorage.encryptStringAsync = async () => Promise.reject(new Error('locked'))
    shim.safeStorage.decryptStringAsync = async () => Promise.reject(new Error('locked'))
    expect(await protector?.protect(new Uint8Array(32))).toMatchObject({ failure: { kind: 'keystore' } })
    expect(await protector?.unprotect(new Uint8Array(32))).toMatchObject({ failure: { kind: 'keystore' } })
  })

  test('there is none where Electron has none', async () => {
    expect((await setupProtector({ keystore: false })).protector).toBeUndefined()
  })

  test.each(['basic_text', 'unknown'] as const)(
    'there is none on Linux with %s, which hides nothing',
    async (backend) => {
      pretendPlatform('linux')
      expect((await setupProtector({ keystore: true, backend })).protector).toBeUndefined()
      pretendPlatform('darwin')
      expect((await setupProtector({ keystore: true, backend })).protector).toBeDefined()
    },
  )
})
