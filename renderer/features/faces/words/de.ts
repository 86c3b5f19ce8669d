import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  pictureHint: 'Alle in deinen Workspaces sehen es, und es liegt auf dem Server.',
  workspacePictureHint: 'Alle in diesem Workspace sehen es, und es liegt auf dem Server.',
  choose: 'Bild wählen…',
  remove: 'Bild entfernen',
  stage:
    'Der Ausschnitt des Bildes, der gezeigt wird. Pfeiltasten verschieben ihn, Plus und Minus ändern seine Größe.',
  zoom: 'Größe',
  use: 'Dieses Bild verwenden',
  unfit:
    'Das ließ sich nicht als Bild öffnen. Wähle ein JPEG, PNG, WebP oder GIF mit höchstens 64 Megapixeln.',
  tooLarge: 'Dieses Bild ließ sich nicht klein genug machen. Wähle ein anderes.',
  look: 'Bild und Farbe',
  lookTitle: (workspace: string) => `Bild und Farbe von ${workspace}`,
  colour: 'Farbe',
  colourHint: 'Für alle hier, die keine eigene Farbe gewählt haben.',
  noColour: 'Keine',
}
