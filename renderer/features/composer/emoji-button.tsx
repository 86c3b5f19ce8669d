import { Smile } from 'lucide-react'
import { type JSX, useState } from 'react'
import { LazyEmojiPicker } from '../emoji/lazy-emoji-picker.tsx'
import { IconButton } from '../../ui/button.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { words } from './words.ts'

/** Opens the picker beside it; what is chosen goes to where the caret was. */
export function EmojiButton({ insert }: { readonly insert: (emoji: string) => void }): JSX.Element {
  const [anchor, setAnchor] = useState<Rect>()
  return (
    <>
      <IconButton
        label={words.emoji}
        icon={<Smile size={18} />}
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      />
      {anchor !== undefined && (
        <Popover anchor={anchor} side="above" align="end" onClose={() => setAnchor(undefined)}>
          <LazyEmojiPicker
            choose={(emoji) => {
              setAnchor(undefined)
              insert(emoji)
            }}
          />
        </Popover>
      )}
    </>
  )
}
