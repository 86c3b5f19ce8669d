import { deriveKey } from '../sealing/sealing.ts'

/** The key of a vault's recovery wrap, from the 20 bytes of a recovery code: HKDF-SHA256, no salt. */
export const recoveryKeyOf = (code: Uint8Array): Uint8Array =>
  deriveKey(code, new Uint8Array(), 'tidings/v1/vault/recovery\0')
