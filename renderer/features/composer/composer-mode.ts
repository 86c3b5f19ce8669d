import type { ShownMessage } from '../../../core/engine/engine.ts'

/** What the text in the composer will become. */
export type ComposerMode =
  | { readonly kind: 'new' }
  | { readonly kind: 'reply'; readonly to: ShownMessage }
  | { readonly kind: 'edit'; readonly message: ShownMessage }
