import { Check, Trash2 } from 'lucide-react'
import { type JSX, type KeyboardEvent, useEffect, useRef } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { durationText } from '../media/duration-text.ts'
import type { Recorder } from './recorder.ts'
import styles from './voice.module.css'
import { words } from './words.ts'

/** Over the text: how far it is and what ends it, or why it did not go. */
export function RecordingBar({ recorder }: { readonly recorder: Recorder }): JSX.Element | null {
  const state = useReadable(recorder.state)
  const finish = useRef<HTMLButtonElement>(null)
  const isRecording = state.kind === 'recording'
  useEffect(() => {
    if (isRecording) finish.current?.focus()
  }, [isRecording])
  if (state.kind === 'idle') {
    return state.failure === undefined ? null : (
      <p role="alert" className={styles.failure}>
        {words.failure[state.failure.kind]}
      </p>
    )
  }
  if (state.kind === 'asking') return <output className={styles.bar}>{words.asking}</output>
  const giveUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    recorder.cancel()
  }
  return (
    // Escape is heard from its buttons.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- see above
    <div className={styles.bar} onKeyDown={giveUp}>
      <span className={styles.dot} aria-hidden />
      <span className={styles.time} role="timer">
        {words.recording(durationText(state.elapsed))}
      </span>
      <meter className={styles.level} aria-label={words.level} min={0} max={1} value={state.level} />
      <IconButton size="small" label={words.cancel} icon={<Trash2 size={16} />} onClick={recorder.cancel} />
      <IconButton
        ref={finish}
        size="small"
        label={words.finish}
        icon={<Check size={18} />}
        onClick={() => void recorder.finish()}
      />
    </div>
  )
}
