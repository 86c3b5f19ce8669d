/** node tests/faults/main.ts [--runs N] [--seed S] [--jobs J] [--keep]: see docs/faults.md. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { ProcessPool } from './device.ts'
import { type DeviceProcess, spawnDevice } from './device-process.ts'
import { faultKinds, makePlan, stepText } from './plan.ts'
import { playRun, type RunOutcome } from './run.ts'
import { makeTemplate } from './template.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '25' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    jobs: { type: 'string', default: '3' },
    keep: { type: 'boolean', default: false },
  },
})
const [runs, firstSeed, jobs] = [Number(values.runs), Number(values.seed), Number(values.jobs)]
const print = (line: string): void => void process.stdout.write(`${line}\n`)

const folder = mkdtempSync(path.join(tmpdir(), 'tidings-faults-'))
// Kept over invocations of one folder: a process that is killed and started again reads what the first has compiled.
const cache = path.join(folder, 'compile-cache')
mkdirSync(cache)
process.env['NODE_COMPILE_CACHE'] = cache
const rates = { RATE_REFRESH: '100000', RATE_ENTRIES: '1000000', RATE_ENTRIES_BURST: '100000' }
const relayEnv = { NODE_COMPILE_CACHE: cache, ...rates }

const idle: Array<DeviceProcess> = []
const pool: ProcessPool = {
  take: (complain) => {
    const device = idle.pop() ?? spawnDevice()
    device.watch(complain)
    return device
  },
  giveBack: (device) => void idle.push(device),
}

const started = Date.now()
print(`seed ${firstSeed}, ${runs} runs, ${jobs} at a time`)
const template = await makeTemplate(path.join(folder, 'template'), relayEnv)
const outcomes: Array<RunOutcome> = []
let next = 0
await Promise.all(Array.from({ length: Math.min(jobs, runs) }, playOn))
await Promise.all(idle.map((device) => device.kill()))
summarize()

async function playOn(): Promise<void> {
  while (next < runs) {
    const seed = firstSeed + next++
    const outcome = await playRun(seed, { template, pool, folder, relayEnv, keep: values.keep })
    outcomes.push(outcome)
    if (outcome.complaints.length > 0) tellFailure(outcome)
    else if (outcomes.length % 25 === 0) print(`${outcomes.length} runs, ${seconds()} s`)
  }
}

function seconds(): string {
  return ((Date.now() - started) / 1_000).toFixed(0)
}

function tellFailure({ seed, complaints, folder: at }: RunOutcome): void {
  print(`FAILED: seed ${seed}. Play it again: npm run faults -- --runs 1 --seed ${seed}`)
  for (const [index, step] of makePlan(seed).steps.entries()) print(`  ${index} ${stepText(step)}`)
  for (const complaint of complaints.slice(0, 20)) print(`  ${complaint}`)
  print(`  ${complaints.length} complaints. Everything lies in ${at}, what happened when in its log.txt.`)
}

function summarize(): void {
  const failed = outcomes.filter(({ complaints }) => complaints.length > 0)
  for (const kind of faultKinds) {
    const times = outcomes.reduce((sum, { done }) => sum + (done.get(kind) ?? 0), 0)
    print(`${kind.padEnd(24)} ${String(times).padStart(6)}`)
  }
  const kept = outcomes.reduce((sum, outcome) => sum + outcome.kept, 0)
  print(`${kept} messages and changes were promised to be kept`)
  print(`${runs - failed.length} of ${runs} runs clean, ${seconds()} s`)
  if (failed.length > 0) print(`failed: seeds ${failed.map(({ seed }) => seed).join(', ')}`)
  process.exitCode = failed.length > 0 || outcomes.length === 0 ? 1 : 0
  if (failed.length === 0 && !values.keep) rmSync(folder, { recursive: true, force: true })
  else print(`kept: ${folder}`)
}
