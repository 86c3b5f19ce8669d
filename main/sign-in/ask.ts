/** How the relay's REST API is asked, and what may come of it. */
import type * as v from 'valibot'
import type { Result } from '../../core/base/result.ts'
import type { ApiCode } from '../../core/protocol/api.ts'

export type ApiFailure =
  /** No answer, or one that is not the relay's (a captive portal, a proxy). */
  | { readonly kind: 'unreachable' }
  | {
      readonly kind: 'refused'
      readonly code: ApiCode
      readonly retryAfterSeconds: number
      /** Bytes, with `file-offset`. */
      readonly offset?: number
      /** Bytes, with `file-too-large`. */
      readonly limit?: number
    }
  /** It answered, in a way that this version does not know. */
  | { readonly kind: 'strange'; readonly detail: string }

/** One call of the REST API, and its answer read. */
export type Ask = <Answer extends v.GenericSchema>(
  schema: Answer,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: { readonly token?: string; readonly body?: unknown },
) => Promise<Result<v.InferOutput<Answer>, ApiFailure>>
