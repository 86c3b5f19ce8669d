import { createWriteStream, existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isIdText } from '../../core/protocol/ids.ts'
import { renameDurably } from '../at-rest/secret-file.ts'
import { exportPath } from '../export/export-api.ts'
import { accessRelay } from '../import/relay-access.ts'
import { startFailureEnding } from '../start-failure.ts'
import { type Command, demandConfig, exitCodes, readArguments, UsageFailure } from './command.ts'
import { CommandFailure, messageOf } from './failure.ts'

const ownerOnly = 0o600

export const exportCommand: Command = {
  name: 'export',
  about: 'writes what open conversations of a workspace say, as JSON lines',
  usage: `export WORKSPACE FILE

  WORKSPACE  its id, 32 hexadecimal digits
  FILE       is made, for its owner's eyes alone. What is in it is not sealed. Direct messages and groups are not in it: the relay
             cannot read them.`,
  run: async (args, { env, clock, say, complain }) => {
    const { positionals } = readArguments(args, ['the workspace', 'the file to write'])
    const [workspace = '', file = ''] = positionals
    if (!isIdText(workspace)) throw new UsageFailure('A workspace is named by its id: 32 hexadecimal digits.')
    const target = path.resolve(file)
    if (existsSync(target)) throw new CommandFailure(`There is a file ${target} already: name another one.`)
    const relay = await accessRelay(demandConfig(env), clock)
    if (!relay.ok) throw new CommandFailure(startFailureEnding(relay.failure).line)
    try {
      if (relay.value.isOthers) complain(`Exporting through the relay that is running at ${relay.value.url}.`)
      await fetchInto(target, `${relay.value.url}${exportPath(workspace)}`, relay.value.adminToken)
    } finally {
      await relay.value.close()
    }
    say(`Exported to ${target}.`)
    return exitCodes.done
  },
}

/** The file is there under its name only if all of it is. */
async function fetchInto(target: string, url: string, adminToken: string): Promise<void> {
  const partial = `${target}.partial`
  try {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${adminToken}` } })
    if (answer.status === 404) throw new CommandFailure('There is no workspace with this id.')
    if (!answer.ok || answer.body === null)
      throw new CommandFailure(`The relay refused (HTTP ${answer.status}).`)
    await pipeline(piecesOf(answer.body), createWriteStream(partial, { mode: ownerOnly, flush: true }))
    renameDurably(partial, target)
  } catch (error) {
    rmSync(partial, { force: true })
    if (error instanceof CommandFailure) throw error
    throw new CommandFailure(
      `The export broke off (${messageOf(error)}). Nothing was left behind: run it again.`,
    )
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = body.getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    yield value
  }
}
