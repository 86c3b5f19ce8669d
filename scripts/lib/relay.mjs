import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { modernNode } from './install.mjs'
import { startProgram } from './program.mjs'
import { compileCache, root } from './run.mjs'
import { SetupFailure } from './setup-failure.mjs'

/**
 * @typedef {object} RelayAtHand
 * @property {string} url
 * @property {import('./program.mjs').Program | undefined} program undefined: somebody else's, who ends it
 */

/** sync-server/start-failure.ts has them all; of these two we know more than the relay does. */
const dataFolderInUse = 70
const portTaken = 71

/**
 * The relay of this data folder: the one that runs already, else one that is started. Throws `SetupFailure`.
 *
 * @param {{ folder: string, port: number, complain: (line: string) => void }} options
 * @returns {Promise<RelayAtHand>}
 */
export async function relayAtHand({ folder, port, complain }) {
  const running = await findRelay(folder)
  if (running !== undefined) return { url: running, program: undefined }

  // A small nursery: while much comes in, as in an import, it saves 100 MB and costs next to no speed.
  const args = ['--max-semi-space-size=8', path.join(root, 'sync-server', 'index.ts')]
  const program = startProgram(modernNode(), args, {
    env: {
      LOG_LEVEL: 'warn',
      NODE_COMPILE_CACHE: compileCache,
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: folder,
    },
    complain: (line) => said && complain(`relay: ${line}`),
  })
  let said = false // until then what it complains of is why it does not start
  const listening = await program.line(/^relay listening on (\S+)$/)
  said = true
  if (listening !== undefined) return { url: String(listening[1]), program }

  const { code, complaint } = await program.ended
  if (code === dataFolderInUse) {
    // Two starts at the same moment: the other one was first, and tells its address soon; on a busy machine in seconds.
    for (let attempt = 0; attempt < 60; attempt++) {
      const other = await findRelay(folder)
      if (other !== undefined) return { url: other, program: undefined }
      await wait(100)
    }
    throw new SetupFailure(
      `The data folder ${folder} is in use by a program that does not answer: end it, or name another with TIDINGS_DATA.`,
    )
  }
  if (code === portTaken) {
    throw new SetupFailure(
      `Port ${port} is taken by another program: end it, or name a free port, as in npm start -- --port ${port + 1}.`,
    )
  }
  throw new SetupFailure(
    complaint.replace('DATA_DIR', 'TIDINGS_DATA') || `The relay ended at once, with ${code}.`,
  )
}

/**
 * The address of a relay that runs on this data folder and answers.
 *
 * @param {string} folder
 */
async function findRelay(folder) {
  try {
    const { url } = JSON.parse(readFileSync(path.join(folder, 'relay.json'), 'utf8'))
    return (await answers(url)) ? String(url) : undefined
  } catch {
    return undefined // no file, or one that a crash left half-written
  }
}

const lookEveryMs = 2_000

/**
 * Somebody else's relay ends when they quit: then another is started on the same data, at the same address.
 *
 * @param {{ url: string, folder: string, complain: (line: string) => void }} options
 * @param {(program: import('./program.mjs').Program) => void} taken
 */
export async function takeOverWhenGone({ url, folder, complain }, taken) {
  const port = Number(new URL(url).port)
  for (;;) {
    await wait(lookEveryMs, undefined, { ref: false })
    if (await answers(url)) continue
    try {
      const { program } = await relayAtHand({ folder, port, complain })
      if (program !== undefined) return taken(program)
    } catch {
      // It is ending just now, or somebody else was quicker: look again.
    }
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(2_000) })
    return response.ok
  } catch {
    return false
  }
}
