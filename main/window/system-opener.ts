import { spawn } from 'node:child_process'
import { linkToOpen } from './links.ts'

const openers: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: ReadonlyArray<string>]>> =
  {
    darwin: ['open'],
    // Not `start`: that is a word of the shell, which would read the link as a command line.
    win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  }

/** Opens a link in the person's own browser. False if it may not be opened or the system has nothing that would. */
export function openInSystemBrowser(url: string): Promise<boolean> {
  const link = linkToOpen(url)
  if (link === undefined) return Promise.resolve(false)
  const [command, ...args] = openers[process.platform] ?? ['xdg-open']
  return new Promise((resolve) => {
    const child = spawn(command, [...args, link], { stdio: 'ignore', detached: true })
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
    child.once('error', () => resolve(false))
  })
}
