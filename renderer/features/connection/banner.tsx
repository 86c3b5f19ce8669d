import { TriangleAlert } from 'lucide-react'
import { type JSX, type ReactNode, useLayoutEffect, useRef } from 'react'
import { classes } from '../../ui/classes.ts'
import styles from './banners.module.css'

interface BannerProps {
  /** `calm` for what does not keep the person from anything. */
  readonly look: 'calm' | 'alarming'
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** Trouble interrupts whoever listens; the rest waits its turn. */
export function Banner({ look, action, children }: BannerProps): JSX.Element {
  const banner = useRef<HTMLDivElement>(null)
  // It goes with the button in it that was pressed: without the focus no key would do anything.
  useLayoutEffect(() => {
    const element = banner.current
    return () => {
      if (element?.contains(document.activeElement) === true)
        document.querySelector<HTMLElement>('main textarea')?.focus()
    }
  }, [])
  return (
    <div
      ref={banner}
      className={classes(styles.banner, styles[look])}
      role={look === 'alarming' ? 'alert' : undefined}
    >
      <TriangleAlert size={16} aria-hidden />
      <p>{children}</p>
      {action}
    </div>
  )
}
