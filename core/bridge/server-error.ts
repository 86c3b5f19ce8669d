import type { ApiCode } from '../protocol/api.ts'

/** Codes that say why the relay would not do something; the others say that it could not. */
export type DeclinedCode = Exclude<ApiCode, 'internal' | 'too-many-requests'>

export interface ServerError {
  readonly kind: 'server-error'
  readonly detail: string
  /** Missing: it has a problem of its own. */
  readonly code?: DeclinedCode
}
