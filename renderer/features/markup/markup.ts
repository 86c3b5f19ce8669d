/** What a message says, as a tree: made of CommonMark by `readMarkup`, shown by `MarkupView`. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly parts: ReadonlyArray<Inline> }
  /** `url` is http or https and names a host and no user. */
  | { readonly kind: 'link'; readonly url: string; readonly parts: ReadonlyArray<Inline> }

export interface Cell {
  readonly align: 'start' | 'center' | 'end'
  readonly parts: ReadonlyArray<Inline>
}

export type Block =
  | { readonly kind: 'paragraph'; readonly parts: ReadonlyArray<Inline> }
  | { readonly kind: 'heading'; readonly level: number; readonly parts: ReadonlyArray<Inline> }
  /** `language` as it was written behind the fence, in lower case; empty if nothing was. */
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: ReadonlyArray<Block> }
  /** `start` is the number of the first item; undefined where items have bullets. */
  | {
      readonly kind: 'list'
      readonly start: number | undefined
      readonly items: ReadonlyArray<ReadonlyArray<Block>>
    }
  | { readonly kind: 'table'; readonly rows: ReadonlyArray<ReadonlyArray<Cell>> }
  | { readonly kind: 'rule' }
  /** The text as it was written: to be shown as markup it would take too much. */
  | { readonly kind: 'plain'; readonly text: string }

export type Markup = ReadonlyArray<Block>
