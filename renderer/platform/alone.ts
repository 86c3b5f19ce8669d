/** Of several windows one: whether this is the one, until `end` is called. Another follows when it ends, however it ends. */
export function createAlone(
  locks: LockManager,
  name: string,
): { readonly isAlone: () => boolean; readonly end: () => void } {
  const waiting = new AbortController()
  let isHeld = false
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  locks
    .request(name, { signal: waiting.signal }, () => {
      isHeld = true
      return held
    })
    .catch(() => undefined) // called off before it was this one's turn
  return {
    isAlone: () => isHeld,
    end: () => {
      isHeld = false
      waiting.abort()
      release()
    },
  }
}
