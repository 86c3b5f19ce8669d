/** The words of the first screen in Arabic: one file, loaded where it is spoken. What only late parts say is in `late-ar.ts` (LA10). */
import { words as account } from '../features/account/words/ar.ts'
import { words as attachments } from '../features/attachments/words/ar.ts'
import { words as composer } from '../features/composer/words/ar.ts'
import { words as connection } from '../features/connection/words/ar.ts'
import { words as conversation } from '../features/conversation/words/ar.ts'
import { words as crash } from '../features/crash/words/ar.ts'
import { words as desktop } from '../features/desktop/words/ar.ts'
import { words as documents } from '../features/documents/words/ar.ts'
import { words as emoji } from '../features/emoji/words/ar.ts'
import { words as keys } from '../features/keys/words/ar.ts'
import { words as later } from '../features/later/words/ar.ts'
import { words as main } from '../features/main/words/ar.ts'
import { words as manage } from '../features/manage/words/ar.ts'
import { words as markup } from '../features/markup/words/ar.ts'
import { words as media } from '../features/media/words/ar.ts'
import { words as notifications } from '../features/notifications/words/ar.ts'
import { words as own } from '../features/own/words/ar.ts'
import { words as people } from '../features/people/words/ar.ts'
import { words as personal } from '../features/personal/words/ar.ts'
import { words as policy } from '../features/policy/words/ar.ts'
import { words as sidebar } from '../features/sidebar/words/ar.ts'
import { words as signIn } from '../features/sign-in/words/ar.ts'
import { words as threads } from '../features/threads/words/ar.ts'
import { words as timer } from '../features/timer/words/ar.ts'
import { words as trust } from '../features/trust/words/ar.ts'
import { words as unread } from '../features/unread/words/ar.ts'
import { words as voice } from '../features/voice/words/ar.ts'
import { words as workspaces } from '../features/workspaces/words/ar.ts'
import { words as ui } from '../ui/words/ar.ts'
import { words as accounts } from '../features/accounts/words/ar.ts'
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
