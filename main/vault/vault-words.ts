import type { VaultTrouble } from './held-vault.ts'

/** What to tell a person whose keys cannot be had. */
export function vaultWords(failure: VaultTrouble): string {
  switch (failure.kind) {
    case 'missing':
      return 'This profile has no account of that name. Sign in to set it up here.'
    case 'elsewhere':
      return 'This account is in this window already. Choose it among your accounts.'
    case 'damaged':
      return 'The file with the keys of this account is damaged; it was left as it is. Put its backup back, or use another profile.'
    case 'newer':
      return 'A later version of Tidings wrote this account. Start that version.'
    case 'keystore':
      return 'The keystore of this system did not open. Unlock it (a keyring, the keychain) and try again.'
    case 'failed':
      return `The keys of this account could not be read or written (${failure.detail}). Is the disk full or read-only?`
  }
}
