/** Whether a file of this name is not exchanged: by what follows its last dot, as systems go by it. */
export function isTypeBlocked(blocked: ReadonlyArray<string>, name: string): boolean {
  // Windows takes no notice of dots and blanks at the end.
  const ending = /\.([^.]+)$/.exec(name.replace(/[.\s]+$/, ''))?.[1]
  return ending !== undefined && blocked.includes(ending.toLowerCase())
}
