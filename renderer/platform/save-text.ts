/** Hands `text` to the person as a file of that name, as a download. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the bytes once it has begun, which is a turn later at the latest.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
