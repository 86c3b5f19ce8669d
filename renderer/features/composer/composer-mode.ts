import { type Cell, createCell } from '../../../core/base/readable.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'

/** `text` is as it was then: empty if it was begun before the page was there and the message is not loaded. */
export type Answered = Pick<ShownMessage, 'id' | 'author' | 'text' | 'delivery'>
export type Edited = Pick<ShownMessage, 'id' | 'text' | 'mentions' | 'delivery'>

/** What the text in the composer will become. */
export type ComposerMode =
  /**
   * `text` comes back into the box: it was sent and given up, or the message whose new text it was to be is gone. `isLeftOver`: that
   * it is so has to be said.
   */
  { readonly kind: 'new'; readonly text?: string; readonly isLeftOver?: true } | Begun

/** `isBack`: it was begun before the page was there. */
export type Begun = { readonly isBack?: true } & (
  | { readonly kind: 'reply'; readonly to: Answered }
  /** `typed` is the new text, as far as it has come. */
  | { readonly kind: 'edit'; readonly message: Edited; readonly typed: Cell<string> }
)

export const editing = (message: Edited): ComposerMode => ({
  kind: 'edit',
  message,
  typed: createCell(message.text),
})
