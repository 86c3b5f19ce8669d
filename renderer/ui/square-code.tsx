import { type JSX, useMemo } from 'react'
import { encodeQR } from 'qr'
import styles from './square-code.module.css'

/** `text` as a QR code. `label` says what it is to those who do not see it. */
export function SquareCode({ text, label }: { readonly text: string; readonly label: string }): JSX.Element {
  const { size, path } = useMemo(
    () => drawSquares(encodeQR(text, 'raw', { ecc: 'medium', border: 4 })),
    [text],
  )
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  )
}

function drawSquares(rows: ReadonlyArray<ReadonlyArray<boolean>>): {
  readonly size: number
  readonly path: string
} {
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size: rows.length, path: squares.join('') }
}
