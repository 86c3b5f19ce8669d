/** The words of the first screen in German: one file, loaded where it is spoken. What only late parts say is in `late-de.ts` (LA10). */
import { words as account } from '../features/account/words/de.ts'
import { words as attachments } from '../features/attachments/words/de.ts'
import { words as composer } from '../features/composer/words/de.ts'
import { words as connection } from '../features/connection/words/de.ts'
import { words as conversation } from '../features/conversation/words/de.ts'
import { words as crash } from '../features/crash/words/de.ts'
import { words as desktop } from '../features/desktop/words/de.ts'
import { words as documents } from '../features/documents/words/de.ts'
import { words as emoji } from '../features/emoji/words/de.ts'
import { words as keys } from '../features/keys/words/de.ts'
import { words as later } from '../features/later/words/de.ts'
import { words as main } from '../features/main/words/de.ts'
import { words as manage } from '../features/manage/words/de.ts'
import { words as markup } from '../features/markup/words/de.ts'
import { words as media } from '../features/media/words/de.ts'
import { words as notifications } from '../features/notifications/words/de.ts'
import { words as own } from '../features/own/words/de.ts'
import { words as people } from '../features/people/words/de.ts'
import { words as personal } from '../features/personal/words/de.ts'
import { words as policy } from '../features/policy/words/de.ts'
import { words as sidebar } from '../features/sidebar/words/de.ts'
import { words as signIn } from '../features/sign-in/words/de.ts'
import { words as threads } from '../features/threads/words/de.ts'
import { words as timer } from '../features/timer/words/de.ts'
import { words as trust } from '../features/trust/words/de.ts'
import { words as unread } from '../features/unread/words/de.ts'
import { words as voice } from '../features/voice/words/de.ts'
import { words as workspaces } from '../features/workspaces/words/de.ts'
import { words as ui } from '../ui/words/de.ts'
import { words as accounts } from '../features/accounts/words/de.ts'
import type { FirstWords } from './spoken.ts'

export const catalogue: FirstWords = {
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
}
