import type { Clock, Millis } from '../../core/base/clock.ts'
import type { ImportProgress } from './importer.ts'

export interface ProgressDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly write: (text: string) => void
  /** A terminal: one line, drawn again and again; else a line now and then, for a log. */
  readonly isTerminal: boolean
}

export interface ProgressLine {
  readonly show: (progress: ImportProgress) => void
  /** Leaves the terminal's cursor on a fresh line. */
  readonly end: () => void
}

const redrawEvery = 100
const lineEvery = 5_000
const barWidth = 30

/** Shows how far an import is, how fast it goes and how long it will still take. */
export function createProgressLine({ clock, write, isTerminal }: ProgressDeps): ProgressLine {
  const started = clock.now()
  let shown: Millis | undefined
  return {
    show: (progress) => {
      const now = clock.now()
      const isDue = shown === undefined || now - shown >= (isTerminal ? redrawEvery : lineEvery)
      const isDone = progress.bytes >= progress.ofBytes
      if (!isDue && !(isTerminal && isDone)) return
      shown = now
      const text = progressText(progress, now - started)
      write(isTerminal ? `\r\u001b[2K${bar(progress)} ${text}` : `import: ${text}\n`)
    },
    end: () => {
      if (isTerminal && shown !== undefined) write('\n')
    },
  }
}

const part = ({ bytes, ofBytes }: ImportProgress): number =>
  ofBytes === 0 ? 1 : Math.min(1, bytes / ofBytes)

function bar(progress: ImportProgress): string {
  const full = Math.round(part(progress) * barWidth)
  return `[${'#'.repeat(full)}${'-'.repeat(barWidth - full)}]`
}

function progressText(progress: ImportProgress, elapsed: number): string {
  const done = part(progress)
  const speed = progress.messages / Math.max(0.001, elapsed / 1_000)
  const left = done > 0 ? (elapsed * (1 - done)) / done : 0
  return `${Math.floor(done * 100)}%, ${number(progress.messages)} messages, ${number(speed)}/s, ${duration(left)} left`
}

export const number = (value: number): string => Math.round(value).toLocaleString('en')

/** "42 s", "3 min 5 s", "2 h 10 min"; rounded up, so that nothing lasts 0 s before it is over. */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
