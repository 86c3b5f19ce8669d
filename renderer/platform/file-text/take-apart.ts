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
  const end = (): void => {
    worker?.terminate()
    worker = undefined
  }
  return (bytes) =>
    new Promise((resolve) => {
      awake()
      const asked = (worker ??= start())
      let text = ''
      const over = (isWhole: boolean): void => {
        stop.abort()
        inTime()
        awake = clock.after(millis(restMs), end)
        resolve({ text, isWhole })
      }
      const fall = (): void => {
        end()
        over(false)
      }
      const stop = new AbortController()
      const inTime = clock.after(millis(maxReadMs), fall)
      const { signal } = stop
      asked.addEventListener('error', fall, { signal })
      asked.addEventListener(
        'message',
        ({ data }: MessageEvent<FromTaker>) => {
          if (data.kind === 'text') text += data.text
          else over(data.isWhole)
        },
        { signal },
      )
      asked.postMessage(bytes satisfies ToTaker, [bytes.buffer])
    })
}
