import { isAppAddress } from './app-address.ts'
import { pageHeaders, readAppFile } from './app-files.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

/** Answers a request of the page for one of its files. Never rejects: what is not there is 404. */
export async function answerAppRequest(
  deps: { readonly folder: string; readonly relay: () => string | undefined },
  request: { readonly method: string; readonly url: string },
): Promise<Response> {
  const headers = { ...pageHeaders, 'content-security-policy': contentSecurityPolicy(deps.relay()) }
  if (request.method !== 'GET') return new Response(null, { status: 405, headers })
  const file = isAppAddress(request.url)
    ? await readAppFile(deps.folder, new URL(request.url).pathname)
    : undefined
  if (file === undefined) return new Response(null, { status: 404, headers })
  return new Response(file.bytes, { headers: { ...headers, 'content-type': file.type } })
}
