/** Of the pages of one profile, only one may run the engine: two would write the same sub-logs. */
export interface SolePage {
  /**
   * Resolves to a claim, or to undefined if another page holds it and `mode` is `if-free`. With `take-over` the other
   * page is asked to let go; one that does not answer within four seconds loses it. `lost` runs on the page that has
   * to let go; the next one goes ahead once it resolves.
   */
  readonly claim: (name: string, mode: ClaimMode, lost: () => Promise<void>) => Promise<Claim | undefined>
}

export type ClaimMode = 'if-free' | 'take-over'

export interface Claim {
  readonly release: () => void
}

const patience = 4_000

export const createSolePage = (locks: LockManager): SolePage => ({
  claim: async (name, mode, lost) => {
    const channel = new BroadcastChannel(name)
    const held = await acquire(locks, name, mode, channel, lost)
    if (held === undefined) {
      channel.close()
      return undefined
    }
    const release = (): void => {
      channel.close()
      held()
    }
    channel.addEventListener('message', () => {
      channel.close()
      void lost().finally(held)
    })
    return { release }
  },
})

type Release = () => void

async function acquire(
  locks: LockManager,
  name: string,
  mode: ClaimMode,
  channel: BroadcastChannel,
  lost: () => Promise<void>,
): Promise<Release | undefined> {
  if (mode === 'if-free') return hold(locks, name, { ifAvailable: true }, lost)
  channel.postMessage('let go')
  const released = await hold(locks, name, { signal: AbortSignal.timeout(patience) }, lost)
  return released ?? hold(locks, name, { steal: true }, lost)
}

/** Resolves once the lock is held, or to undefined if it is not to be had. */
function hold(
  locks: LockManager,
  name: string,
  options: LockOptions,
  lost: () => Promise<void>,
): Promise<Release | undefined> {
  return new Promise((resolve) => {
    let held = false
    locks
      .request(name, options, (lock) => {
        if (lock === null) return resolve(undefined)
        held = true
        return new Promise<void>((release) => resolve(() => release()))
      })
      .catch(() => {
        // Rejects when waiting was cut short, and when a lock that was held is stolen.
        if (held) void lost()
        else resolve(undefined)
      })
  })
}
