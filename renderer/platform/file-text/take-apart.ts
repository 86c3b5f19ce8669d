/**
 * The text of files that take a parser, each kind in a worker of its own: whatever a file does there, it costs no more than its time,
 * and neither search nor page waits for it. Rules SE71 and SE72 in core/search/SPEC.md.
 */
import { type Clock, millis } from '../../../core/base/clock.ts'
import type { FileText } from '../../../core/search/file-documents.ts'
import type { TakeText } from '../file-port.ts'
import type { FromTaker, ToTaker } from './taking-messages.ts'

/** For one file; what was read by then counts. */
const maxReadMs = 20_000
/** A worker that was not asked for so long is ended: it holds memory. */
const restMs = 10_000

export function createTakers(clock: Pick<Clock, 'after'>): TakeText {
  const takers = {
    pdf: createTaker(
      () => new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' }),
      clock,
    ),
    office: createTaker(
      () => new Worker(new URL('./office-worker.ts', import.meta.url), { type: 'module' }),
      clock,
    ),
  }
  return (kind, bytes) => takers[kind](bytes)
}

/** One file at a time. */
function createTaker(
  start: () => Worker,
  clock: Pick<Clock, 'after'>,
): (bytes: Uint8Array<ArrayBuffer>) => Promise<FileText> {
  let worker: Worker | undefined
  let awake = (): void => undefined
  /** Of the file that is being read. */
  let giveUp = (): void => undefined
  const fall = (): void => {
    worker?.terminate()
    worker = undefined
    giveUp()
  }
  const wake = (): Worker => {
    awake()
    if (worker !== undefined) return worker
    worker = start()
    worker.addEventListener('error', (event) => {
      event.preventDefault() // else it would be an error of the worker that asks, and end that
      fall()
    })
    return worker
  }
  return (bytes) =>
    new Promise((resolve) => {
      const asked = wake()
      const stop = new AbortController()
      let text = ''
      const over = (isWhole: boolean): void => {
        stop.abort()
        inTime()
        giveUp = () => undefined
        awake = clock.after(millis(restMs), fall)
        resolve({ text, isWhole })
      }
      giveUp = () => over(false)
      const inTime = clock.after(millis(maxReadMs), fall)
      asked.addEventListener(
        'message',
        ({ data }: MessageEvent<FromTaker>) => {
          if (data.kind === 'text') text += data.text
          else over(data.isWhole)
        },
        { signal: stop.signal },
      )
      asked.postMessage(bytes satisfies ToTaker, [bytes.buffer])
    })
}
