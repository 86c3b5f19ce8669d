import { type JSX, useEffect, useState } from 'react'
import type { PageBridge } from '../../../core/bridge/contract.ts'
import type { CrashFacts } from '../../../core/bridge/shell-contract.ts'
import { Button } from '../../ui/button.tsx'
import { Entrance } from '../sign-in/entrance.tsx'
import { CrashReport } from './crash-report.tsx'
import styles from './crash-report.module.css'
import { processReport } from './report-text.ts'
import { words } from './words.ts'

/** In the place of a page that has died. */
export function CrashPage({ bridge }: { readonly bridge: PageBridge }): JSX.Element {
  const [facts, setFacts] = useState<CrashFacts>()
  useEffect(() => void bridge.call('shell.crash', {}).then(setFacts), [bridge])
  return (
    <Entrance title={words.title} intro={words.text}>
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => window.location.assign('./index.html')}>
          {words.open}
        </Button>
        <Button onClick={() => void bridge.call('shell.restart', { safeMode: true })}>
          {words.safeMode}
        </Button>
      </div>
      <p className={styles.note}>{words.safeModeNote}</p>
      {facts !== undefined && <CrashReport text={processReport(facts)} />}
    </Entrance>
  )
}
