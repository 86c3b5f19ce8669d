import { Component, type JSX, type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { late } from '../../renderer/ui/late.tsx'

interface CounterProps {
  readonly name: string
}

function Counter({ name }: CounterProps): JSX.Element {
  const [count, setCount] = useState(0)
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {`${name} ${count}`}
    </button>
  )
}

class Guard extends Component<{ readonly children: ReactNode }> {
  override readonly state = { failed: false }
  static getDerivedStateFromError = (): { readonly failed: boolean } => ({ failed: true })
  override render(): ReactNode {
    return this.state.failed ? <p>It failed.</p> : this.props.children
  }
}

function show(): (content: ReactNode) => void {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place, { onCaughtError: () => undefined })
  onTestFinished(() => {
    root.unmount()
    place.remove()
  })
  return (content) => root.render(<Guard>{content}</Guard>)
}

/** Code that comes when the test says so. */
function createCode() {
  let reads = 0
  let arrive = (): void => undefined
  const promise = new Promise<typeof Counter>((resolve) => (arrive = () => resolve(Counter)))
  const load = (): Promise<typeof Counter> => {
    reads += 1
    return promise
  }
  return { load, reads: () => reads, arrive: () => arrive() }
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

test('a late part shows once its code is there, and stays the same part when it is told something else', async () => {
  const code = createCode()
  const Part = late(code.load)
  const draw = show()
  draw(<Part name="one" />)
  await expect.poll(code.reads).toBe(1)
  await expect.element(button('one 0')).not.toBeInTheDocument()
  code.arrive()
  await button('one 0').click()
  draw(<Part name="two" />)
  await expect.element(button('two 1')).toBeVisible()
})

test('a late part is drawn as soon as its code is there, not when a spinner would have been seen long enough', async () => {
  const code = createCode()
  const Part = late(code.load)
  show()(<Part name="one" />)
  await expect.poll(code.reads).toBe(1)
  code.arrive()
  // `Suspense` would take the 300 ms that React gives to what it hid: some 18 pictures.
  for (let pictures = 0; pictures < 6 && !button('one 0').query(); pictures++) {
    await new Promise(requestAnimationFrame)
  }
  expect(button('one 0').query()).not.toBeNull()
})

test('what was read before is shown at once, and read once', async () => {
  const code = createCode()
  const Part = late(code.load)
  code.arrive()
  await Part.preload()
  await Part.preload()
  expect(code.reads()).toBe(1)
  show()(<Part name="one" />)
  await expect.element(button('one 0')).toBeVisible()
  expect(code.reads()).toBe(1)
})

test('a code that cannot be read is a failure of the screen only once it is wanted, and is tried again then', async () => {
  let isThere = false
  const load = async (): Promise<typeof Counter> => {
    if (!isThere) throw new Error('gone')
    return Counter
  }
  const Part = late(load)
  const Never = late(load)
  await Part.preload()
  show()(<Never name="none" />)
  await expect.element(page.getByText('It failed.')).toBeVisible()
  isThere = true
  show()(<Part name="one" />)
  await expect.element(button('one 0')).toBeVisible()
})
