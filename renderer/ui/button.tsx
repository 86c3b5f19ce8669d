import type { ComponentProps, JSX, ReactNode } from 'react'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Tooltip } from './tooltip.tsx'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'secondary' | 'danger' | 'link'
}

/** A button with words on it. `type` is `button` unless told otherwise, so that none submits a form by accident. */
export function Button({ look = 'secondary', className, type, ...rest }: ButtonProps): JSX.Element {
  return (
    <button type={type ?? 'button'} className={classes(styles.button, styles[look], className)} {...rest} />
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** The accessible name, also shown on hover. */
  readonly label: string
  readonly icon: ReactNode
  readonly size?: 'normal' | 'small'
}

export function IconButton({ label, icon, size, className, ...rest }: IconButtonProps): JSX.Element {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        className={classes(styles.icon, size === 'small' && styles.small, className)}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
