import { fraction, type Random } from '../../core/base/random.ts'
import { systemErrorCode } from '../disk/system-error.ts'

/** Below the ports that systems hand out for a moment: one of those may be in use by chance when it is wanted again. */
const range = { from: 20_000, to: 32_000 }
const attempts = 50

/** Starts on some free port that is likely to be free the next time too. Rejects as `start` does. */
export async function startOnFreePort<Server>(
  start: (port: number) => Promise<Server>,
  random: Random,
): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const port = range.from + Math.floor(fraction(random) * (range.to - range.from))
    try {
      return await start(port)
    } catch (error) {
      if (systemErrorCode(error) !== 'EADDRINUSE' || attempt === attempts) throw error
    }
  }
}
