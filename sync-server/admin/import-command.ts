/**
 * Brings a Slack export into the relay of the data folder, through the relay that runs there or by being it for so long. Exits with 2
 * if something of the export could not be read; it was reported, and the rest is in.
 */
import { access, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { millis } from '../../core/base/clock.ts'
import { problemText, type ChatExport, type ExportProblem } from '../import/export.ts'
import { importChat, type TargetFailure } from '../import/importer.ts'
import { type ImportOptions, readOptions, usage } from '../import/import-options.ts'
import { createProgressLine } from '../import/progress-line.ts'
import { accessRelay } from '../import/relay-access.ts'
import { createRelayTarget } from '../import/relay-target.ts'
import { openSlackExport } from '../import/slack-reader.ts'
import { summaryLines } from '../import/summary.ts'
import { defaultZipLimits, zipFailureText } from '../import/zip-archive.ts'
import { startFailureEnding } from '../start-failure.ts'
import { type Command, type CommandWorld, demandConfig, exitCodes, UsageFailure } from './command.ts'
import { CommandFailure, messageOf } from './failure.ts'

export const importCommand: Command = {
  name: 'import',
  about: 'brings a Slack export',
  usage,
  run: importFile,
}

async function importFile(args: ReadonlyArray<string>, world: CommandWorld): Promise<number> {
  const options = readOptions(args)
  if (!options.ok) throw new UsageFailure(options.failure.text)
  const { file } = options.value
  const isThere = await access(file)
    .then(() => true)
    .catch(() => false)
  if (!isThere) throw new CommandFailure(`There is no file ${file}, or it may not be read.`)
  const opened = await openSlackExport(file, defaultZipLimits)
  if (opened.ok) {
    try {
      return await bring(opened.value, options.value, world)
    } finally {
      opened.value.close()
    }
  }
  const problem = { file: path.basename(file), text: zipFailureText(opened.failure) }
  world.complain(`Nothing was imported. ${problemText(problem)}`)
  await report([problem], options.value.report, world)
  return exitCodes.withProblems
}

async function bring(chat: ChatExport, options: ImportOptions, world: CommandWorld): Promise<number> {
  const { clock, complain } = world
  const relay = await accessRelay(demandConfig(world.env), clock)
  if (!relay.ok) throw new CommandFailure(startFailureEnding(relay.failure).line)
  const { url, adminToken, isOthers, close } = relay.value
  if (isOthers) complain(`Importing through the relay that is running at ${url}.`)
  const interrupt = (): void => {
    complain('\nStopped. Run it again to go on from here.')
    void close().finally(() => process.exit(exitCodes.interrupted))
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const started = clock.now()
  const isTerminal = process.stderr.isTTY
  const line = createProgressLine({
    clock,
    write: (text) => process.stderr.write(text),
    isTerminal,
  })
  const target = createRelayTarget({ url, adminToken, clock })
  const outcome = await importChat(
    chat,
    { name: options.workspace, owner: options.owner },
    { target, progress: line.show },
  )
  line.end()
  await close()
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  if (!outcome.ok) throw new CommandFailure(targetFailureText(outcome.failure))
  const took = millis(clock.now() - started)
  for (const each of summaryLines(outcome.value, options.workspace, took)) world.say(each)
  const { problems } = outcome.value
  const isReported = await report(problems, options.report, world)
  return problems.length > 0 ? exitCodes.withProblems : isReported ? exitCodes.done : exitCodes.failed
}

/** False if the report was wanted and could not be written. */
async function report(
  problems: ReadonlyArray<ExportProblem>,
  file: string | undefined,
  { complain }: CommandWorld,
): Promise<boolean> {
  if (file === undefined) return true
  try {
    await writeFile(file, problems.map((problem) => `${problemText(problem)}\n`).join(''))
    return true
  } catch (error) {
    complain(`The report could not be written: ${messageOf(error)}`)
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
