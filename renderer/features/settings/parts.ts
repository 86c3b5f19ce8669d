/** The parts of the settings in the order in which they stand, and what each is called. */
import { words as desktopWords } from '../desktop/words.ts'
import { words as linksWords } from '../links/words.ts'
import { words as notifyWords } from '../notifications/words.ts'
import { words as ownWords } from '../own/words.ts'
import { words as policyWords } from '../policy/words.ts'
import { words as previewWords } from '../previews/words.ts'
import { words as updatesWords } from '../updates/words.ts'
import { words } from './words.ts'

export const settingsParts = [
  'account',
  'security',
  'backup',
  'appearance',
  'composer',
  'language',
  'notifications',
  'desktop',
  'receipts',
  'links',
  'previews',
  'updates',
  'managed',
] as const
export type SettingsPart = (typeof settingsParts)[number]

export const settingsTitles: Readonly<Record<SettingsPart, string>> = {
  ...words.sections,
  appearance: words.appearance,
  language: words.language,
  notifications: notifyWords.title,
  desktop: desktopWords.title,
  receipts: ownWords.receipts,
  links: linksWords.title,
  previews: previewWords.settings,
  updates: updatesWords.title,
  managed: policyWords.title,
}
