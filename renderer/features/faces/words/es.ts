import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  pictureHint: 'La ven todos en tus espacios de trabajo, y se guarda en el servidor.',
  workspacePictureHint: 'La ven todos en este espacio de trabajo, y se guarda en el servidor.',
  choose: 'Elegir una imagen…',
  remove: 'Quitar la imagen',
  stage: 'La parte de la imagen que se muestra. Las flechas la mueven; más y menos cambian su tamaño.',
  zoom: 'Tamaño',
  use: 'Usar esta imagen',
  unfit: 'No se pudo abrir como imagen. Elige un JPEG, PNG, WebP o GIF de hasta 64 megapíxeles.',
  tooLarge: 'No se pudo reducir lo suficiente esta imagen. Elige otra.',
  look: 'Imagen y color',
  lookTitle: (workspace: string) => `Imagen y color de ${workspace}`,
  colour: 'Color',
  colourHint: 'Para todos los que aquí no han elegido un color propio.',
  noColour: 'Ninguno',
}
