/** What the benchmark `ui` does within the app's own page, and how long it takes, in milliseconds. */

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
/** The task behind the frame that is being made: what stood in the page when its callbacks ran is painted. */
const shown = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
/** A task of its own, behind the next frame. */
const painted = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

/** From the click on a conversation until rows of it are painted. */
async function openChannel(name: string): Promise<number> {
  const entry = [...document.querySelectorAll('nav button')].find((each) => each.textContent.includes(name))
  if (!(entry instanceof HTMLElement)) throw new Error(`no channel ${name}`)
  const composer = `:is(textarea, [role=textbox])[aria-label*="${name}"]`
  const began = performance.now()
  entry.click()
  while (document.querySelector(composer) === null || document.querySelector('[role=log] article') === null)
    await frame()
  await shown()
  return performance.now() - began
}

/** Scrolls back over so many messages, a seventh of the window a frame; answers with the time between frames. */
async function scrollBack(count: number): Promise<ReadonlyArray<number>> {
  const log = document.querySelector('[role=log]')
  if (log === null) throw new Error('no messages')
  const seen = new Set<string | null>()
  const frames: Array<number> = []
  let last = await frame()
  while (seen.size < count && !log.textContent.includes('This is the beginning')) {
    log.scrollBy(0, -log.clientHeight / 7)
    const now = await frame()
    frames.push(now - last)
    last = now
    for (const row of log.querySelectorAll('article')) seen.add(row.getAttribute('data-key'))
  }
  return frames
}

/** In the search dialog that is open: from a query in the box until its first results are painted. */
async function searchFor(queries: ReadonlyArray<string>): Promise<ReadonlyArray<number>> {
  const box = document.querySelector('dialog[open] [role=combobox]')
  const said = document.querySelector('dialog[open] output')
  if (!(box instanceof HTMLInputElement) || said === null) throw new Error('no search')
  // As a browser does it: React does not hear of a value that is set through the element's own property.
  const put = (text: string): void => {
    Reflect.set(HTMLInputElement.prototype, 'value', text, box)
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const times: Array<number> = []
  for (const query of queries) {
    put('')
    while (said.textContent !== '') await painted()
    const began = performance.now()
    put(query)
    while (said.textContent === '') await frame() // all of them are words of the messages
    await shown()
    times.push(performance.now() - began)
  }
  return times
}

const keyTimes: Array<number> = []

/** Notes for each key from now on how long it takes until what it did is painted. */
function watchKeys(): void {
  const note = ({ timeStamp }: KeyboardEvent): void => {
    void painted().then(() => keyTimes.push(performance.now() - timeStamp))
  }
  document.addEventListener('keydown', note, { capture: true })
}

Reflect.set(globalThis, 'bench', {
  openChannel,
  scrollBack,
  searchFor,
  watchKeys,
  keyTimes: () => keyTimes,
})
