/** The relay as a program. Settings come from the environment (config.ts); exit codes are in start-failure.ts. */
import { readConfig } from './config.ts'
import { startFailureEnding, type StartFailure } from './start-failure.ts'
import { startRelay } from './start.ts'

/** A stop that takes longer than this is cut off: what was acknowledged is on disk already. */
const stopWithinMs = 10_000

function giveUp(failure: StartFailure): void {
  const { exitCode, line } = startFailureEnding(failure)
  process.stderr.write(`${line}\n`)
  process.exitCode = exitCode
}

const config = readConfig(process.env)
const relay = config.ok ? await startRelay(config.value) : config
if (!relay.ok) giveUp(relay.failure)
else {
  const stop = (): void => {
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    void relay.value.close()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`relay listening on ${relay.value.url}\n`)
}
