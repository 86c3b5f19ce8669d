/** Previews as the built main fetches them, over TLS and through its own guard: only names and addresses are made up. */
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { createInternet } from '../support/internet.ts'
import { pngOf } from '../support/pictures.ts'
import { composer, createWorkspace, joinWorkspace, message, signUp } from '../support/screens.ts'

const page = `<!doctype html><title>Harbour news</title>
<meta property="og:title" content="Regatta on Sunday"><meta name="description" content="All that float">
<meta property="og:image" content="/boat.png"><script>fetch('/run')</script>`

test('[LP1] [LP2] the preview of a link is fetched by the sender alone, goes with the message, and comes from no address within', async () => {
  const internet = await createInternet(
    {
      'harbour-news.org': '93.184.216.34',
      // A name of the world for a machine of the house, and one that leads there only when it is asked.
      'printer.harbour-news.org': '192.168.1.7',
      'moved.harbour-news.org': '93.184.216.35',
    },
    ({ headers, url }, response) => {
      if (headers.host === 'moved.harbour-news.org')
        response.writeHead(302, { location: 'https://printer.harbour-news.org/' }).end()
      else if (url === '/boat.png')
        response.writeHead(200, { 'content-type': 'image/png' }).end(pngOf(64, 48))
      else response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'who=ana' }).end(page)
    },
  )
  const { env, asked } = internet
  const world = await setupWorld()
  const ana = await world.device().start({ env })
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start({ env })
  const requests: Array<string> = []
  ben.on('request', (request) => requests.push(request.url()))
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')

  const box = composer(ana, 'general')
  for (const host of ['printer', 'moved'].map((name) => `${name}.harbour-news.org`)) {
    await box.fill(`See https://${host}/`)
    await ana.getByRole('button', { name: `Add a preview of ${host}` }).click()
    await ana.getByText(`There are no previews of ${host}: it is no public site.`).waitFor()
  }
  expect(asked.map(({ url }) => url)).toEqual(['moved.harbour-news.org/'])

  await box.fill('See https://harbour-news.org/regatta')
  expect(asked).toHaveLength(1)
  await ana.getByRole('button', { name: 'Add a preview of harbour-news.org' }).click()
  const sample = ana.getByRole('group', { name: 'Preview' })
  await sample.getByText('Regatta on Sunday').waitFor()
  expect(asked.slice(1).map(({ url }) => url)).toEqual([
    'harbour-news.org/regatta',
    'harbour-news.org/boat.png',
  ])
  for (const { headers } of asked)
    expect([headers.cookie, headers.referer, headers['user-agent']]).toEqual([
      undefined,
      undefined,
      'Mozilla/5.0 (compatible; LinkPreview)',
    ])
  await box.press('Enter')

  for (const reader of [ana, ben]) {
    const card = message(reader, 'See https://harbour-news.org/regatta').getByRole('button', {
      name: /^Regatta on Sunday/u,
    })
    await card.getByText('All that float').waitFor()
    await expect
      .poll(() => card.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
  }
  expect(asked).toHaveLength(3)
  const own = [new URL(ben.url()).host, new URL(world.relayUrl).host]
  const elsewhere = requests.filter((url) => /^https?:/u.test(url) && !own.includes(new URL(url).host))
  expect(elsewhere).toEqual([])
})
