/** Small things about this screen (width of a pane, last place) that may be forgotten without harm. */
export interface Remembered {
  readonly read: (key: string) => string | undefined
  readonly write: (key: string, value: string) => void
}

/** As long as the page is there. */
export function forgetful(): Remembered {
  const values = new Map<string, string>()
  return { read: (key) => values.get(key), write: (key, value) => void values.set(key, value) }
}

export const createRemembered = (storage: Storage): Remembered => ({
  read: (key) => {
    try {
      return storage.getItem(key) ?? undefined
    } catch {
      return undefined // storage may be switched off or damaged; the default will do
    }
  },
  write: (key, value) => {
    try {
      storage.setItem(key, value)
    } catch {
      // Full or switched off: the next start falls back to the default.
    }
  },
})

/** What is one account's alone: two accounts of one server may have the same workspaces. */
export const rememberedFor = (remembered: Remembered, account: string): Remembered => ({
  read: (key) => remembered.read(`${account}:${key}`),
  write: (key, value) => remembered.write(`${account}:${key}`, value),
})
