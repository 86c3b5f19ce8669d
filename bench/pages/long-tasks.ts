export interface LongTasks {
  /** The longest that the thread did not come round since it was last asked, in milliseconds. */
  readonly longest: () => number
}

/** Two looks at it: what the browser reports (50 ms and more), and how long a message to oneself takes to arrive. */
export function watchLongTasks(): LongTasks {
  let longest = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  }).observe({ entryTypes: ['longtask'] })
  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - intervalMs)
    last = now
  }, intervalMs)
  return {
    longest: () => {
      const found = longest
      longest = 0
      return found
    },
  }
}

const intervalMs = 5
