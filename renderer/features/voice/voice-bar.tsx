import { Mic } from 'lucide-react'
import { type JSX, useEffect, useRef } from 'react'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { RecordingBar } from './late.ts'
import type { Recorder } from './recorder.ts'
import { words } from './words.ts'

interface RecordButtonProps {
  readonly recorder: Recorder
  readonly begin: () => void
}

export function RecordButton({ recorder, begin }: RecordButtonProps): JSX.Element {
  const { kind } = useReadable(recorder.state)
  const button = useRef<HTMLButtonElement>(null)
  const isRecording = kind === 'recording'
  const wasRecording = useRef(false)
  // The bar and its buttons are gone afterwards: whoever had the focus there goes on here.
  useEffect(() => {
    if (wasRecording.current && !isRecording && document.activeElement === document.body)
      button.current?.focus()
    wasRecording.current = isRecording
  }, [isRecording])
  return (
    <IconButton
      ref={button}
      label={words.record}
      icon={<Mic size={18} />}
      // Not disabled, which would take the focus from it while the person is asked.
      aria-disabled={kind !== 'idle'}
      onClick={begin}
    />
  )
}

/** Over the text while a voice is recorded; nothing otherwise but why it did not go. */
export function VoiceBar({ recorder }: { readonly recorder: Recorder }): JSX.Element | null {
  const shows = useSlice(recorder.state, (state) => state.kind !== 'idle' || state.failure !== undefined)
  return shows ? <RecordingBar recorder={recorder} /> : null
}
