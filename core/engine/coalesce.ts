/** A call that runs `run` once, at the end of the present turn or after `first`, however often it is made until then. */
export function coalesce(run: () => void, first = async (): Promise<void> => undefined): () => void {
  let isDue = false
  return () => {
    if (isDue) return
    isDue = true
    void first().then(() => {
      isDue = false
      run()
    })
  }
}
