/** Of the open vault. Part of `contract.ts`. */
interface VaultSettings {
  /** Lock when the system's screen locks. */
  readonly lockWithSystem: boolean
}
/** How the vault stands that is open. */
export interface VaultStanding extends VaultSettings {
  /** It opens with a password, its own or the account's; else by the system's keystore alone. */
  readonly hasPassphrase: boolean
  /** This system says when its screen locks. */
  readonly hearsSystemLock: boolean
}
