/** The identity that a backup brought, in the keyring until this device is in the list of its account. */
import type { Keyring } from '../keyring/keyring.ts'

export const restoredKey = 'restored-identity'

/** A backup has brought the identity, and this device is about to enter the list by it. */
export const isEntering = (keyring: Pick<Keyring, 'get'>): boolean => keyring.get(restoredKey) !== undefined
