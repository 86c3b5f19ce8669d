import { Bell, BellOff } from 'lucide-react'
import { type JSX, useEffect, useEffectEvent } from 'react'
import { useSlice } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { isPressed, threadKeys } from '../keys/keymap.ts'
import type { PanelProps } from '../panel/panel-props.ts'
import { useFollows, useSetFollowing } from './use-following.ts'
import { words } from './words.ts'

/** In the head of a thread. It says by itself what is so, before and after; the key, pressed anywhere, is answered in words. */
export function FollowButton({ panel: { root }, model, workspace }: PanelProps<'thread'>): JSX.Element {
  const place = { workspace: workspace.id, conversation: model.id, root }
  const message = useSlice(model.open.view, () => model.find(root))
  const follows = useFollows(place, message)
  const set = useSetFollowing()
  const turn = useEffectEvent(() => void set(place, !follows, true))
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.isComposing || !isPressed(event, threadKeys.follow)) return
      event.preventDefault()
      if (!event.repeat && document.querySelector('dialog[open]') === null) turn()
    }
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  return (
    <IconButton
      label={words.follow}
      aria-pressed={follows}
      icon={follows ? <Bell size={18} fill="currentColor" /> : <BellOff size={18} />}
      size="small"
      onClick={() => void set(place, !follows, false)}
    />
  )
}
