import { release } from 'node:os'
import type { CrashFacts } from '../../core/bridge/shell-contract.ts'

interface Gone {
  readonly reason: string
  readonly exitCode: number
}

/** All that is ever told of a crash (rule DT11): which programs ran, and how one of them ended. */
export const crashFacts = (version: string, { reason, exitCode }: Gone, at: number): CrashFacts => ({
  version,
  system: `${process.platform} ${release()} ${process.arch}`,
  electron: process.versions['electron'] ?? '',
  chrome: process.versions['chrome'] ?? '',
  reason,
  exitCode,
  at,
})
