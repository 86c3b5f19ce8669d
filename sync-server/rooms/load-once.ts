/** Loads when first asked; everybody else waits for the same. What failed is tried again by whoever asks next. */
export function loadOnce(load: () => Promise<void>): () => Promise<void> {
  let loading: Promise<void> | undefined
  const run = async (): Promise<void> => {
    try {
      await load()
    } catch (error) {
      loading = undefined
      throw error
    }
  }
  return () => (loading ??= run())
}
