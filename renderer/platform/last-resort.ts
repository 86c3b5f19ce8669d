/** Tells of what failed where nobody waits for it: a bug. It stands in the page's console as well, as the browser puts it there. */
export function onNobodysFailure(page: EventTarget, failed: () => void): void {
  page.addEventListener('unhandledrejection', failed)
  // Without an error it is a remark of the browser's own: that sizes are observed in the next frame, say.
  page.addEventListener('error', (event) => {
    if (event instanceof ErrorEvent && event.error !== null) failed()
  })
}
