/** The preview of a link, fetched by the one who sends it. Rules LP1 to LP5 in SPEC.md. */
import { imageTypeOf } from '../../core/base/image-head.ts'
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { FetchedPreview, PreviewFailure } from '../../core/bridge/preview-contract.ts'
import { type Asking, fetchBounded } from './fetch-bounded.ts'
import { pageText, readPageFacts } from './page-facts.ts'
import type { PageNetwork } from './page-network.ts'

const maxBytes = 1_048_576
/** For the page and its picture together. */
const timeoutMs = 5_000

export interface FetchPreviewDeps {
  readonly network: PageNetwork
  readonly clock: Clock
}

export async function fetchPreview(
  { network, clock }: FetchPreviewDeps,
  url: string,
): Promise<Result<FetchedPreview, PreviewFailure>> {
  const controller = new AbortController()
  const cancel = clock.after(millis(timeoutMs), () => controller.abort())
  const asking = { network, signal: controller.signal, maxBytes }
  try {
    const page = await fetchBounded(url, { ...asking, accept: 'text/html' })
    if (!page.ok) return page
    const { type, charset, bytes, url: at } = page.value
    if (type !== 'text/html' && type !== 'application/xhtml+xml') return fail({ kind: 'nothing-there' })
    const { title, description, picture } = readPageFacts(pageText(bytes, charset))
    if (title.trim() === '') return fail({ kind: 'nothing-there' })
    return ok({ title, description, picture: await pictureAt(picture, at, asking) })
  } finally {
    cancel()
  }
}

/** By how its bytes begin, whatever it calls itself: SVG, which can hold scripts, begins as none of these. */
async function pictureAt(
  address: string | undefined,
  page: URL,
  asking: Omit<Asking, 'accept'>,
): Promise<Uint8Array | undefined> {
  if (address === undefined || !URL.canParse(address, page.href)) return undefined
  const accept = 'image/webp,image/png,image/jpeg,image/gif'
  const fetched = await fetchBounded(new URL(address, page).href, { ...asking, accept })
  return fetched.ok && fetched.value.isWhole && imageTypeOf(fetched.value.bytes) !== undefined
    ? fetched.value.bytes
    : undefined
}
