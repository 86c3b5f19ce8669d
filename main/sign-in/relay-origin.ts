/** `http://host:port` of a relay's address as a person types it; undefined if it is none. */
export function relayOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.origin : undefined
}
