/** What a report says, in the plain words of programs: nobody's messages, no names, no addresses (rule DT11). */
import type { CrashFacts } from '../../../core/bridge/shell-contract.ts'

export const processReport = ({
  version,
  system,
  electron,
  chrome,
  reason,
  exitCode,
  at,
}: CrashFacts): string =>
  [
    `Tidings ${version}`,
    `System: ${system}`,
    `Electron ${electron}, Chromium ${chrome}`,
    `Ended: ${reason}, ${exitCode}`,
    `At: ${new Date(at).toISOString()}`,
    '',
  ].join('\n')

const maxPlaces = 30

/** Of an error its kind and the places in our own script: its message may quote what somebody wrote. */
export function errorReport(error: unknown, browser: string): string {
  const name = error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'Error'
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const places = [...stack.matchAll(/\/assets\/([\w.-]{1,80}\.js:\d+:\d+)/g)].map(([, place]) => `  ${place}`)
  return ['Tidings', `Browser: ${browser}`, `Error: ${name}`, ...places.slice(0, maxPlaces), ''].join('\n')
}
