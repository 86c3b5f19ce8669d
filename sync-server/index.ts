/** The relay as a program. Settings come from the environment (config.ts); exit codes are in start-failure.ts. */
import { readConfig } from './config.ts'
import { startFailureEnding, type StartFailure } from './start-failure.ts'
import { startRelay } from './start.ts'
import { createStop } from './stop.ts'
import { systemClock } from './system.ts'

function giveUp(failure: StartFailure): void {
  const { exitCode, line } = startFailureEnding(failure)
  process.stderr.write(`${line}\n`)
  process.exitCode = exitCode
}

const config = readConfig(process.env)
const relay = config.ok ? await startRelay(config.value) : config
if (!relay.ok) giveUp(relay.failure)
else {
  const stop = createStop({
    close: relay.value.close,
    clock: systemClock,
    exit: (code) => process.exit(code),
  })
  process.once('SIGTERM', () => void stop())
  process.once('SIGINT', () => void stop())
  process.stdout.write(`relay listening on ${relay.value.url}\n`)
}
