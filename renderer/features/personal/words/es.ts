import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = spanish

export const words: Translated<typeof english> = {
  favourites: 'Favoritos',
  addFavourite: 'Añadir a favoritos',
  removeFavourite: 'Quitar de favoritos',
  draft: ', hay un borrador',
  more: (name: string) => `Ordenar ${name}`,
  actions: 'Ordenar',
  moveTo: (section: string) => `Mover a ${section}`,
  moveOut: 'Sacar de su sección',
  moveUp: 'Subir',
  moveDown: 'Bajar',
  newSection: 'Sección nueva',
  newSectionHere: 'Mover a una sección nueva',
  sectionActions: (name: string) => `Sección ${name}`,
  rename: 'Cambiar el nombre de la sección',
  renameTitle: 'Cambiar el nombre de la sección',
  removeSection: 'Quitar la sección',
  sectionRemoved: (name: string) => `Se ha quitado la sección ${name}.`,
  removeText: 'La sección desaparece; sus conversaciones se quedan donde estaban antes.',
  emptySection: 'Arrastra conversaciones aquí o usa su menú.',
  sectionName: 'Nombre',
  sectionNameMissing: 'Ponle un nombre.',
  create: 'Crear sección',
  save: 'Guardar',
  fold: (name: string) => `Plegar ${name}`,
  unfold: (name: string) => `Desplegar ${name}`,
  saved: 'Guardado para después',
  saveMessage: 'Guardar para después',
  unsaveMessage: 'Quitar de guardados',
  savedTitle: 'Guardado para después',
  savedEmpty: 'No hay nada guardado',
  savedEmptyText:
    'Pulsa S sobre un mensaje o elige «Guardar para después» en su menú. Solo tú ves lo que guardas.',
  toDo: 'Por retomar',
  done: 'Hecho',
  markDone: 'Marcar como hecho',
  markNotDone: 'Aún no está hecho',
  remove: 'Quitar',
  savedRemoved: (count: number) =>
    counted(count, {
      one: '# mensaje ya no está guardado.',
      other: '# mensajes ya no están guardados.',
    }),
  jump: 'Ir al mensaje',
  gone: 'Esta conversación ya no está aquí.',
  filesOnly: 'Archivos',
  disappeared: 'Mensaje desaparecido',
  someone: 'Alguien',
  full: (limit: number) => `No caben más de ${number(limit)}. Quita alguno primero.`,
  isSaved: 'Guardado',
  close: 'Cerrar',
}
