/** How work on many things is cut, so that the thread draws and hears keys meanwhile. Rule CR77 in SPEC.md. */

/** Things dealt with between two turns of the thread: some three milliseconds, and ten while the code is cold. */
export const sliceSize = 32

/** Runs over all of `items` in their order, and breathes between two slices. */
export async function inSlices<Item>(
  items: ReadonlyArray<Item>,
  breathe: () => Promise<void>,
  run: (slice: ReadonlyArray<Item>) => void,
): Promise<void> {
  for (let from = 0; from < items.length; from += sliceSize) {
    if (from > 0) await breathe()
    run(items.slice(from, from + sliceSize))
  }
}
