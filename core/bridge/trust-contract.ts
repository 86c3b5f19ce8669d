/** The lines of the contract about whose keys are whose, and who can read what. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { conversationIdSchema, userIdSchema } from '../protocol/id-schemas.ts'
import type { ConversationId } from '../protocol/ids.ts'
import { maxEphemeralBytes } from '../protocol/limits.ts'
import type { CompareFailure, ConversationTrust, KeysKnown, SafetyNumber, TrustFailure } from './trust.ts'

const aboutUser = v.strictObject({ user: userIdSchema })
const ephemeralBody = v.pipe(
  v.instance(Uint8Array),
  v.check((value) => value.length <= maxEphemeralBytes, 'too long'),
)

export const trustInputs = {
  /** Who can read it, and how far it is whole. */
  'trust.of': v.strictObject({ conversation: conversationIdSchema }),
  'trust.number': aboutUser,
  /** The content of a square code, or digits with anything between them. */
  'trust.compare': v.strictObject({ user: userIdSchema, text: v.pipe(v.string(), v.maxLength(4096)) }),
  'trust.verify': v.strictObject({ user: userIdSchema, digits: v.pipe(v.string(), v.maxLength(60)) }),
  'trust.unverify': aboutUser,
  'trust.acceptKey': aboutUser,
  'trust.dismissChange': aboutUser,
  /** Tries now to get a device whose keys came with a backup into the list of devices. */
  'trust.enterAgain': v.strictObject({}),
  /** For whom something can be sealed. */
  'people.keys': v.strictObject({ users: v.pipe(v.array(userIdSchema), v.maxLength(65_536)) }),
  'sealed.sealEphemeral': v.strictObject({
    conversation: conversationIdSchema,
    body: ephemeralBody,
  }),
  'sealed.openEphemeral': v.strictObject({
    conversation: conversationIdSchema,
    user: userIdSchema,
    body: ephemeralBody,
  }),
}

export interface TrustOutputs {
  /** Undefined while the keys are out of reach. */
  readonly 'trust.of': ConversationTrust | undefined
  readonly 'trust.number': Result<SafetyNumber, TrustFailure>
  readonly 'trust.compare': Result<boolean, CompareFailure>
  readonly 'trust.verify': Result<void, TrustFailure>
  readonly 'trust.unverify': Result<void, TrustFailure>
  readonly 'trust.acceptKey': Result<void, TrustFailure>
  readonly 'trust.dismissChange': undefined
  /** Once it has been tried: what came of it is in `trust.of`. */
  readonly 'trust.enterAgain': undefined
  /** One for each that was asked for, in their order. */
  readonly 'people.keys': ReadonlyArray<KeysKnown>
  /** Undefined where nothing can be sealed or opened just now: what was to be said is lost. */
  readonly 'sealed.sealEphemeral': Uint8Array | undefined
  readonly 'sealed.openEphemeral': Uint8Array | undefined
}

export interface TrustEvents {
  /** What `trust.of` answers is something else. */
  readonly 'trust.changed': { readonly conversation: ConversationId }
  /** What was refused in it because of somebody's key, or because this device was not linked, may be sent now. */
  readonly 'sealed.unblocked': ConversationId
}
