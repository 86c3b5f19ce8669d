/** The shape of `English` with other words in it: every key, every place of a list, every argument. */
export type Translated<English> = English extends string
  ? string
  : English extends (...given: infer Given) => infer Said
    ? (...given: Given) => Translated<Said>
    : { readonly [Key in keyof English]: Translated<English[Key]> }
