/** The administrator's program. Its settings come from the environment (config.ts); `run-admin.ts` says what it does. */
import { systemClock } from '../system.ts'
import { runAdmin } from './run-admin.ts'

process.exitCode = await runAdmin(process.argv.slice(2), {
  env: process.env,
  clock: systemClock,
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
})
