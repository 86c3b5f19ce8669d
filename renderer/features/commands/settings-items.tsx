import { Bell, BookOpenCheck, Link2, SendHorizontal, Settings } from 'lucide-react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { sendKeys, useSendKey } from '../composer/use-send-key.ts'
import { contents } from '../notifications/notify-choices.ts'
import { words as notifyWords } from '../notifications/words.ts'
import { words as ownWords } from '../own/words.ts'
import { previewChoices, usePreviewChoice } from '../previews/preview-choice.ts'
import { words as previewWords } from '../previews/words.ts'
import { type SettingsPart, settingsParts, settingsTitles } from '../settings/parts.ts'
import { words as settingsWords } from '../settings/words.ts'
import { words as sidebarWords } from '../sidebar/words.ts'
import { words } from '../switcher/words.ts'
import type { CommandItem } from './command.ts'
import { settingItems } from './setting-items.ts'

const onOff = ['on', 'off'] as const
const asSwitch = (isOn: boolean): (typeof onOff)[number] => (isOn ? 'on' : 'off')

/** The settings part by part, and those of their choices that need no look at the others. */
export function useSettingsItems(
  isThere: (part: SettingsPart) => boolean,
  open: (part: SettingsPart) => void,
): ReadonlyArray<CommandItem> {
  const switches = useSwitchItems()
  const parts = settingsParts.filter(isThere).map((part) => ({
    key: `settings.${part}`,
    label: words.set(sidebarWords.settings, settingsTitles[part]),
    icon: <Settings size={16} />,
    choose: () => open(part),
  }))
  return [...parts, ...switches]
}

function useSwitchItems(): ReadonlyArray<CommandItem> {
  const { notifyChoices } = usePage()
  const { own } = usePerson()
  const { hidesReading } = useReadable(own.state).choices
  const { isOn, content } = useReadable(notifyChoices.state)
  const [preview, setPreview] = usePreviewChoice()
  const [sendKey, setSendKey] = useSendKey()
  const maySetContent = !usePolicy('NotificationContent').isLocked
  const maySetPreviews = usePolicy('LinkPreviews').value
  return [
    ...settingItems({
      key: 'notifications',
      legend: notifyWords.show,
      icon: <Bell size={16} />,
      all: onOff,
      chosen: asSwitch(isOn),
      name: (each) => sidebarWords[each],
      choose: (each) => notifyChoices.change({ isOn: each === 'on' }),
    }),
    ...settingItems({
      key: 'notified',
      legend: words.set(notifyWords.title, notifyWords.content),
      icon: <Bell size={16} />,
      all: contents,
      chosen: content,
      name: (each) => notifyWords.contents[each],
      choose: (next) => notifyChoices.change({ content: next }),
      isLocked: !isOn || !maySetContent,
    }),
    ...settingItems({
      key: 'receipts',
      legend: ownWords.receipts,
      icon: <BookOpenCheck size={16} />,
      all: onOff,
      chosen: asSwitch(hidesReading !== true),
      name: (each) => sidebarWords[each],
      choose: (each) => own.change({ hidesReading: each === 'on' ? undefined : true }),
    }),
    ...settingItems({
      key: 'previews',
      legend: previewWords.settings,
      icon: <Link2 size={16} />,
      all: previewChoices,
      chosen: preview,
      name: (each) => previewWords.choices[each],
      choose: setPreview,
      isLocked: !maySetPreviews,
    }),
    ...settingItems({
      key: 'send-with',
      legend: settingsWords.sendWith,
      icon: <SendHorizontal size={16} />,
      all: sendKeys,
      chosen: sendKey,
      name: (each) => settingsWords.sendKeys[each],
      choose: setSendKey,
    }),
  ]
}
