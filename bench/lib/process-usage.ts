/** What a process uses, by Linux's count in /proc. */
import { readFileSync } from 'node:fs'

const millisecondsPerTick = 10 // USER_HZ is 100 on all that Node runs on

/** Milliseconds of CPU since it started, in all its threads, the kernel's work for it included. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * millisecondsPerTick
}

/** Bytes in memory after it has given back what it can. */
export async function settledRssOf(pid: number): Promise<number> {
  for (let round = 0; round < 2; round++) {
    process.kill(pid, 'SIGUSR2') // gc-on-signal.mjs
    await new Promise((resolve) => setTimeout(resolve, 400))
  }
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) * 1_024
}

/** MB in memory just now. */
export const residentMb = (pid: number): number =>
  (Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) * 1_024) / 1e6

/**
 * MB that a process takes of the machine just now: its own pages, and of those that it shares with others a share as big as theirs (Linux's
 * Pss). Of all processes together it is what they take; resident memory counts the executable of Chromium in each of them.
 */
export const proportionalMb = (pid: number): number =>
  (Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1]) * 1_024) / 1e6
