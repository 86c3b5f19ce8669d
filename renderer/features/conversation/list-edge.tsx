import type { JSX } from 'react'
import type { ConversationView } from '../../../core/engine/engine.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { Button } from '../../ui/button.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useAskInvite } from '../invite/ask-invite.ts'
import styles from './list-edge.module.css'
import { edgeHeight } from './list-edge-height.ts'
import type { PlacedEvent } from '../trust/place-events.ts'
import { TrustLines } from '../trust/trust-lines.tsx'
import type { EmptyTexts } from './subject.ts'
import { words } from './words.ts'

interface ListEdgeProps {
  readonly before: ConversationView['before']
  /** Said at the beginning. */
  readonly beginning: string
  readonly retry: () => void
}

/** What stands before the first message. Its height never changes, so that nothing moves when it speaks. */
export function ListEdge(props: ListEdgeProps): JSX.Element {
  return (
    <div className={styles.edge} style={{ height: edgeHeight }}>
      <EdgeContent {...props} />
    </div>
  )
}

function EdgeContent({ before, beginning, retry }: ListEdgeProps): JSX.Element {
  switch (before) {
    case 'beginning':
      return <p>{beginning}</p>
    case 'more':
    case 'loading':
      return <p>{words.loadingOlder}</p>
    case 'unreachable':
      return (
        <>
          <p>{words.unreachable}</p>
          <Button look="link" onClick={retry}>
            {words.tryAgain}
          </Button>
        </>
      )
  }
}

interface EmptyConversationProps {
  readonly texts: EmptyTexts
  readonly unreachable: boolean
  readonly events: ReadonlyArray<PlacedEvent>
  readonly workspace: WorkspaceId
}

export function EmptyConversation(props: EmptyConversationProps): JSX.Element {
  const { events, workspace } = props
  // What cannot be opened is no beginning.
  const isEmpty = !events.some(({ kind }) => kind === 'unopened')
  return (
    <>
      {!isEmpty && <div className={styles.above} />}
      {events.length > 0 && <TrustLines events={events} workspace={workspace} />}
      {isEmpty && <EmptyTextsOf {...props} />}
    </>
  )
}

/** Where nobody knows whether there is something, it is not said that there is nothing. */
function EmptyTextsOf({
  texts,
  unreachable,
}: Pick<EmptyConversationProps, 'texts' | 'unreachable'>): JSX.Element {
  const invite = useAskInvite()
  const { title, text, alone } = unreachable
    ? { title: words.notHereTitle, text: words.notHereText, alone: false }
    : texts
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {text !== undefined && <p>{text}</p>}
      {alone === true && invite !== undefined && (
        <p>
          {words.alone}{' '}
          <Button look="link" onClick={invite}>
            {words.invite}
          </Button>
        </p>
      )}
    </div>
  )
}

/** Stands where messages will be, as long as nobody knows which. */
export function OpeningConversation(): JSX.Element {
  return (
    <div className={styles.opening}>
      <VisuallyHidden>{words.opening}</VisuallyHidden>
      {lines.map(([key, name, text]) => (
        <div key={key} className={styles.ghost}>
          <span className={styles.ghostAvatar} />
          <span className={styles.ghostLine} style={{ width: name }} />
          <span className={styles.ghostLine} style={{ width: text }} />
        </div>
      ))}
    </div>
  )
}

const lines = [
  ['a', '96px', '62%'],
  ['b', '128px', '38%'],
  ['c', '80px', '71%'],
  ['d', '112px', '46%'],
  ['e', '92px', '55%'],
] as const
