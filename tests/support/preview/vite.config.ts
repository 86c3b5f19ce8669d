/** The screens before a made-up engine, to look at: `vite --config tests/support/preview/vite.config.ts`. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../../../out/preview', emptyOutDir: true, assetsInlineLimit: 0 },
})
