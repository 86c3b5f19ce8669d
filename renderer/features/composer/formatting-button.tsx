import { CaseSensitive } from 'lucide-react'
import { type JSX, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { words as documentWords } from '../documents/words.ts'

export interface Formatting {
  readonly isOpen: boolean
  readonly toggle: () => void
}

const key = 'composer.formatting'

/** Whether the bar is shown: as it was left on this device. */
export function useFormatting(): Formatting {
  const { remembered } = usePage()
  const [isOpen, setOpen] = useState(() => remembered.read(key) === 'true')
  return {
    isOpen,
    toggle: () => {
      remembered.write(key, String(!isOpen))
      setOpen(!isOpen)
    },
  }
}

export function FormattingButton({ isOpen, toggle }: Formatting): JSX.Element {
  return (
    <IconButton
      label={documentWords.toolbar}
      icon={<CaseSensitive size={20} />}
      aria-expanded={isOpen}
      onClick={toggle}
    />
  )
}
