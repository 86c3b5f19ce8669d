export interface LongTasks {
  /** The longest task since it was last asked, in milliseconds; 0 if none took 50 or more. */
  readonly longest: () => number
  /** The longest that a timer came late: many short tasks in a row count too, though a key press would come between. */
  readonly longestGap: () => number
}

const intervalMs = 5

export function watchLongTasks(): LongTasks {
  let longest = 0
  let longestGap = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  }).observe({ entryTypes: ['longtask'] })
  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    longestGap = Math.max(longestGap, now - last - intervalMs)
    last = now
  }, intervalMs)
  const take = (found: number): number => {
    longest = 0
    return found
  }
  return {
    longest: () => take(longest),
    longestGap: () => {
      const found = longestGap
      longestGap = 0
      return found
    },
  }
}
