/** The words of the first screen in English: one file, loaded where it is spoken. What only late parts say is in `late-en.ts` (LA10). */
import { words as account } from '../features/account/words/en.ts'
import { words as attachments } from '../features/attachments/words/en.ts'
import { words as composer } from '../features/composer/words/en.ts'
import { words as connection } from '../features/connection/words/en.ts'
import { words as conversation } from '../features/conversation/words/en.ts'
import { words as crash } from '../features/crash/words/en.ts'
import { words as desktop } from '../features/desktop/words/en.ts'
import { words as documents } from '../features/documents/words/en.ts'
import { words as emoji } from '../features/emoji/words/en.ts'
import { words as keys } from '../features/keys/words/en.ts'
import { words as later } from '../features/later/words/en.ts'
import { words as main } from '../features/main/words/en.ts'
import { words as manage } from '../features/manage/words/en.ts'
import { words as markup } from '../features/markup/words/en.ts'
import { words as media } from '../features/media/words/en.ts'
import { words as notifications } from '../features/notifications/words/en.ts'
import { words as own } from '../features/own/words/en.ts'
import { words as people } from '../features/people/words/en.ts'
import { words as personal } from '../features/personal/words/en.ts'
import { words as policy } from '../features/policy/words/en.ts'
import { words as sidebar } from '../features/sidebar/words/en.ts'
import { words as signIn } from '../features/sign-in/words/en.ts'
import { words as threads } from '../features/threads/words/en.ts'
import { words as timer } from '../features/timer/words/en.ts'
import { words as trust } from '../features/trust/words/en.ts'
import { words as unread } from '../features/unread/words/en.ts'
import { words as voice } from '../features/voice/words/en.ts'
import { words as workspaces } from '../features/workspaces/words/en.ts'
import { words as accounts } from '../features/accounts/words/en.ts'
import { words as ui } from '../ui/words/en.ts'

export const catalogue = {
  account,
  attachments,
  composer,
  connection,
  conversation,
  crash,
  desktop,
  documents,
  emoji,
  keys,
  later,
  main,
  manage,
  markup,
  media,
  notifications,
  own,
  people,
  personal,
  policy,
  sidebar,
  signIn,
  threads,
  timer,
  trust,
  unread,
  voice,
  workspaces,
  accounts,
  ui,
} as const
