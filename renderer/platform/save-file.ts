/** Hands a file to the browser's own saving, as bytes: nothing opens it here. `name` is a mere name. */
export function saveFile(name: string, content: Blob | string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
