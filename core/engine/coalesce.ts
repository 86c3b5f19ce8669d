/** A call that runs `run` once, at the end of the present turn, however often it is made until then. */
export function coalesce(run: () => void): () => void {
  let isDue = false
  return () => {
    if (isDue) return
    isDue = true
    void Promise.resolve().then(() => {
      isDue = false
      run()
    })
  }
}
