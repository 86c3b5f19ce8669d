import { useEffect, useState } from 'react'
import { millis } from '../../../core/base/clock.ts'
import type { PreviewFailure } from '../../../core/bridge/preview-contract.ts'
import { maxPreviewPicture } from '../../../core/conversation/limits.ts'
import type { LinkPreview } from '../../../core/conversation/op.ts'
import { cleanPreview } from '../../../core/conversation/preview-fields.ts'
import { usePage } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { makeThumbnail } from '../attachments/thumbnail.ts'
import { firstPage } from './links.ts'
import { usePreviewChoice } from './preview-choice.ts'

type State =
  | { readonly kind: 'offered' | 'fetching' }
  | { readonly kind: 'failed'; readonly failure: PreviewFailure }
  | { readonly kind: 'ready'; readonly preview: LinkPreview }
  | { readonly kind: 'removed' }

export interface DraftPreview {
  /** Undefined where there is nothing to be shown: no link, or the person wants no preview. */
  readonly shown: { readonly url: string; readonly state: Exclude<State, { kind: 'removed' }> } | undefined
  readonly fetch: () => void
  readonly remove: () => void
  /** What goes with the message if it is sent now. */
  readonly ready: LinkPreview | undefined
}

/** While a link is still being typed it is none: that long nobody types any more. */
const restMs = 700

/** The preview of the first page that the text links to. `isOff`: none can be sent, as with an edit. */
export function useLinkPreview(text: string, isOff: boolean): DraftPreview {
  const { bridge, clock } = usePage()
  const [choice] = usePreviewChoice()
  const { value: isAllowed } = usePolicy('LinkPreviews')
  const url = isOff || choice === 'never' || !isAllowed ? undefined : firstPage(text)
  const [rested, setRested] = useState<string>()
  const [state, setState] = useState<{ readonly url: string; readonly is: State }>()
  useEffect(() => clock.after(millis(restMs), () => setRested(url)), [clock, url])

  const fetchIt = async (of: string): Promise<void> => {
    setState({ url: of, is: { kind: 'fetching' } })
    const fetched = await bridge.call('preview.fetch', { url: of })
    const is = fetched.ok
      ? await ready(of, fetched.value)
      : { kind: 'failed' as const, failure: fetched.failure }
    // The person may have gone on to another link, or away from this one.
    setState((before) => (before?.url === of && before.is.kind === 'fetching' ? { url: of, is } : before))
  }
  const known = state !== undefined && state.url === url ? state.is : undefined
  const isDue = choice === 'always' && url !== undefined && rested === url && known === undefined
  useEffect(() => {
    if (isDue) void fetchIt(url)
    // oxlint-disable-next-line react/exhaustive-deps -- asked once for each link
  }, [isDue, url])

  const shownState = known ?? (rested === url ? ({ kind: 'offered' } as const) : undefined)
  const isShown = url !== undefined && shownState !== undefined && shownState.kind !== 'removed'
  return {
    shown: isShown ? { url, state: shownState } : undefined,
    fetch: () => {
      if (url !== undefined) void fetchIt(url)
    },
    remove: () => {
      if (url !== undefined) setState({ url, is: { kind: 'removed' } })
    },
    ready: known?.kind === 'ready' ? known.preview : undefined,
  }
}

async function ready(
  url: string,
  fetched: { readonly title: string; readonly description: string; readonly picture: Uint8Array | undefined },
): Promise<State> {
  const { title, description, picture } = fetched
  // Drawn anew, so that of what a stranger put there nothing but its looks is sent on.
  const drawn = picture && (await makeThumbnail(new Blob([new Uint8Array(picture)]), maxPreviewPicture))
  const preview = cleanPreview({ url, title, description, ...(drawn && { picture: drawn }) })
  return preview === undefined
    ? { kind: 'failed', failure: { kind: 'nothing-there' } }
    : { kind: 'ready', preview }
}
