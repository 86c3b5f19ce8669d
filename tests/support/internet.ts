/**
 * A public network for a program of its own: sites with names of the world, all at one server here. The program is the built one and knows
 * nothing of it. Before it, `internet-within.ts` is loaded into its process and answers for the system: what names stand for, and where
 * connections to public addresses lead. Whom it may ask the program decides by the addresses that it is given.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { createAuthority } from './certificates.ts'

export interface Internet {
  /** For a program that is to live in it. */
  readonly env: Readonly<Record<string, string>>
  readonly asked: ReadonlyArray<{ readonly url: string; readonly headers: IncomingHttpHeaders }>
}

/** Ends with the test. `names`: what each stands for. */
export async function createInternet(
  names: Readonly<Record<string, string>>,
  answer: RequestListener,
): Promise<Internet> {
  const asked: Array<Internet['asked'][number]> = []
  const authority = createAuthority()
  const server = createServer(authority.vouchFor(Object.keys(names)), (request, response) => {
    asked.push({ url: `${request.headers.host}${request.url}`, headers: request.headers })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-internet-'))
  const certificate = path.join(folder, 'authority.pem')
  writeFileSync(certificate, authority.cert)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  const within = pathToFileURL(path.join(import.meta.dirname, 'internet-within.ts')).href
  return {
    asked,
    env: {
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${within}`,
      NODE_EXTRA_CA_CERTS: certificate,
      TEST_INTERNET: JSON.stringify({ names, port }),
    },
  }
}
