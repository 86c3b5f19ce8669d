/**
 * What Chromium is told of the processes of pages, before the first is made. Names and values of switches.
 *
 * In a page that works without a pause, as in a long scroll, V8 lets the space for young objects grow to 50 MB and collects old ones,
 * and with them the elements of rows that are gone, the later for it. Halves of 4 MiB at most are bounded by it (decision 0135 has
 * the figures, and what is not known).
 */
export const pageSwitches: ReadonlyArray<readonly [name: string, value: string]> = [
  ['js-flags', '--max-semi-space-size=4'],
]
