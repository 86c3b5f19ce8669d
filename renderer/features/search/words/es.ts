import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  title: 'Buscar mensajes',
  placeholder: 'Buscar mensajes',
  close: 'Cerrar la búsqueda',
  results: 'Resultados',
  someone: 'Alguien',
  somewhere: 'una conversación que ya no aparece aquí',
  none: (query: string) => `No se encontró nada para «${query}»`,
  noneHint: 'Prueba con menos palabras, solo una parte de una palabra o sin filtros.',
  misread: (filters: string) => `No se entendió, así que se omitió o no se encontró: ${filters}`,
  help: 'Se buscan palabras, partes de palabras y "frases entre comillas" en cada conversación en la que estás y en los documentos y los archivos de texto, PDF y ofimática que se abrieron en este dispositivo.',
  helpOffers:
    'Mientras escribes un filtro se propone quién y qué encaja: las flechas eligen, Intro o Tab lo toma.',
  traits: {
    link: 'un enlace',
    mention: 'una mención',
    reaction: 'una reacción',
    answer: 'una respuesta',
    file: 'un archivo',
    pin: 'fijado',
    document: 'texto de un documento',
  },
  narrow: 'Acotar la búsqueda',
  narrowBy: { from: 'De…', in: 'En…', before: 'Antes de…', after: 'Después de…', has: 'Contiene…' },
  within: (name: string) => `Solo en ${name}`,
  everywhere: 'Buscar en todas partes',
  filters: [
    ['from:ana', 'escrito por Ana; from:me eres tú'],
    ['in:general', 'en ese canal; in:ana es lo que tú y Ana os escribisteis'],
    ['after:2026-03', 'después de ese año, mes o día'],
    ['before:2026-03-31', 'antes de ese año, mes o día'],
    [
      'has:link',
      'con un enlace; también has:mention, has:reaction, has:answer, has:file, has:pin; has:document es lo que está en un documento',
    ],
  ],
  inDocument: 'en el texto',
  foundFor: (typed: string) => `Para «${typed}»`,
  keepBeside: 'Mantener junto a la conversación',
  more: 'Mostrar resultados anteriores',
  looking: 'Buscando más atrás',
  count: (count: number) => counted(count, { one: '# resultado', other: '# resultados' }),
  countOrMore: (count: number) => counted(count, { one: '# resultado o más', other: '# resultados o más' }),
  coverage: {
    nothing: 'Aún no hay mensajes en este dispositivo.',
    indexing: (share: string) =>
      `De momento se puede buscar en el ${share} de los mensajes de este dispositivo.`,
    held: (share: string) =>
      `Se puede buscar en todos los mensajes de este dispositivo, el ${share} de los que hay.`,
    all: 'Se puede buscar en todos los mensajes.',
  },
  unopened: (count: number) =>
    counted(count, {
      one: '# documento nunca se abrió en este dispositivo: no se puede buscar en su texto.',
      other: '# documentos nunca se abrieron en este dispositivo: no se puede buscar en sus textos.',
    }),
  filesElsewhere: (count: number) =>
    counted(count, {
      one: '# archivo de texto, PDF u ofimática no está en este dispositivo: solo se puede buscar por su nombre.',
      other:
        '# archivos de texto, PDF y ofimática no están en este dispositivo: solo se puede buscar por sus nombres.',
    }),
  filesInPart: (count: number) =>
    counted(count, {
      one: 'En # archivo solo se puede buscar en parte o por su nombre: es muy largo, está protegido, dañado, hecho de imágenes o aún se está leyendo.',
      other:
        'En # archivos solo se puede buscar en parte o por sus nombres: son muy largos, están protegidos, dañados, hechos de imágenes o aún se están leyendo.',
    }),
  failures: {
    full: 'El disco está lleno, así que no se puede buscar en los mensajes más nuevos. Libera espacio.',
    unreadable:
      'El índice de búsqueda de este dispositivo no se puede leer ahora mismo. Los mensajes están a salvo. Inténtalo de nuevo o reinicia la aplicación.',
    closed: 'La búsqueda se ha detenido. Reinicia la aplicación para buscar de nuevo.',
  },
}
