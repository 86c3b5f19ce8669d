/** The words of the first screen in Spanish: one file, loaded where it is spoken. What only late parts say is in `late-es.ts` (LA10). */
import { words as account } from '../features/account/words/es.ts'
import { words as attachments } from '../features/attachments/words/es.ts'
import { words as composer } from '../features/composer/words/es.ts'
import { words as connection } from '../features/connection/words/es.ts'
import { words as conversation } from '../features/conversation/words/es.ts'
import { words as crash } from '../features/crash/words/es.ts'
import { words as desktop } from '../features/desktop/words/es.ts'
import { words as documents } from '../features/documents/words/es.ts'
import { words as emoji } from '../features/emoji/words/es.ts'
import { words as keys } from '../features/keys/words/es.ts'
import { words as later } from '../features/later/words/es.ts'
import { words as main } from '../features/main/words/es.ts'
import { words as manage } from '../features/manage/words/es.ts'
import { words as markup } from '../features/markup/words/es.ts'
import { words as media } from '../features/media/words/es.ts'
import { words as notifications } from '../features/notifications/words/es.ts'
import { words as own } from '../features/own/words/es.ts'
import { words as people } from '../features/people/words/es.ts'
import { words as personal } from '../features/personal/words/es.ts'
import { words as policy } from '../features/policy/words/es.ts'
import { words as sidebar } from '../features/sidebar/words/es.ts'
import { words as signIn } from '../features/sign-in/words/es.ts'
import { words as threads } from '../features/threads/words/es.ts'
import { words as timer } from '../features/timer/words/es.ts'
import { words as trust } from '../features/trust/words/es.ts'
import { words as unread } from '../features/unread/words/es.ts'
import { words as voice } from '../features/voice/words/es.ts'
import { words as workspaces } from '../features/workspaces/words/es.ts'
import { words as ui } from '../ui/words/es.ts'
import { words as accounts } from '../features/accounts/words/es.ts'
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
