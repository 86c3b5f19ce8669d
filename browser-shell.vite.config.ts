import { defineConfig } from 'vite'

/**
 * The browser shell in one file, as Electron's main is: plain Node over the sources takes twice as long to start. It is in
 * no package (electron-builder.yml names what is).
 */
export default defineConfig({
  ssr: { noExternal: true, external: ['@node-rs/argon2'] },
  logLevel: 'warn',
  build: {
    ssr: 'main/browser.ts',
    outDir: 'out/browser-shell',
    rolldownOptions: { output: { entryFileNames: 'index.js' } },
  },
})
