/** What the page may load and reach: its own files, and the relay's socket. `relay` as `http://host:port`. */
export function contentSecurityPolicy(relay: string): string {
  const socket = new URL(relay)
  socket.protocol = socket.protocol === 'https:' ? 'wss:' : 'ws:'
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    // Sound and video that main has checked and handed over: never an address.
    'media-src blob:',
    "font-src 'self'",
    `connect-src 'self' ${socket.protocol}//${socket.host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}
