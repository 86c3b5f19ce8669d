import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  rename: 'Workspace umbenennen…',
  renameTitle: 'Diesen Workspace umbenennen',
  renameHint: 'Alle darin sehen den neuen Namen sofort.',
  members: 'Mitglieder',
  moveUp: 'In der Liste der Workspaces nach oben',
  moveDown: 'In der Liste der Workspaces nach unten',
  leave: 'Workspace verlassen…',
  leaveTitle: (name: string) => `${name} verlassen?`,
  leaveText: [
    'Seine Kanäle, Dokumente und Direktnachrichten verschwinden aus den Listen auf all deinen Geräten, und nichts dort benachrichtigt dich mehr. Was du geschrieben hast, bleibt den anderen.',
    'Was dieses Gerät davon gespeichert hat, bleibt verschlüsselt hier und wird nicht gezeigt, solange du nicht im Workspace bist.',
    'In seinen versiegelten Unterhaltungen kannst du nichts lesen, was von nun an geschrieben wird, auch später nicht.',
    'Um zurückzukommen, brauchst du eine Einladung, oder du trittst wieder bei, wenn der Workspace offen ist. In private Kanäle kann dich nur jemand holen, der darin ist.',
  ],
  scheduled: (count) =>
    counted(count, {
      one: '# geplante Nachricht wird nicht gesendet, solange du nicht im Workspace bist.',
      other: '# geplante Nachrichten werden nicht gesendet, solange du nicht im Workspace bist.',
    }),
  act: 'Verlassen',
  left: (name: string) => `Du hast ${name} verlassen.`,
  lastOwner:
    'Nur du bist sein Inhaber, und ein Workspace braucht einen. Mach erst jemand anderen zum Inhaber; dann kannst du gehen.',
  alone:
    'Nur du bist sein Inhaber, und sonst ist niemand darin. Ein Workspace braucht einen Inhaber: Er bleibt, wie er ist, bis du jemanden eingeladen und zum Inhaber gemacht hast.',
}
