import { type Cell, createCell } from '../../../core/base/readable.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'

/** What the text in the composer will become. */
export type ComposerMode =
  /**
   * `text` comes back into the box: it was sent and given up, or the message whose new text it was to be is gone. `isLeftOver`: that
   * it is so has to be said.
   */
  | { readonly kind: 'new'; readonly text?: string; readonly isLeftOver?: true }
  | { readonly kind: 'reply'; readonly to: ShownMessage }
  /** `typed` is the new text, as far as it has come. */
  | { readonly kind: 'edit'; readonly message: ShownMessage; readonly typed: Cell<string> }

export const editing = (message: ShownMessage): ComposerMode => ({
  kind: 'edit',
  message,
  typed: createCell(message.text),
})
