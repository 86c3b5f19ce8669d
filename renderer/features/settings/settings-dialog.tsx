import { type JSX, useState } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { BackupSection } from '../backup/backup-section.tsx'
import { DesktopSection } from '../desktop/desktop-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { LanguageSection } from './language-section.tsx'
import { NotificationsSection } from '../notifications/notifications-section.tsx'
import { AccountSection, ComposerSection, SecuritySection } from './account-sections.tsx'
import { ManagedDialog, ManagedSection } from '../policy/managed-dialog.tsx'
import { ReceiptsSection } from '../own/receipts-section.tsx'
import { PreviewSection } from '../previews/preview-section.tsx'
import { words as sidebarWords } from '../sidebar/words.ts'
import { UpdatesSection } from '../updates/updates-section.tsx'
import { createSectionList, SectionListContext } from './section-list.ts'
import { SectionNav } from './section-nav.tsx'
import styles from './settings-dialog.module.css'

/** What a person sets, for this device or on all of theirs, and what they do with their account: seen at once, kept without asking. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const [list] = useState(createSectionList)
  const [isManagedShown, showManaged] = useState(false)
  if (isManagedShown) return <ManagedDialog onClose={() => showManaged(false)} />
  return (
    <Dialog title={sidebarWords.settings} size="columns" onClose={onClose}>
      <div className={styles.columns}>
        <SectionNav list={list} />
        <SectionListContext value={list}>
          <div className={styles.sections}>
            <AccountSection />
            <SecuritySection />
            <BackupSection />
            <AppearanceSection />
            <ComposerSection />
            <LanguageSection />
            <NotificationsSection />
            <DesktopSection />
            <ReceiptsSection />
            <PreviewSection />
            <UpdatesSection />
            <ManagedSection show={() => showManaged(true)} />
          </div>
        </SectionListContext>
      </div>
    </Dialog>
  )
}
