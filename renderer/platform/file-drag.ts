/** What is dragged over the page: files from outside are taken where something takes them, and refused everywhere else. */

/** On all that is dragged out of a page of the app: browsers call its pictures files too. */
const ownType = 'application/x-tidings-own'

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true

export const bringsFiles = (event: DragEvent): boolean =>
  holdsFiles(event) && event.dataTransfer?.types.includes(ownType) === false

/** For as long as the page is there. A browser would leave the page for a file that nothing has taken. */
export function refuseStrayFiles(page: Window): void {
  page.addEventListener('dragstart', ({ dataTransfer }) => dataTransfer?.setData(ownType, '1'))
  page.addEventListener('dragover', (event) => {
    if (event.defaultPrevented || !holdsFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none'
  })
  page.addEventListener('drop', (event) => {
    if (holdsFiles(event)) event.preventDefault()
  })
}
