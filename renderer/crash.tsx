/** The page in the place of one that has died: as little as possible, so that it does not die of the same. */
import './ui/styles.ts'
import { createRoot } from 'react-dom/client'
import { Defect } from '../core/base/defect.ts'
import { loadLanguage } from './languages/load.ts'
import { createRemembered } from './platform/remembered.ts'
import { createAppearance } from './ui/appearance.ts'

const { language } = createAppearance(createRemembered(localStorage), window)

async function begin(): Promise<void> {
  await loadLanguage(language)
  const { CrashPage } = await import('./features/crash/crash-page.tsx')
  const root = document.getElementById('root')
  if (root === null) throw new Defect('crash.html has no #root')
  createRoot(root).render(<CrashPage bridge={window.bridge} />)
}

void begin()
