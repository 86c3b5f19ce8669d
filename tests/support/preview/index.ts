/** As in the app: first the words, then what shows them. */
import { loadLanguage } from '../../../renderer/languages/load.ts'

async function begin(): Promise<void> {
  await loadLanguage('en')
  await import('./preview.tsx')
}

void begin()
