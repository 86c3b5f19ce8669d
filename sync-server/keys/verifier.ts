import sodium from 'libsodium-wrappers-sumo'
import type { Verifier } from '../../core/sealed/signed-text.ts'

const keyBytes = 32
const signatureBytes = 64

/** Resolves once libsodium's WebAssembly is there. */
export async function createVerifier(): Promise<Verifier> {
  await sodium.ready
  return {
    verify: (publicKey, message, signature) =>
      publicKey.length === keyBytes &&
      signature.length === signatureBytes &&
      sodium.crypto_sign_verify_detached(signature, message, publicKey),
    isSound: (publicKey) =>
      publicKey.length === keyBytes && sodium.crypto_core_ed25519_is_valid_point(publicKey),
  }
}
