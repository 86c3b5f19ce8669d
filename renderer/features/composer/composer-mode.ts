import type { ShownMessage } from '../../../core/engine/engine.ts'

/** What the text in the composer will become. */
export type ComposerMode =
  /** `text` comes back into the box: it was sent and given up. */
  | { readonly kind: 'new'; readonly text?: string }
  | { readonly kind: 'reply'; readonly to: ShownMessage }
  | { readonly kind: 'edit'; readonly message: ShownMessage }
