/** Who can read a sealed conversation, and whether their keys are those of the people they stand for. No key comes this far. */
import type { Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'
import type {
  CompareFailure,
  ConversationTrust,
  SafetyNumber,
  TrustFailure,
} from '../../../core/bridge/trust.ts'
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts'

export interface TrustModel {
  readonly of: (conversation: ConversationId) => Readable<ConversationTrust>
  readonly safetyNumber: (user: UserId) => Promise<Result<SafetyNumber, TrustFailure>>
  /** `text`: the content of a square code, or digits with anything between them. True if it is the same number. */
  readonly compare: (user: UserId, text: string) => Promise<Result<boolean, CompareFailure>>
  /** This person has compared the number of these digits and found it the same. */
  readonly verify: (user: UserId, digits: string) => Promise<Result<void, TrustFailure>>
  readonly unverify: (user: UserId) => Promise<Result<void, TrustFailure>>
  /** Goes on with the new key of a verified person without a comparison; they count as unverified from then on. */
  readonly acceptKey: (user: UserId) => Promise<Result<void, TrustFailure>>
  /** The notice of an unverified person's new key is put away. */
  readonly dismissChange: (user: UserId) => void
  /** A device whose keys came with a backup tries now to get into the list of devices. Resolves once it has been tried. */
  readonly enterAgain: () => Promise<void>
}
