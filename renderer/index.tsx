/** The page's first script: it sees to looks and language before anything is drawn, then to everything else. */
import './ui/styles.ts'
import { loadLanguage } from './languages/load.ts'
import { createRemembered, forgetful } from './platform/remembered.ts'
import { createAppearance } from './ui/appearance.ts'

/** Main says so in the address: what is remembered is wanted before anything is drawn. */
const isSafeMode = new URLSearchParams(window.location.search).has('safe-mode')
const remembered = isSafeMode ? forgetful() : createRemembered(localStorage)
const appearance = createAppearance(remembered, window)

/** The browser opens its storage meanwhile: the first database of a start would wait for that. */
void indexedDB.databases()

async function begin(): Promise<void> {
  await loadLanguage(appearance.language)
  const { openPage } = await import('./page.tsx')
  openPage({ remembered, appearance, isSafeMode })
}

void begin()
