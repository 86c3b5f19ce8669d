/** Tells when the person leaves the page: it goes, is hidden or loses the focus (to the lock of the screen too). */
export function onPageLeft(
  page: EventTarget & { readonly document: EventTarget & Pick<Document, 'visibilityState'> },
  left: () => void,
): void {
  page.addEventListener('pagehide', left)
  page.addEventListener('blur', left)
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.visibilityState !== 'visible') left()
  })
}
