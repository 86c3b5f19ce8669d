import { type JSX, useEffect, useState } from 'react'
import type { ChannelEdit, RefusedEdit } from '../../../core/bridge/changes-contract.ts'
import type { ManageFailure } from '../../../core/bridge/contract.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../connection/banner.tsx'
import { words as connectionWords } from '../connection/words.ts'
import { words } from '../managing/words.ts'
import { useManage } from './use-manage.ts'
import { manageFailureText } from './words.ts'

type Refused = RefusedEdit<ManageFailure>

/** What the person had changed of channels out of reach, and the relay did not take: until it is seen, also after a new start. */
export function RefusedEdits(): JSX.Element {
  const { bridge } = usePage()
  const [refused, setRefused] = useState<ReadonlyArray<Refused>>([])
  useEffect(() => {
    let isHeard = false
    const stop = bridge.listen('channel.edited', (edits) => {
      isHeard = true
      setRefused(edits.refused)
    })
    void bridge.call('channel.edits', {}).then(
      (edits) => isHeard || setRefused(edits.refused),
      () => undefined, // main is gone
    )
    return stop
  }, [bridge])
  return (
    <>
      {refused.map((each) => (
        <RefusedBanner key={each.id} refused={each} />
      ))}
    </>
  )
}

function RefusedBanner({ refused: { id, edit, failure } }: { readonly refused: Refused }): JSX.Element {
  const { bridge } = usePage()
  const { workspaces } = useReadable(usePerson().engine.directory)
  const manage = useManage()
  const channel = workspaces.flatMap(({ channels }) => channels).find((each) => each.id === edit.conversation)
  const dismiss = (): void => void bridge.call('channel.dismissEdit', { id })
  const again = async (): Promise<void> => {
    if (await manage.edit(edit)) dismiss()
  }
  const title = `#${channel?.name ?? edit.called}`
  return (
    <Banner
      look="calm"
      action={
        <>
          {channel !== undefined && <Button onClick={() => void again()}>{words.tryAgain}</Button>}
          <Button onClick={dismiss}>{connectionWords.understood}</Button>
        </>
      }
    >
      {whatWasRefused(edit)(title)} {manageFailureText(failure)}
    </Banner>
  )
}

function whatWasRefused(edit: ChannelEdit): (title: string) => string {
  switch (edit.kind) {
    case 'update':
      return words.refused.update
    case 'archive':
      return edit.archived ? words.refused.archive : words.refused.reopen
    case 'join':
      return edit.joined ? words.refused.join : words.refused.leave
  }
}
