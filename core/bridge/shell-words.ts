/** What main writes into menus of the system: the page hands it over, for all words are the page's (rule DT9). */
import * as v from 'valibot'

const label = v.pipe(v.string(), v.minLength(1), v.maxLength(120))

export const shellWordsSchema = v.strictObject({
  open: label,
  quit: label,
  file: label,
  newWindow: label,
  closeWindow: label,
  edit: label,
  undo: label,
  redo: label,
  cut: label,
  copy: label,
  paste: label,
  selectAll: label,
  view: label,
  zoomIn: label,
  zoomOut: label,
  actualSize: label,
  fullScreen: label,
  window: label,
  minimize: label,
  addToDictionary: label,
  noSuggestions: label,
  copyLink: label,
})
export type ShellWords = v.InferOutput<typeof shellWordsSchema>
