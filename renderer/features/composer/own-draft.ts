/**
 * The draft in one box, beside the one that is kept, which comes back later than it was written: from another window that runs the
 * engine, from the disk, from another device. Rule CP8 in ../markup/SPEC.md.
 */
export interface OwnDraft {
  readonly text: () => string
  /** It is on its way to be kept. */
  readonly write: (text: string) => void
  /** Empties the box; what is kept stays as it is. */
  readonly take: () => string
  /** This is kept now. True if the box has to show it: it was written elsewhere, and nothing has been written here since. */
  readonly adopt: (kept: string) => boolean
}

/** Echoes that may be outstanding: the keeper skips those it was told the same of, which must not pile up. */
const maxOutstanding = 64

export function createOwnDraft(kept: string): OwnDraft {
  let shown = kept
  let told = kept
  let last = kept
  let outstanding: ReadonlyArray<string> = []
  return {
    text: () => shown,
    write: (text) => {
      shown = text
      outstanding = [...outstanding, text].slice(-maxOutstanding)
    },
    take: () => {
      const taken = shown
      shown = ''
      told = '' // what another window begins from here on shows, and is not overwritten once this is sent
      return taken
    },
    adopt: (text) => {
      if (text === last) return false
      last = text
      const echo = outstanding.indexOf(text)
      const isUntouched = shown === told
      told = text
      if (echo >= 0) {
        // The box may have been emptied meanwhile because the message is being sent: its own words must not come back.
        outstanding = outstanding.slice(echo + 1)
        return false
      }
      outstanding = []
      if (!isUntouched || shown === text) return false
      shown = text
      return true
    },
  }
}
