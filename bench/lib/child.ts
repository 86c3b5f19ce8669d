import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Child {
  readonly pid: number | undefined
  /** Writes a line and resolves with the next line that the child prints. Rejects if it ends instead. */
  readonly ask: (line: string) => Promise<string>
  readonly nextLine: () => Promise<string>
  /** Ends the child; resolves when it is gone. */
  readonly stop: () => Promise<void>
}

/** A program that answers lines with lines. */
export function startChild(
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>>,
  cwd: string,
): Child {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' })
  let complaint = ''
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-2_000)))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const nextLine = async (): Promise<string> => {
    const next = await lines.next()
    if (next.done === true)
      throw new Error(`${args.join(' ')} has ended (${child.exitCode ?? child.signalCode}):\n${complaint}`)
    return next.value
  }
  return {
    pid: child.pid,
    nextLine,
    ask: (line) => {
      child.stdin.write(`${line}\n`)
      return nextLine()
    },
    stop: async () => {
      child.kill()
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(timer)
    },
  }
}
