/** A rectangle on the screen, in CSS pixels; a `DOMRect` is one. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** `after` is where reading goes on: the right, and in Arabic the left. */
export type Side = 'below' | 'above' | 'after'
export type Align = 'start' | 'center' | 'end'

interface Size {
  readonly width: number
  readonly height: number
}

interface Wish {
  readonly side: Side
  readonly align: Align
  readonly gap: number
  /** Where one reads from the right. */
  readonly isMirrored?: boolean
}

const margin = 8

/**
 * Where a floating box of `size` goes beside `anchor`: on `side` if it fits there, else on the opposite one; always
 * at least 8 px inside `viewport` if it is smaller than that.
 */
export function placeBeside(
  anchor: Rect,
  size: Size,
  viewport: Size,
  { isMirrored = false, ...wish }: Wish,
): { readonly left: number; readonly top: number } {
  if (!isMirrored) return placeUnmirrored(anchor, size, viewport, wish)
  const { top: at, width, height } = anchor // each by name: a `DOMRect` gives nothing away to a spread
  const mirror = { left: viewport.width - anchor.left - width, top: at, width, height }
  const { left, top } = placeUnmirrored(mirror, size, viewport, wish)
  return { left: viewport.width - left - size.width, top }
}

function placeUnmirrored(
  anchor: Rect,
  size: Size,
  viewport: Size,
  { side, align, gap }: Omit<Wish, 'isMirrored'>,
): { readonly left: number; readonly top: number } {
  if (side === 'after') {
    const left = anchor.left + anchor.width + gap
    const end = anchor.top + anchor.height - size.height
    const top = align === 'end' ? end : anchor.top
    return { left: inside(left, size.width, viewport.width), top: inside(top, size.height, viewport.height) }
  }
  const below = anchor.top + anchor.height + gap
  const above = anchor.top - gap - size.height
  const fitsBelow = below + size.height + margin <= viewport.height
  const fitsAbove = above >= margin
  const goesBelow = side === 'below' ? fitsBelow || !fitsAbove : !fitsAbove && fitsBelow
  const slack = anchor.width - size.width
  const left = anchor.left + (align === 'start' ? 0 : align === 'center' ? slack / 2 : slack)
  return {
    left: inside(left, size.width, viewport.width),
    top: inside(goesBelow ? below : above, size.height, viewport.height),
  }
}

const inside = (start: number, length: number, available: number): number =>
  Math.max(margin, Math.min(start, available - length - margin))
