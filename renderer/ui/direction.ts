/** Whether the page is read from the right. */
export const isMirrored = (): boolean => document.documentElement.dir === 'rtl'

/** Arrow keys as if the page were read from the left: there `ArrowRight` goes on and `ArrowLeft` goes back. */
export function readingKey(key: string): string {
  if (!isMirrored()) return key
  return key === 'ArrowRight' ? 'ArrowLeft' : key === 'ArrowLeft' ? 'ArrowRight' : key
}
