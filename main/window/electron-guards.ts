/** What no page may do, whatever it has become: leave the app, open windows, embed, ask for the machine. */
import type { Session, WebContents } from 'electron'
import { isAppAddress } from './app-address.ts'
import { mayAsk } from './permissions.ts'

export function guardContents(contents: WebContents, openLink: (url: string) => Promise<boolean>): void {
  const stay = (event: { readonly url: string; readonly preventDefault: () => void }): void => {
    if (!isAppAddress(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openLink(url)
    return { action: 'deny' }
  })
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(
      mayAsk(permission, 'mediaTypes' in details ? details.mediaTypes : undefined) &&
        details.isMainFrame &&
        isAppAddress(details.requestingUrl),
    ),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      mayAsk(permission, mediaType && [mediaType]) && isAppAddress(origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
}
