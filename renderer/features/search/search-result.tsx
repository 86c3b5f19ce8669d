import { FileText, type LucideIcon, Paperclip } from 'lucide-react'
import { type JSX, memo } from 'react'
import { workspaceWith } from '../../../core/engine/workspace-with.ts'
import { isPage } from '../../../core/search/document.ts'
import type { Found } from '../../../core/search/query.ts'
import { pageRow } from '../../languages/speech.ts'
import { useEngine, useMemberName, usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Face } from '../faces/face.tsx'
import { words as archiveWords } from '../archive/words.ts'
import { SubjectIcon } from '../conversation/subject-icon.tsx'
import { isPutAway, shortTitleOf, type Subject } from '../conversation/subject.ts'
import { useSubject } from '../main/use-subject.ts'
import { clockTime, dayLabel, fullMoment, startOfDay } from '../../ui/times.ts'
import styles from './search-result.module.css'
import { snippetOf } from './snippet.ts'
import { words } from './words.ts'

interface SearchResultProps {
  readonly id: string
  readonly result: Found
  readonly chosen: boolean
  readonly choose: () => void
}

export function SearchResult({ id, result, chosen, choose }: SearchResultProps): JSX.Element {
  return (
    // Keys are heard by the input, which names this as its active descendant; no native option holds more than text.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- see above
    <li id={id} role="option" aria-selected={chosen} className={styles.result} onClick={choose}>
      <ResultContent result={result} />
    </li>
  )
}

/** Not made anew with each key that is typed: twenty of them cost more than the search. */
export const ResultContent = memo(function ResultContent({
  result,
}: {
  readonly result: Found
}): JSX.Element {
  const { directory } = useEngine()
  const workspace = workspaceWith(useReadable(directory), result.conversation)
  const subject = useSubject(workspace, result.conversation)
  // Its name stands above what stands in it, else beneath what the message says.
  const isInFile = result.inFileOf !== undefined
  return (
    <>
      {isPage(result) ? (
        <FileText className={styles.page} size={20} aria-hidden />
      ) : workspace === undefined ? (
        <Face name={words.someone} id={result.author} size="small" />
      ) : (
        <AuthorAvatar result={result} workspace={workspace.id} />
      )}
      <div className={styles.body}>
        {isPage(result) ? (
          <PageHead title={subject === undefined ? words.somewhere : shortTitleOf(subject)} />
        ) : (
          <MessageHead result={result} workspace={workspace?.id} subject={subject} />
        )}
        {isInFile && <FileNames names={result.files} icon={FileText} />}
        <p className={styles.text} dir="auto">
          {snippetOf(result, { plain: isInFile || isPage(result) }).map(({ text, marked }, index) =>
            marked ? <mark key={index}>{text}</mark> : text,
          )}
        </p>
        {!isInFile && result.files.length > 0 && <FileNames names={result.files} icon={Paperclip} />}
      </div>
    </>
  )
})

interface FileNamesProps {
  readonly names: ReadonlyArray<string>
  readonly icon: LucideIcon
}

function FileNames({ names, icon: Icon }: FileNamesProps): JSX.Element {
  return (
    <p className={styles.files}>
      <Icon size={12} aria-hidden />
      <bdi>{pageRow(names)}</bdi>
    </p>
  )
}

/** A text is many people's, and was written over time. */
function PageHead({ title }: { readonly title: string }): JSX.Element {
  return (
    <div className={styles.head}>
      <span className={styles.author} dir="auto">
        {title}
      </span>
      <span>{words.inDocument}</span>
    </div>
  )
}

interface MessageHeadProps {
  readonly result: Found
  readonly workspace: AuthorProps['workspace'] | undefined
  readonly subject: Subject | undefined
}

function MessageHead({ result, workspace, subject }: MessageHeadProps): JSX.Element {
  const today = useReadable(usePage().today)
  const { time } = result.at
  return (
    <div className={styles.head}>
      <span className={styles.author} dir="auto">
        {workspace === undefined ? words.someone : <AuthorName result={result} workspace={workspace} />}
      </span>
      <span className={styles.channel} dir="auto">
        {subject !== undefined && <SubjectIcon subject={subject} size={12} />}
        {subject === undefined ? words.somewhere : shortTitleOf(subject)}
        {subject !== undefined && isPutAway(subject) && ` (${archiveWords.mark})`}
      </span>
      <time dateTime={new Date(time).toISOString()} title={fullMoment(time)}>
        {dayLabel(startOfDay(time), today)}, {clockTime(time)}
      </time>
    </div>
  )
}

interface AuthorProps {
  readonly result: Found
  readonly workspace: NonNullable<Parameters<typeof useMemberName>[0]>
}

function AuthorName({ result, workspace }: AuthorProps): JSX.Element {
  return <>{useMemberName(workspace, result.author) ?? words.someone}</>
}

function AuthorAvatar({ result, workspace }: AuthorProps): JSX.Element {
  const name = useMemberName(workspace, result.author) ?? words.someone
  return <Face name={name} id={result.author} size="small" />
}
