import { type CSSProperties, type JSX, useState } from 'react'
import { pageNumber, pagePercent } from '../../languages/speech.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { accentHues, accents, densities, motions, textSizes, themes } from '../../ui/appearance.ts'
import { Choices } from '../../ui/choices.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { BackupSection } from '../backup/backup-section.tsx'
import { DesktopSection } from '../desktop/desktop-section.tsx'
import { LanguageSection } from './language-section.tsx'
import { NotificationsSection } from '../notifications/notifications-section.tsx'
import { AccountSection, ComposerSection, SecuritySection } from './account-sections.tsx'
import { Section } from './section.tsx'
import { ManagedDialog, ManagedSection } from '../policy/managed-dialog.tsx'
import { ReceiptsSection } from '../own/receipts-section.tsx'
import { PreviewSection } from '../previews/preview-section.tsx'
import { words as sidebarWords } from '../sidebar/words.ts'
import { UpdatesSection } from '../updates/updates-section.tsx'
import styles from './settings-dialog.module.css'
import { words } from './words.ts'

/** What a person sets, for this device or on all of theirs, and what they do with their account: seen at once, kept without asking. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { appearance } = usePage()
  const { theme, density, motion, textSize, accent } = useReadable(appearance.looks)
  const { change } = appearance
  // That of the workspace is the page's to know; the slider then stands where the app's own is.
  const hue = accent === 'workspace' ? accentHues[0] : accent
  const [isManagedShown, showManaged] = useState(false)
  if (isManagedShown) return <ManagedDialog onClose={() => showManaged(false)} />
  return (
    <Dialog title={sidebarWords.settings} onClose={onClose}>
      <AccountSection />
      <SecuritySection />
      <BackupSection />
      <Section title={words.appearance}>
        <p className={styles.note}>{words.device}</p>
        <Choices
          legend={words.theme}
          all={themes}
          chosen={theme}
          choose={(next) => change({ theme: next })}
          name={(each) => words.themes[each]}
        />
        <Choices
          legend={words.accent}
          all={accents}
          chosen={accent}
          choose={(next) => change({ accent: next })}
          name={(each) => (each === 'workspace' ? words.accentOfWorkspace : (words.accents[each] ?? ''))}
          sample={(hue) => hue !== 'workspace' && <Sample hue={hue} />}
        />
        <label className={styles.hue}>
          {words.anyAccent}
          <input
            type="range"
            min={0}
            max={355}
            step={5}
            value={hue}
            aria-valuetext={degrees(hue)}
            onChange={({ currentTarget }) => change({ accent: currentTarget.valueAsNumber })}
          />
        </label>
        <Choices
          legend={words.density}
          all={densities}
          chosen={density}
          choose={(next) => change({ density: next })}
          name={(each) => words.densities[each]}
        />
        <Choices
          legend={words.textSize}
          all={textSizes}
          chosen={textSize}
          choose={(next) => change({ textSize: next })}
          name={(size) => pagePercent(size / 100)}
        />
        <Choices
          legend={words.motion}
          all={motions}
          chosen={motion}
          choose={(next) => change({ motion: next })}
          name={(each) => words.motions[each]}
        />
      </Section>
      <ComposerSection />
      <LanguageSection />
      <NotificationsSection />
      <DesktopSection />
      <ReceiptsSection />
      <PreviewSection />
      <UpdatesSection />
      <ManagedSection show={() => showManaged(true)} />
    </Dialog>
  )
}

const degrees = (hue: number): string => pageNumber(hue, { style: 'unit', unit: 'degree' })

function Sample({ hue }: { readonly hue: number }): JSX.Element {
  const style: CSSProperties & { readonly '--accent-hue': number } = { '--accent-hue': hue }
  return <span className={styles.sample} style={style} />
}
