import { Fragment, type JSX, useEffect, useState } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { BackupSection } from '../backup/backup-section.tsx'
import { DesktopSection } from '../desktop/desktop-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { LanguageSection } from './language-section.tsx'
import { LinksSection } from '../links/links-section.tsx'
import { NotificationsSection } from '../notifications/notifications-section.tsx'
import { AccountSection, ComposerSection, SecuritySection } from './account-sections.tsx'
import { ManagedDialog, ManagedSection } from '../policy/managed-dialog.tsx'
import { ReceiptsSection } from '../own/receipts-section.tsx'
import { PreviewSection } from '../previews/preview-section.tsx'
import { words as sidebarWords } from '../sidebar/words.ts'
import { UpdatesSection } from '../updates/updates-section.tsx'
import { settingsParts, settingsTitles, type SettingsPart } from './parts.ts'
import { createSectionList, goToSection, type SectionList, SectionListContext } from './section-list.ts'
import { SectionNav } from './section-nav.tsx'
import styles from './settings-dialog.module.css'

interface SettingsDialogProps {
  /** Where it opens; at the beginning unless told. */
  readonly part?: SettingsPart | undefined
  readonly onClose: () => void
}

/** What a person sets, for this device or on all of theirs, and what they do with their account: seen at once, kept without asking. */
export function SettingsDialog({ part, onClose }: SettingsDialogProps): JSX.Element {
  const [list] = useState(createSectionList)
  const [isManagedShown, showManaged] = useState(false)
  useEffect(() => (part === undefined ? undefined : goToPart(list, settingsTitles[part])), [list, part])
  if (isManagedShown) return <ManagedDialog onClose={() => showManaged(false)} />
  return (
    <Dialog title={sidebarWords.settings} size="columns" onClose={onClose}>
      <div className={styles.columns}>
        <SectionNav list={list} />
        <SectionListContext value={list}>
          <div className={styles.sections}>
            {settingsParts.map((each) => (
              <Fragment key={each}>{contentOf[each](() => showManaged(true))}</Fragment>
            ))}
          </div>
        </SectionListContext>
      </div>
    </Dialog>
  )
}

const contentOf: Readonly<Record<SettingsPart, (showManaged: () => void) => JSX.Element>> = {
  account: () => <AccountSection />,
  security: () => <SecuritySection />,
  backup: () => <BackupSection />,
  appearance: () => <AppearanceSection />,
  composer: () => <ComposerSection />,
  language: () => <LanguageSection />,
  notifications: () => <NotificationsSection />,
  desktop: () => <DesktopSection />,
  receipts: () => <ReceiptsSection />,
  links: () => <LinksSection />,
  previews: () => <PreviewSection />,
  updates: () => <UpdatesSection />,
  managed: (showManaged) => <ManagedSection show={showManaged} />,
}

/** Some parts come a moment later than the others: they wait for what main says. */
function goToPart({ all }: SectionList, title: string): () => void {
  let stop = (): void => undefined
  const look = (): void => {
    const found = all.read().find((each) => each.title === title)
    if (found === undefined) return
    stop()
    goToSection(found)
  }
  stop = all.listen(look)
  look()
  return () => stop()
}
