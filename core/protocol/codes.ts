/**
 * Why the relay refuses a request or says goodbye. Each code has one text for people in the renderer and one rule for
 * what the client does (SPEC.md, RC*).
 */

/** What a client does with a refused append: `retry` later by itself, or show it on the message (`tell`). */
export const refuseCodes = {
  /** Not an entry, or not of this conversation kind. */
  malformed: 'tell',
  /** The user may not write here (no longer a member, archived). */
  forbidden: 'tell',
  'unknown-conversation': 'tell',
  /** The validator refused the update. */
  invalid: 'tell',
  /** The sub-log continues elsewhere: a clock was skipped or used twice. */
  clock: 'tell',
  /** The counter was used for another entry: this device's disk is an old copy. */
  counter: 'tell',
  /** The clientID belongs to another device, or nobody has claimed it. */
  claimed: 'tell',
  /** Written under an epoch, or after a list of devices, that is not the newest: read on, seal anew. */
  'stale-epoch': 'retry',
  /** The device is in no list of its user, or may not speak in this epoch. */
  'not-linked': 'tell',
  /** Said by this device alone: the key of a verified member is another one, and nobody has looked at it. */
  'key-changed': 'tell',
  /** Said by this device alone: the organisation that manages it allows no sealed messages. */
  'by-policy': 'tell',
  /** Said by this device alone: the organisation wants everybody's key compared first, and somebody's was not. */
  'not-verified': 'tell',
  /** Too many; `retryAfter` says when. */
  'rate-limited': 'retry',
  /** The relay cannot write just now (disk full, store away). */
  unavailable: 'retry',
} as const satisfies Record<string, 'retry' | 'tell'>
export type RefuseCode = keyof typeof refuseCodes

/** What a client does after goodbye: reconnect, get a fresh token first, or stop and say so. */
export const goodbyeCodes = {
  draining: 'reconnect',
  'too-slow': 'reconnect',
  'protocol-error': 'reconnect',
  'token-expired': 'renew',
  'token-refused': 'renew',
  'device-revoked': 'stop',
  'version-unsupported': 'stop',
  /** The same device connected again; the older socket is closed. */
  replaced: 'stop',
} as const satisfies Record<string, 'reconnect' | 'renew' | 'stop'>
export type GoodbyeCode = keyof typeof goodbyeCodes

export const isRefuseCode = (text: string): text is RefuseCode => Object.hasOwn(refuseCodes, text)
export const isGoodbyeCode = (text: string): text is GoodbyeCode => Object.hasOwn(goodbyeCodes, text)
