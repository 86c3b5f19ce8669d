import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { heardOn, listenTo } from '../support/heard.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  inSync,
  joinWorkspace,
  message,
  post,
  signUp,
} from '../support/screens.ts'

test('a person who hears the screens hears what stands there, in its order, and each new message once', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await ana.getByText('No workspace is open here yet.').waitFor()
  await inSync(ana)
  expect(await heardOn(ana)).toMatchInlineSnapshot(`
    "main
      region “Choose a workspace”
        sectionheader
          heading 1 “Choose a workspace”
          A workspace holds the channels of a team, a club, a family.
        region “Workspaces on this server”
          No workspace is open here yet. Create the first one.
        button “Use an invitation”
        heading 2 “Or create your own”
        form
          Workspace name
          textbox “Workspace name”
          button “Create workspace”
      sectionfooter
        status
          In sync"
  `)
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await createChannel(ana, 'quay')
  await post(ben, 'Who rows on Sunday?')
  await channel(ana, /^general.*unread/u).waitFor()
  await ana.getByRole('button', { name: '2 members' }).waitFor()
  expect(await heardOn(ana, 'nav')).toMatchInlineSnapshot(`
    "navigation “Conversations”
      sectionheader
        heading 2 “Rowing”
        button “2 members”
      button “Find or go to…”
      button “Threads”
      button “Saved for later”
      button “New section”
      heading 3 “Channels”
      button “Browse channels”
      button “New channel”
      list “Channels”
        listitem 1
          button “general , unread messages” (general)
          button “Arrange general”
        listitem 1
          button “quay”
          button “Arrange quay”
      heading 3 “Documents”
      button “New document”
      No documents yet
      heading 3 “Direct messages”
      button “New message or group”
      Nobody yet. What you write here only the people in it can read."
  `)

  await channel(ana, /^general/u).click()
  await message(ana, 'Who rows').filter({ hasText: 'online' }).waitFor()
  await post(ana, 'I do.')
  await message(ana, 'I do.').filter({ hasText: 'Seen by 1: Ben' }).waitFor()
  await inSync(ana)
  expect(await heardOn(ana, 'main')).toMatchInlineSnapshot(`
    "main
      sectionheader
        heading 1 “general”
        button “Members of Rowing and the server can read this”
        status
          In sync
        button “Add to favourites”
        button “Files and links”
        button “About this conversation”
        button “Search”
      log “Messages”
        This is the beginning of #general
        Today
        article
          sectionheader
            Ben
            online
            time (day, date at hh:mm)
              hh:mm
          Who rows on Sunday?
        article
          sectionheader
            Ana
            time (day, date at hh:mm)
              hh:mm
          I do.
          On the server
          Seen by 1
          :
          Ben
      **bold** *italic* \`code\` · Shift+Enter for a new line
      textbox “Message #general” (**bold** *italic* \`code\` · Shift+Enter for a new line)
      button “Formatting”
      button “Emoji”
      button “Attach files”
      button “Record a voice message”
      button “Send later”
      button disabled “Send”"
  `)

  const said = await listenTo(ana)
  await post(ben, 'At nine then')
  await message(ana, 'At nine then').waitFor()
  await post(ben, 'Bring the oars')
  await message(ana, 'Bring the oars').waitFor()
  await expect
    .poll(async () => (await said()).filter((text) => /At nine|oars/u.test(text)))
    .toEqual(['Ben: At nine then', 'Ben: Bring the oars'])
})
