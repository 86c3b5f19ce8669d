/** Prints `text` alone on a sheet, by way of a frame that nobody sees. The person chooses the printer, or not. */
export function printText(title: string, text: string): void {
  const frame = document.createElement('iframe')
  frame.hidden = true
  document.body.append(frame)
  const { contentWindow: page } = frame
  if (page === null) return frame.remove()
  page.document.title = title
  const sheet = page.document.createElement('pre')
  sheet.textContent = text
  page.document.body.append(sheet)
  page.addEventListener('afterprint', () => frame.remove())
  page.print()
}
