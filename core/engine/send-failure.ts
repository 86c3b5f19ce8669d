import type { FileFailure } from '../bridge/files-contract.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { OutboxFailure } from '../storage/outbox.ts'

/** Why nothing was written. */
export type SendFailure =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'unknown-message' }
  | { readonly kind: 'not-yours' }
  /** One of the files cannot be sent; nothing was written. */
  | { readonly kind: 'file'; readonly failure: FileFailure }
  /** The newest messages are not on this device yet and the relay is out of reach. */
  | { readonly kind: 'not-ready' }
  /** It could not be made durable; nothing was written and the text is still the person's. */
  | { readonly kind: 'outbox'; readonly failure: OutboxFailure }
  | { readonly kind: 'store'; readonly failure: StoreFailure }
