/**
 * `npm run import`: brings a Slack export into the relay of the data folder. Exit codes: 0 all of it is in; 2 something
 * of the export could not be read, was reported, and the rest is in; 1 it could not start or not go on.
 */
import { access, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { millis } from '../../core/base/clock.ts'
import { startFailureEnding } from '../start-failure.ts'
import { systemClock } from '../system.ts'
import { readOptions, usage, type CliOptions } from './cli-options.ts'
import { problemText, type ChatExport, type ExportProblem } from './export.ts'
import { importChat, type TargetFailure } from './importer.ts'
import { createProgressLine } from './progress-line.ts'
import { accessRelay } from './relay-access.ts'
import { createRelayTarget } from './relay-target.ts'
import { openSlackExport } from './slack-reader.ts'
import { summaryLines } from './summary.ts'
import { defaultZipLimits, zipFailureText } from './zip-archive.ts'

const exitCodes = { done: 0, failed: 1, withProblems: 2, interrupted: 130 } as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(args: ReadonlyArray<string>): Promise<number> {
  const options = readOptions(args)
  if (!options.ok) {
    complain(`${options.failure.text}\n\n${usage}`)
    return exitCodes.failed
  }
  const { file } = options.value
  const isThere = await access(file)
    .then(() => true)
    .catch(() => false)
  if (!isThere) {
    complain(`There is no file ${file}, or it may not be read.`)
    return exitCodes.failed
  }
  const opened = await openSlackExport(file, defaultZipLimits)
  if (opened.ok) {
    const code = await bring(opened.value, options.value)
    opened.value.close()
    return code
  }
  const problem = { file: path.basename(file), text: zipFailureText(opened.failure) }
  complain(`Nothing was imported. ${problemText(problem)}`)
  await report([problem], options.value.report)
  return exitCodes.withProblems
}

/** As `npm start` has it: `.tidings` in the repository, or TIDINGS_DATA. */
const dataFolder = (): string =>
  path.resolve(process.env['TIDINGS_DATA'] ?? path.join(import.meta.dirname, '../../.tidings'), 'relay')

async function bring(chat: ChatExport, options: CliOptions): Promise<number> {
  const relay = await accessRelay(dataFolder(), systemClock)
  if (!relay.ok) {
    // The relay's own words name its own setting.
    complain(startFailureEnding(relay.failure).line.replace('DATA_DIR', 'TIDINGS_DATA'))
    return exitCodes.failed
  }
  const { url, adminToken, isOthers, close } = relay.value
  if (isOthers) complain(`Importing through the relay that is running at ${url}.`)
  const interrupt = (): void => {
    complain('\nStopped. Run it again to go on from here.')
    void close().finally(() => process.exit(exitCodes.interrupted))
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const started = systemClock.now()
  const isTerminal = process.stderr.isTTY
  const line = createProgressLine({
    clock: systemClock,
    write: (text) => process.stderr.write(text),
    isTerminal,
  })
  const target = createRelayTarget({ url, adminToken, clock: systemClock })
  const outcome = await importChat(
    chat,
    { name: options.workspace, owner: options.owner },
    { target, progress: line.show },
  )
  line.end()
  await close()
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  if (!outcome.ok) {
    complain(targetFailureText(outcome.failure))
    return exitCodes.failed
  }
  const took = millis(systemClock.now() - started)
  for (const each of summaryLines(outcome.value, options.workspace, took)) say(each)
  const { problems } = outcome.value
  const isReported = await report(problems, options.report)
  return problems.length > 0 ? exitCodes.withProblems : isReported ? exitCodes.done : exitCodes.failed
}

/** False if the report was wanted and could not be written. */
async function report(problems: ReadonlyArray<ExportProblem>, file: string | undefined): Promise<boolean> {
  if (file === undefined) return true
  try {
    await writeFile(file, problems.map((problem) => `${problemText(problem)}\n`).join(''))
    return true
  } catch (error) {
    complain(`The report could not be written: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

function targetFailureText(failure: TargetFailure): string {
  switch (failure.kind) {
    case 'unreachable':
      return `The relay does not take any more (${failure.detail}). What is in stays in: run this again to go on.`
    case 'refused':
      return `The relay refused: ${failure.detail}.`
  }
}

process.exitCode = await main(process.argv.slice(2))
