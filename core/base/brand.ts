declare const brand: unique symbol

/** A type that the compiler keeps apart from its base. Each brand is minted by one function, in one file. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }
