import { Pause, Play } from 'lucide-react'
import { type JSX, useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { durationText } from './duration-text.ts'
import styles from './media.module.css'
import { useSound } from './use-sound.ts'
import { words } from './words.ts'

interface AudioPlayerProps {
  readonly name: string
  /** Milliseconds, as the sender says. */
  readonly duration: number | undefined
  readonly peaks: Uint8Array | undefined
  /** Undefined if it could not be had; why is said elsewhere. */
  readonly open: () => Promise<Blob | undefined>
  readonly tabIndex: 0 | -1
}

const speeds = [1, 1.5, 2] as const

/** A sound: fetched when it is played, never by itself. */
export function AudioPlayer({ name, duration, peaks, open, tabIndex }: AudioPlayerProps): JSX.Element {
  const [speed, setSpeed] = useState<(typeof speeds)[number]>(1)
  const { audio, isPlaying, at, length, isBroken, toggle, seek, events } = useSound(open, duration, speed)
  const end = length ?? 0
  const text = words.positionOf(durationText(at * 1_000), durationText(end * 1_000))
  const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1
  return (
    <div className={styles.sound}>
      {/* What people said or played has no captions. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- see above */}
      <audio ref={audio} preload="metadata" {...events} />
      <IconButton
        label={isPlaying ? words.pause(name) : words.play(name)}
        icon={isPlaying ? <Pause size={18} /> : <Play size={18} />}
        tabIndex={tabIndex}
        onClick={toggle}
      />
      <span className={classes(styles.track, peaks !== undefined && styles.drawn)}>
        {peaks !== undefined && <Wave peaks={peaks} share={end > 0 ? at / end : 0} />}
        <input
          type="range"
          className={styles.slider}
          min={0}
          max={Math.max(end, 0.1)}
          step={0.1}
          value={Math.min(at, end)}
          disabled={length === undefined}
          aria-label={words.position(name)}
          aria-valuetext={text}
          tabIndex={tabIndex}
          onKeyDown={(event) => {
            const by = { ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5 }[event.key]
            if (by === undefined) return
            event.preventDefault()
            event.stopPropagation() // else it walks to the next message
            const forward =
              getComputedStyle(event.currentTarget).direction === 'rtl' &&
              event.key !== 'ArrowUp' &&
              event.key !== 'ArrowDown'
                ? -by
                : by
            seek(Math.min(end, Math.max(0, at + forward)))
          }}
          onChange={(event) => seek(event.currentTarget.valueAsNumber)}
        />
      </span>
      <span className={styles.time} aria-hidden>
        {durationText((at > 0 ? at : end) * 1_000)}
      </span>
      <button
        type="button"
        className={styles.speed}
        aria-label={words.speed(words.speedText(speed))}
        tabIndex={tabIndex}
        onClick={() => setSpeed(next)}
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
