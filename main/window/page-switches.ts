/**
 * What Chromium is told of the processes of pages, before the first is made. Names and values of switches.
 *
 * In a page that works without a pause, as in a long scroll, V8 lets the space for young objects grow to 50 MB, and its heap together
 * with that of the elements to several times of what is in use before it collects. Halves of 4 MiB at most, and a collection when
 * twice is taken of what was in use after the last one, bound both (decision 0135 has the figures and the price).
 */
export const pageSwitches: ReadonlyArray<readonly [name: string, value: string]> = [
  ['js-flags', '--max-semi-space-size=4 --heap-growing-percent=100'],
]
