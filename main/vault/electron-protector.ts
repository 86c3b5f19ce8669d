import { safeStorage } from 'electron'
import { fail, ok } from '../../core/base/result.ts'
import { describeError } from '../disk/system-error.ts'
import type { SecretProtector } from './secret-protector.ts'

/** The system's keystore by way of Electron; undefined where there is none that deserves the name. */
export async function createElectronProtector(): Promise<SecretProtector | undefined> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined
  // Without a keyring Chromium obscures with a key that is the same everywhere, and calls that available.
  if (process.platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend()
    if (backend === 'basic_text' || backend === 'unknown') return undefined
  }
  return {
    protect: async (secret) => {
      try {
        return ok(await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')))
      } catch (error) {
        return fail({ kind: 'keystore', detail: describeError(error) })
      }
    },
    unprotect: async (guarded) => {
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(guarded))
        return ok({ secret: new Uint8Array(Buffer.from(result, 'base64')), stale: shouldReEncrypt })
      } catch (error) {
        return fail({ kind: 'keystore', detail: describeError(error) })
      }
    },
  }
}
