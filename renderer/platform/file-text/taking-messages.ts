/** What the workers that look into files say to the one that asks them: one file at a time. */

/** Comes with the bytes of a file, to which nobody else holds on. */
export type ToTaker = Uint8Array<ArrayBuffer>

export type FromTaker =
  /** What was read since. */
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'end'; readonly isWhole: boolean }
