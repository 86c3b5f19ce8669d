/** Resolves once `is` holds, which is looked at after each change. */
export function until(
  source: { readonly listen: (listener: () => void) => () => void },
  is: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!is()) return
      stop()
      resolve()
    }
    const stop = source.listen(look)
    look()
  })
}
