/** The system's short name of what went wrong (`ENOSPC`, `EACCES`…), undefined for anything else that was thrown. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** No room: the disk, the person's share of it, or the largest file it can hold. */
export function isFull(error: unknown): boolean {
  const code = systemErrorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
}

export const isMissing = (error: unknown): boolean => systemErrorCode(error) === 'ENOENT'

/** For the detail of a failure: the code and no path, which may hold a person's name. */
export function describeError(error: unknown): string {
  return systemErrorCode(error) ?? (error instanceof Error ? error.name : 'unknown error')
}
