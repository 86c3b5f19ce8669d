/**
 * What the relay remembers. One port, so that the rest knows no database: SQLite is the embedded adapter. Every adapter
 * passes tests/contracts/store-contract.ts.
 *
 * Each method is one transaction. A store that cannot answer (disk full, damaged, away) rejects with `StoreTrouble`:
 * for whoever asked the answer is always "not now", so only the doors of the relay (append, socket, HTTP) catch it.
 */
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { AtRest } from '../at-rest/at-rest.ts'
import type { AccountStore } from './account-store.ts'
import type { AuditStore } from './audit-store.ts'
import type { BotStore } from './bot-store.ts'
import type { ConversationStore } from './conversation-store.ts'
import type { DirectoryStore } from './directory-store.ts'
import type { DocumentStore } from './document-store.ts'
import type { FileStore } from './file-store.ts'
import type { ImportStore } from './import-store.ts'
import type { InvitationStore } from './invitation-store.ts'
import type { KeyStore } from './key-store.ts'
import type { LetterStore } from './letter-store.ts'
import type { LinkStore } from './link-store.ts'
import type { LogStore } from './log-store.ts'
import type { MarkStore } from './mark-store.ts'
import type { PictureStore } from './picture-store.ts'
import type { ProviderStore } from './provider-store.ts'
import type { MessageStore } from './message-store.ts'
import type { ModerationStore } from './moderation-store.ts'
import type { QuotaStore } from './quota-store.ts'
import type { RetentionStore } from './retention-store.ts'
import type { ScanStore } from './scan-store.ts'
import type { IncomingStore, WebhookStore } from './webhook-store.ts'

/** Made once, with the database. */
export interface RelayIdentity {
  /** 16 bytes. Another value tells clients that this relay has forgotten what it once acknowledged. */
  readonly epoch: Uint8Array
  /** The relay's own device, which writes on behalf of users (imports, bots). */
  readonly gatewayDevice: DeviceId
  readonly gatewayUser: UserId
  /** 32 bytes: the secret half of the Ed25519 key that receipts are signed with. Stays in this process. */
  readonly receiptSeed: Uint8Array
}

export interface Store {
  readonly identity: RelayIdentity
  /** Under the keys that it holds. */
  readonly atRest: AtRest
  readonly logs: LogStore
  readonly accounts: AccountStore
  readonly audit: AuditStore
  readonly bots: BotStore
  readonly conversations: ConversationStore
  readonly directory: DirectoryStore
  readonly documents: DocumentStore
  readonly files: FileStore
  readonly imports: ImportStore
  readonly invitations: InvitationStore
  readonly marks: MarkStore
  readonly pictures: PictureStore
  readonly providers: ProviderStore
  readonly messages: MessageStore
  readonly moderation: ModerationStore
  readonly quotas: QuotaStore
  readonly retention: RetentionStore
  readonly scans: ScanStore
  readonly keys: KeyStore
  readonly letters: LetterStore
  readonly links: LinkStore
  readonly webhooks: WebhookStore
  readonly incoming: IncomingStore
  /** What was given up leaves the disk: nothing of it stays in a journal of the store (ER3). */
  readonly checkpoint: () => Promise<void>
  /** Rejects if the store cannot be read just now. */
  readonly check: () => Promise<void>
  readonly close: () => Promise<void>
}

export type TroubleKind =
  /** No room to write; reads go on. */
  'full' | 'damaged' | 'failed'

export class StoreTrouble extends Error {
  override readonly name = 'StoreTrouble'
  readonly kind: TroubleKind
  constructor(kind: TroubleKind, cause: unknown) {
    super(`the store is in trouble (${kind})`, { cause })
    this.kind = kind
  }
}
