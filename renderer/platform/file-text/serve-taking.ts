/** The worker's side of `take-apart.ts`. */
import type { FromTaker, ToTaker } from './taking-messages.ts'

export function serveTaking(
  read: (bytes: Uint8Array<ArrayBuffer>, say: (text: string) => void) => Promise<boolean>,
): void {
  const say = (message: FromTaker): void => postMessage(message)
  addEventListener('message', ({ data }: MessageEvent<ToTaker>) => {
    void read(data, (text) => say({ kind: 'text', text })).then((isWhole) => say({ kind: 'end', isWhole }))
  })
}
