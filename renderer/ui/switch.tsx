import type { JSX, ReactNode } from 'react'
import { Choices } from './choices.tsx'
import { words } from './words.ts'

interface SwitchProps {
  readonly legend: string
  /** Where what stands above says it already. */
  readonly isLegendHidden?: boolean
  readonly isOn: boolean
  readonly set: (isOn: boolean) => void
  /** Seen, and not to be changed. */
  readonly isLocked?: boolean
  readonly note?: ReactNode
}

const states = ['on', 'off'] as const

/** On or off, as two choices of which one is made. */
export function Switch({ isOn, set, ...rest }: SwitchProps): JSX.Element {
  return (
    <Choices
      {...rest}
      all={states}
      chosen={isOn ? 'on' : 'off'}
      choose={(each) => set(each === 'on')}
      name={(each) => words[each]}
    />
  )
}
