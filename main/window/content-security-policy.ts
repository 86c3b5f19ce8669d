/** What the page may load and reach: its own files, and the sockets of its relays, each as `http://host:port`; there may be none. */
export function contentSecurityPolicy(relays: ReadonlyArray<string>): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    // Sound and video that main has checked and handed over: never an address.
    'media-src blob:',
    "font-src 'self'",
    ['connect-src', "'self'", ...new Set(relays.map(socketOrigin))].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

function socketOrigin(relay: string): string {
  const { protocol, host } = new URL(relay)
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}`
}
