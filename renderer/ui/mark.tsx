import type { JSX } from 'react'

/** The sign of Tidings: two waves that reach the shore one after the other. */
export function Mark({ size = 32 }: { readonly size?: number }): JSX.Element {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-text)" strokeWidth="2.6" strokeLinecap="round">
        <path d="M7 13.5c3-4 6-4 9 0s6 4 9 0" />
        <path d="M7 20.5c3-4 6-4 9 0s6 4 9 0" opacity="0.55" />
      </g>
    </svg>
  )
}
