/** The settings of the scanner of files, as part of `config.ts`. */
import * as v from 'valibot'
import type { ScannerAddress } from './scans/clamd.ts'
import type { UnscannedPolicy } from './scans/gate.ts'

export interface ScanSettings {
  readonly scanner: ScannerAddress
  readonly policy: UnscannedPolicy
}

const clamdPort = 3310

function readScanner(given: string): ScannerAddress | undefined {
  if (!URL.canParse(given)) return undefined
  const { protocol, hostname, port, pathname, search, hash, username } = new URL(given)
  if (search !== '' || hash !== '' || username !== '') return undefined
  if (protocol === 'unix:') {
    return hostname === '' && pathname.length > 1 ? { kind: 'unix', path: decodeURI(pathname) } : undefined
  }
  if (protocol !== 'tcp:' || hostname === '' || (pathname !== '' && pathname !== '/')) return undefined
  return {
    kind: 'tcp',
    host: hostname.replaceAll(/[[\]]/g, ''),
    port: port === '' ? clamdPort : Number(port),
  }
}

export const scanVariables = {
  /** A clamd: `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`. */
  FILE_SCANNER: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => readScanner(text) !== undefined,
        'must be tcp://host:port or unix:///path of a clamd',
      ),
    ),
  ),
  /** What becomes of files that no scanner has seen yet. */
  UNSCANNED_FILES: v.optional(v.picklist(['hold', 'serve'], 'must be hold or serve'), 'hold'),
} as const

interface ScanOutput {
  readonly FILE_SCANNER?: string | undefined
  readonly UNSCANNED_FILES: UnscannedPolicy
}

/** Undefined: no file is scanned. */
export function scanSettings({ FILE_SCANNER, UNSCANNED_FILES }: ScanOutput): ScanSettings | undefined {
  const scanner = FILE_SCANNER === undefined ? undefined : readScanner(FILE_SCANNER)
  return scanner && { scanner, policy: UNSCANNED_FILES }
}
