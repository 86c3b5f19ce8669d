/** What the page asks of main for the preview of a link, which the sender alone fetches. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'

/** In code units: as long as the address in a preview may be. */
const maxAddress = 2_048

export const previewInputs = {
  /** What the page at an https address says of itself. Nothing is fetched unless this is asked. */
  'preview.fetch': v.strictObject({ url: v.pipe(v.string(), v.maxLength(maxAddress)) }),
}

/** As the page has it: to be cleaned before it is sent. */
export interface FetchedPreview {
  readonly title: string
  readonly description: string
  /** A file that begins as a picture does; what it holds is not to be trusted, and only drawn anew. */
  readonly picture: Uint8Array | undefined
}

export type PreviewFailure =
  /** Not https, not a name of the public network, or it leads to one that is not. Nothing was sent to it. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'unreachable' }
  /** It answered, but with no page that says what it is. */
  | { readonly kind: 'nothing-there' }

export interface PreviewOutputs {
  readonly 'preview.fetch': Result<FetchedPreview, PreviewFailure>
}
