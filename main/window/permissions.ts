/**
 * What the page may ask of the machine: to copy a message, the whole screen for a video (Chromium gives it to a press alone), and
 * the microphone for a voice message. Never the camera, and never both in one question.
 */
export function mayAsk(permission: string, media: ReadonlyArray<string> | undefined): boolean {
  if (permission === 'clipboard-sanitized-write' || permission === 'fullscreen') return true
  return permission === 'media' && media?.length === 1 && media[0] === 'audio'
}
