/** The page's first script: it sees to looks and language before anything is drawn, then to everything else. */
import './ui/styles.ts'
import { loadLanguage } from './languages/load.ts'
import { createRemembered } from './platform/remembered.ts'
import { createAppearance } from './ui/appearance.ts'

const remembered = createRemembered(localStorage)
const appearance = createAppearance(remembered, window)

async function begin(): Promise<void> {
  await loadLanguage(appearance.language)
  const { openPage } = await import('./page.tsx')
  openPage(remembered, appearance)
}

void begin()
