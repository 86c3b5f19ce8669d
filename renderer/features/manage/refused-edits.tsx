import { type JSX, useEffect, useState } from 'react'
import type { DirectoryEdit, RefusedEdit } from '../../../core/bridge/changes-contract.ts'
import type { ManageFailure } from '../../../core/bridge/contract.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Question } from '../../ui/question.tsx'
import { Banner } from '../connection/banner.tsx'
import { words as connectionWords } from '../connection/words.ts'
import { words } from '../managing/words.ts'
import { EditChannelDialog } from './edit-channel-dialog.tsx'
import { useManage } from './use-manage.ts'
import { manageFailureText } from './words.ts'

type Refused = RefusedEdit<ManageFailure>

/** What the person had changed out of reach, and the relay did not take: until it is seen, also after a new start. */
export function RefusedEdits(): JSX.Element {
  const { bridge } = usePage()
  const [refused, setRefused] = useState<ReadonlyArray<Refused>>([])
  useEffect(() => {
    let isHeard = false
    const stop = bridge.listen('directory.edited', (edits) => {
      isHeard = true
      setRefused(edits.refused)
    })
    void bridge.call('directory.edits', {}).then(
      (edits) => isHeard || setRefused(edits.refused),
      () => undefined, // main is gone
    )
    return stop
  }, [bridge])
  const [asks, setAsks] = useState<Asks>()
  return (
    <>
      {refused.map((each) =>
        isCreation(each) ? (
          <RefusedCreation key={each.id} refused={each} ask={setAsks} />
        ) : (
          <RefusedBanner key={each.id} refused={each} />
        ),
      )}
      {asks !== undefined && <Asked asks={asks} onClose={() => setAsks(undefined)} />}
    </>
  )
}

function RefusedBanner({ refused: { id, edit, failure } }: { readonly refused: Refused }): JSX.Element {
  const { bridge } = usePage()
  const manage = useManage()
  const name = useName(edit)
  const dismiss = (): void => void bridge.call('directory.dismissEdit', { id })
  const again = async (): Promise<void> => {
    if (await manage.edit(edit)) dismiss()
  }
  return (
    <Banner
      look="calm"
      action={
        <>
          {name !== undefined && <Button onClick={() => void again()}>{words.tryAgain}</Button>}
          <Button onClick={dismiss}>{connectionWords.understood}</Button>
        </>
      }
    >
      {whatWasRefused(edit, name)} {manageFailureText(failure)}
    </Banner>
  )
}

/** Of something that is called by a name; all else is of oneself. */
type Named = Extract<DirectoryEdit, { readonly called: string }>
type RefusedCreate = Refused & {
  readonly edit: Extract<Named, { readonly kind: 'create' | 'create-document' }>
}

const isCreation = (refused: Refused): refused is RefusedCreate =>
  refused.edit.kind === 'create' || refused.edit.kind === 'create-document'

/** What the person decides about what was not made. */
interface Asks {
  readonly what: 'name' | 'give-up'
  readonly refused: RefusedCreate
}

interface RefusedCreationProps {
  readonly refused: RefusedCreate
  readonly ask: (asks: Asks) => void
}

/** What was written there hangs on it: it is made after all, under another name if need be, or all of that is given up. */
function RefusedCreation({ refused, ask }: RefusedCreationProps): JSX.Element {
  const manage = useManage()
  const { edit, failure } = refused
  const isNamed = failure.kind === 'name-taken' && edit.kind === 'create'
  const renames = useChannel(edit) !== undefined && isNamed
  return (
    <Banner
      look="calm"
      action={
        <>
          {renames ? (
            <Button onClick={() => ask({ what: 'name', refused })}>{words.otherName}</Button>
          ) : (
            <Button onClick={() => void manage.edit(edit)}>{words.tryAgain}</Button>
          )}
          <Button onClick={() => ask({ what: 'give-up', refused })}>{words.giveUp}</Button>
        </>
      }
    >
      {words.refused.create(titleOf(edit))} {manageFailureText(failure)}
    </Banner>
  )
}

/** Beside the notices: one goes while another name is tried, and the dialog tells what came of that. */
function Asked({ asks, onClose }: { readonly asks: Asks; readonly onClose: () => void }): JSX.Element | null {
  const { bridge } = usePage()
  const { what, refused } = asks
  const channel = useChannel(refused.edit)
  if (what === 'name')
    return channel === undefined ? null : <EditChannelDialog channel={channel} onClose={onClose} />
  const giveUp = (): void => {
    void bridge.call('directory.dismissEdit', { id: refused.id })
    onClose()
  }
  return (
    <Question
      title={words.giveUpTitle(titleOf(refused.edit))}
      act={words.giveUp}
      onAct={giveUp}
      onClose={onClose}
    >
      {words.giveUpText}
    </Question>
  )
}

const titleOf = (edit: Named, name = edit.called): string => (isOfChannel(edit) ? `#${name}` : name)

const isOfChannel = ({ kind }: Named): boolean =>
  kind === 'update' || kind === 'archive' || kind === 'join' || kind === 'create'

/** What it is about is called so now; undefined if it is there no more. */
function useName(edit: DirectoryEdit): string | undefined {
  const { engine, account } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const channel = useChannel(edit)
  if (!('called' in edit)) return account.displayName // it is there for as long as the person is
  if (!('conversation' in edit)) return workspaces.find(({ id }) => id === edit.workspace)?.name
  const documents = workspaces.flatMap(({ documents }) => documents)
  return channel?.name ?? documents.find(({ conversation }) => conversation === edit.conversation)?.title
}

function useChannel(edit: DirectoryEdit): Channel | undefined {
  const { workspaces } = useReadable(usePerson().engine.directory)
  if (!('conversation' in edit)) return undefined
  const { conversation } = edit
  return workspaces.flatMap(({ channels }) => channels).find(({ id }) => id === conversation)
}

function whatWasRefused(edit: DirectoryEdit, name: string | undefined): string {
  if ('called' in edit) return refusedOf(edit)(titleOf(edit, name))
  if (edit.kind === 'own-picture') return words.refused.ownPicture
  if (edit.kind === 'own-name') return words.refused.ownName(edit.set.displayName ?? '')
  const { status = '' } = edit.set
  return status === '' ? words.refused.ownStatusCleared : words.refused.ownStatus(status)
}

function refusedOf(edit: Named): (title: string) => string {
  switch (edit.kind) {
    case 'update':
    case 'title':
    case 'rename-workspace':
    case 'accent':
      return words.refused.update
    case 'archive':
      return edit.archived ? words.refused.archive : words.refused.reopen
    case 'join':
      return edit.joined ? words.refused.join : words.refused.leave
    case 'create':
    case 'create-document':
      return words.refused.create
  }
}
