/**
 * What Chromium is told of the processes of pages, before the first is made. Names and values of switches.
 *
 * In a page that works without a pause, as in a long scroll, V8 lets the space for young objects grow to 50 MB and collects old ones,
 * and with them the elements of rows that are gone, the later for it. With halves of 4 MiB at most a page takes a fifth to a quarter
 * less, for no processor time that could be measured (decision 0135).
 */
export const pageSwitches: ReadonlyArray<readonly [name: string, value: string]> = [
  ['js-flags', '--max-semi-space-size=4'],
]
