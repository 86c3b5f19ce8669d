// Loaded before a server that is measured (--expose-gc --import): on SIGUSR2 it gives back what it no longer needs.
process.on('SIGUSR2', () => {
  globalThis.gc?.()
  globalThis.gc?.()
})
