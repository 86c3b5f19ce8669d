/** The keys of a constant, as what they are. */
export const typedKeys = <Of extends object>(of: Of): ReadonlyArray<keyof Of> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a constant has no other keys than its type says
  Object.keys(of) as Array<keyof Of>
