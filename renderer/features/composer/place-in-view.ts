/** Nearer to the last one it stays, so that not each step of a wheel draws anew. In code units. */
const step = 256

/** About which letter of the text in `layer` is in the middle of what is seen of it. */
export function placeInView(layer: HTMLElement): number {
  const letters = layer.firstChild
  if (!(letters instanceof Text)) return 0
  const { top, height } = layer.getBoundingClientRect()
  const middle = top + height / 2
  const range = document.createRange()
  let [low, high] = [0, letters.length - 1]
  while (low < high) {
    const half = (low + high) >>> 1
    range.setStart(letters, half)
    range.setEnd(letters, half + 1)
    if (range.getBoundingClientRect().bottom < middle) low = half + 1
    else high = half
  }
  return Math.round(low / step) * step
}
