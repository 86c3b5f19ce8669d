import { Pause, Play } from 'lucide-react'
import type { JSX, KeyboardEvent } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { readingKey } from '../../ui/direction.ts'
import { durationText } from './duration-text.ts'
import styles from './media.module.css'
import { useSound } from './kept-sounds.ts'
import type { SoundControl } from './sound-control.ts'
import { words } from './words.ts'

interface AudioPlayerProps {
  /** Of the file, if it stands in a message: it plays on while that is out of view. */
  readonly id?: string
  readonly name: string
  /** Milliseconds, as the sender says. */
  readonly duration: number | undefined
  readonly peaks: Uint8Array | undefined
  /** Undefined if it could not be had; why is said elsewhere. */
  readonly open: () => Promise<Blob | undefined>
  readonly tabIndex: 0 | -1
}

const speeds = [1, 1.5, 2]
/** What an arrow key goes on by. */
const stepSeconds = 5

/** A sound: fetched when it is played, never by itself. */
export function AudioPlayer({
  id = '',
  name,
  duration,
  peaks,
  open,
  tabIndex,
}: AudioPlayerProps): JSX.Element {
  const control = useSound(id, duration)
  const { isPlaying, at, isBroken, speed, length: end = 0 } = useReadable(control.state)
  const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1
  return (
    <div className={styles.sound}>
      <IconButton
        label={isPlaying ? words.pause(name) : words.play(name)}
        icon={isPlaying ? <Pause size={18} /> : <Play size={18} />}
        tabIndex={tabIndex}
        onClick={() => control.toggle(open)}
      />
      <span className={classes(styles.track, peaks !== undefined && styles.drawn)}>
        {peaks !== undefined && <Wave peaks={peaks} share={end > 0 ? at / end : 0} />}
        <Position control={control} name={name} tabIndex={tabIndex} />
      </span>
      <span className={styles.time} aria-hidden>
        {durationText((at > 0 ? at : end) * 1_000)}
      </span>
      <button
        type="button"
        className={styles.speed}
        aria-label={words.speed(words.speedText(speed))}
        tabIndex={tabIndex}
        onClick={() => control.setSpeed(next)}
      >
        {words.speedText(speed)}
      </button>
      {isBroken && (
        <span role="alert" className={styles.failure}>
          {words.unplayable}
        </span>
      )}
    </div>
  )
}

interface PositionProps {
  readonly control: SoundControl
  readonly name: string
  readonly tabIndex: 0 | -1
}

function Position({ control, name, tabIndex }: PositionProps): JSX.Element {
  const { at, length } = useReadable(control.state)
  const end = length ?? 0
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = readingKey(event.key)
    const isOn = key === 'ArrowUp' || key === 'ArrowRight'
    const isBack = key === 'ArrowDown' || key === 'ArrowLeft'
    const by = isOn ? stepSeconds : isBack ? -stepSeconds : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation() // else it walks to the next message
    control.seek(Math.min(end, Math.max(0, at + by)))
  }
  return (
    <input
      type="range"
      className={styles.slider}
      min={0}
      max={Math.max(end, 0.1)}
      step={0.1}
      value={Math.min(at, end)}
      disabled={length === undefined}
      aria-label={words.position(name)}
      aria-valuetext={words.positionOf(durationText(at * 1_000), durationText(end * 1_000))}
      tabIndex={tabIndex}
      onKeyDown={onKeyDown}
      onChange={(event) => control.seek(event.currentTarget.valueAsNumber)}
    />
  )
}

function Wave({ peaks, share }: { readonly peaks: Uint8Array; readonly share: number }): JSX.Element {
  return (
    <span className={styles.wave} aria-hidden>
      {Array.from(peaks, (peak, index) => (
        <span
          key={index}
          className={classes(styles.stroke, index < share * peaks.length && styles.played)}
          style={{ height: `${8 + (92 * peak) / 255}%` }}
        />
      ))}
    </span>
  )
}
