/** A promise that the test settles. */
export function createPending(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let settle: (() => void) | undefined
  const promise = new Promise<void>((resolve) => (settle = resolve))
  return { promise, resolve: () => settle?.() }
}
