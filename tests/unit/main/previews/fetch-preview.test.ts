import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect as connectTo } from 'node:net'
import { deflateRawSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { fetchPreview } from '../../../../main/previews/fetch-preview.ts'
import { withoutProxies } from '../../../../main/previews/page-network.ts'
import { isPublicAddress, isPublicName } from '../../../../main/previews/public-address.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const ends: Array<() => void> = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

type Answer = (asked: IncomingMessage, response: ServerResponse) => void
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

const page =
  (head: string, type = 'text/html; charset=utf-8'): Answer =>
  (_, response) => {
    response.setHeader('content-type', type)
    response.end(`<!doctype html><head>${head}</head><body><meta property="og:title" content="body">`)
  }

/** The network as it is past the port: names stand for addresses, and all that is public leads to a server here. */
async function setup(answers: Readonly<Record<string, Answer>>) {
  const asked: Array<IncomingMessage> = []
  const connected: Array<string> = []
  const server = createServer((request, response) => {
    asked.push(request)
    const answer = answers[`${request.headers.host}${request.url}`]
    if (answer === undefined) response.writeHead(404).end()
    else answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  const clock = createVirtualClock()
  const names = new Map<string, ReadonlyArray<string>>()
  const network = {
    resolve: async (host: string) => names.get(host) ?? ['93.184.216.34'],
    connect: (address: string, host: string) => {
      connected.push(`${host} ${address}`)
      return connectTo(port, '127.0.0.1')
    },
  }
  const proxies = new Map<string, string>()
  const guarded = withoutProxies(network, async (url) => proxies.get(url) ?? 'DIRECT')
  const fetch = (url: string) => fetchPreview({ network: guarded, clock }, url)
  return { asked, connected, clock, names, proxies, fetch }
}

const notAllowed = { ok: false, failure: { kind: 'not-allowed' } }
const nothing = { ok: false, failure: { kind: 'nothing-there' } }

test('[LP2] [LP4] a page says what it is, and learns nothing of who asks', async () => {
  const head =
    '<title>Plain</title><meta property="og:title" content="A &amp; B"><meta name="description" content="It is.">'
  const { fetch, asked } = await setup({ 'one.org/a?b=1': page(head) })
  expect(await fetch('https://one.org/a?b=1#part')).toEqual({
    ok: true,
    value: { title: 'A & B', description: 'It is.', picture: undefined },
  })
  const [{ headers } = { headers: {} }] = asked
  expect(Object.keys(headers).toSorted()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ])
  expect(JSON.stringify(headers)).not.toMatch(/tidings|node|linux/iu)
})

describe('[LP1] nothing is asked of what is no public page', () => {
  test.each([
    'http://one.org/',
    'https://one.org:8443/',
    'https://ana:secret@one.org/',
    'https://localhost/',
    'https://router/',
    'https://nas.local/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<title>x</title>',
    'nonsense',
  ])('%s', async (url) => {
    const { fetch, connected } = await setup({})
    expect(await fetch(url)).toEqual(notAllowed)
    expect(connected).toEqual([])
  })

  test('a name that stands for an address inside, alone or among others', async () => {
    const { fetch, names, connected } = await setup({ 'one.org/': page('<title>x</title>') })
    for (const addresses of [
      ['10.0.0.1'],
      ['93.184.216.34', '169.254.169.254'],
      ['fe80::1'],
      ['::1'],
      ['64:ff9b::7f00:1'],
    ]) {
      names.set('one.org', addresses)
      expect(await fetch('https://one.org/')).toEqual(notAllowed)
    }
    expect(connected).toEqual([])
    names.set('one.org', [])
    expect(await fetch('https://one.org/')).toEqual({ ok: false, failure: { kind: 'unreachable' } })
  })

  test('a redirect or a picture that leads inside', async () => {
    const to =
      (location: string): Answer =>
      (_, response) =>
        response.writeHead(302, { location }).end()
    const inside = await setup({
      'one.org/': to('https://intra.two.org/secret'),
      'three.org/': to('http://one.org/'),
      'four.org/': page('<title>x</title><meta property="og:image" content="https://intra.two.org/a.png">'),
    })
    inside.names.set('intra.two.org', ['192.168.1.1'])
    expect(await inside.fetch('https://one.org/')).toEqual(notAllowed)
    expect(await inside.fetch('https://three.org/')).toEqual(notAllowed)
    expect(await inside.fetch('https://four.org/')).toMatchObject({ ok: true, value: { picture: undefined } })
    expect(inside.connected.filter((each) => each.startsWith('intra'))).toEqual([])
  })

  test('the connection goes to the address that was checked, whatever the name stands for later', async () => {
    const { fetch, names, connected } = await setup({ 'one.org/': page('<title>x</title>') })
    names.set('one.org', ['203.0.114.7'])
    await fetch('https://one.org/')
    expect(connected).toEqual(['one.org 203.0.114.7'])
  })
})

test('[LP1] three redirects are followed, relative ones too, a fourth is not', async () => {
  const hop =
    (location: string): Answer =>
    (_, response) =>
      response.writeHead(301, { location }).end()
  const { fetch } = await setup({
    'one.org/1': hop('/2'),
    'one.org/2': hop('https://two.org/3'),
    'two.org/3': hop('4'),
    'two.org/4': page('<title>there</title>'),
    'one.org/0': hop('/1'),
    'one.org/x': hop('https://['),
  })
  expect(await fetch('https://one.org/1')).toMatchObject({ value: { title: 'there' } })
  expect(await fetch('https://one.org/0')).toEqual(nothing)
  expect(await fetch('https://one.org/x')).toEqual(nothing)
})

describe('[LP3] what takes too long or is too much', () => {
  test('a server that says nothing is given up after 5 s', async () => {
    const { fetch, clock, asked } = await setup({ 'one.org/': () => undefined })
    const fetched = fetch('https://one.org/')
    await expect.poll(() => asked.length).toBe(1)
    clock.advance(5_000)
    expect(await fetched).toEqual({ ok: false, failure: { kind: 'unreachable' } })
  })

  test('a page without end is read as far as it may be', async () => {
    const { fetch } = await setup({
      'one.org/': (_, response) => {
        response.setHeader('content-type', 'text/html')
        response.write('<head><title>endless</title>')
        const more = (): void => {
          while (response.writable && response.write('x'.repeat(65_536)));
          response.once('drain', more)
        }
        more()
      },
    })
    expect(await fetch('https://one.org/')).toMatchObject({ ok: true, value: { title: 'endless' } })
  })

  test('a picture that is too large is left out, and so is what is packed', async () => {
    const { fetch } = await setup({
      'one.org/': page('<title>x</title><meta property="og:image" content="/large.png">'),
      'one.org/large.png': (_, response) => response.end(Buffer.concat([png, Buffer.alloc(1_048_576)])),
      'two.org/': (_, response) => {
        response.setHeader('content-type', 'text/html').setHeader('content-encoding', 'deflate')
        response.end(deflateRawSync('<title>bomb</title>'))
      },
    })
    expect(await fetch('https://one.org/')).toMatchObject({ ok: true, value: { picture: undefined } })
    expect(await fetch('https://two.org/')).toEqual(nothing)
  })
})

test('[LP4] what is no page, has no title or is not there says nothing', async () => {
  const { fetch } = await setup({
    'one.org/json': page('<title>x</title>', 'application/json'),
    'one.org/none': page('<title> </title>'),
    'one.org/bare': (_, response) => response.end('<title>x</title>'),
  })
  for (const path of ['json', 'none', 'bare', 'missing'])
    expect(await fetch(`https://one.org/${path}`)).toEqual(nothing)
})

test('[LP5] a picture is what begins as one: no SVG, no HTML, whatever it is called', async () => {
  const picture =
    (body: Buffer | string, type: string): Answer =>
    (_, response) =>
      response.setHeader('content-type', type).end(body)
  const head = (name: string): string =>
    `<title>x</title><meta property="og:image" content="https://two.org/${name}">`
  const { fetch } = await setup({
    'one.org/a': page(head('a')),
    'two.org/a': picture(png, 'text/plain'),
    'one.org/b': page(head('b')),
    'two.org/b': picture('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png'),
    'one.org/c': page(head('c')),
    'two.org/c': picture('', 'image/png'),
  })
  expect(await fetch('https://one.org/a')).toEqual({
    ok: true,
    value: { title: 'x', description: '', picture: new Uint8Array(png) },
  })
  for (const path of ['b', 'c'])
    expect(await fetch(`https://one.org/${path}`)).toMatchObject({ value: { picture: undefined } })
})

test('[LP1] which addresses and names are public', () => {
  const inside = [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '64:ff9b::a00:1',
    '',
    'one.org',
    '08.8.8.8',
  ]
  expect(inside.filter(isPublicAddress)).toEqual([])
  expect(['8.8.8.8', '93.184.216.34', '2606:2800:220:1::1'].every(isPublicAddress)).toBe(true)
  expect(
    ['localhost', 'a.local', 'a.localhost', 'host.internal', '1.2.3.4', 'a.1', '[::1]', '', 'a.'].filter(
      isPublicName,
    ),
  ).toEqual([])
  expect(['one.org', 'a.b.co', 'xn--bcher-kva.example.xn--p1ai'].every(isPublicName)).toBe(true)
})

test('[LP6] a page before which the system has a proxy is not fetched, nor one that leads there, nor its picture', async () => {
  const { fetch, connected, proxies } = await setup({
    'one.org/': page('<title>One</title><meta property="og:image" content="https://behind.org/a.png">'),
    'two.org/': (_, response) => response.writeHead(302, { location: 'https://behind.org/' }).end(),
  })
  for (const answer of ['PROXY proxy.example:3128', 'PROXY proxy.example:3128;DIRECT', 'SOCKS5 p:1', '']) {
    proxies.set('https://behind.org/', answer)
    for (const url of ['https://behind.org/', 'https://two.org/'])
      expect(await fetch(url)).toMatchObject({ failure: { kind: 'unreachable' } })
    expect(await fetch('https://one.org/')).toMatchObject({ ok: true, value: { title: 'One' } })
  }
  expect(new Set(connected)).toEqual(new Set(['one.org 93.184.216.34', 'two.org 93.184.216.34']))
})
