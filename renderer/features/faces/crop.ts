/** Which square of a picture is taken. */

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Crop {
  /** The middle of the square, as shares of width and height. */
  readonly x: number
  readonly y: number
  /** 1: as large as the picture lets it be. */
  readonly zoom: number
}

export const wholeCrop: Crop = { x: 0.5, y: 0.5, zoom: 1 }
export const maxZoom = 4

/** In pixels of the picture. */
export interface Square {
  readonly left: number
  readonly top: number
  readonly side: number
}

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value))

/** The square in pixels: always inside the picture. */
export function squareOf({ width, height }: Size, { x, y, zoom }: Crop): Square {
  const side = Math.min(width, height) / between(1, zoom, maxZoom)
  return {
    left: between(0, x * width - side / 2, width - side),
    top: between(0, y * height - side / 2, height - side),
    side,
  }
}

/** `right` and `down` as shares of the square. It stops at the edges. */
export function moved(size: Size, crop: Crop, right: number, down: number): Crop {
  const { left, top, side } = squareOf(size, crop)
  const next = {
    ...crop,
    x: (left + side / 2 + right * side) / size.width,
    y: (top + side / 2 + down * side) / size.height,
  }
  const square = squareOf(size, next)
  return { ...next, x: (square.left + side / 2) / size.width, y: (square.top + side / 2) / size.height }
}
