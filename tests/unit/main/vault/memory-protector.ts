import { fail, ok } from '../../../../core/base/result.ts'
import type { SecretProtector } from '../../../../main/vault/secret-protector.ts'

export interface MemoryProtector extends SecretProtector {
  /** The system changes its own key: what is protected still opens, and says that it is stale. */
  readonly changeKey: () => void
  readonly close: () => void
}

/** A keystore that lives as long as the test. */
export function createMemoryProtector(): MemoryProtector {
  const secrets = new Map<string, { readonly secret: Uint8Array; readonly key: number }>()
  let key = 0
  let closed = false
  return {
    protect: async (secret) => {
      if (closed) return fail({ kind: 'keystore', detail: 'closed' })
      const name = `guarded ${secrets.size}`
      secrets.set(name, { secret: Uint8Array.from(secret), key })
      return ok(new TextEncoder().encode(name))
    },
    unprotect: async (guarded) => {
      const found = secrets.get(new TextDecoder().decode(guarded))
      if (closed || found === undefined) return fail({ kind: 'keystore', detail: 'closed' })
      return ok({ secret: Uint8Array.from(found.secret), stale: found.key !== key })
    },
    changeKey: () => {
      key++
    },
    close: () => {
      closed = true
    },
  }
}
