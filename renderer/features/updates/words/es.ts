import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Acerca de Tidings y actualizaciones',
  version: (version) => `Tidings ${version}`,
  elsewhere:
    'Las actualizaciones llegan de tu organización o de donde se instaló esta aplicación. Tidings no las busca por su cuenta.',
  channel: 'Qué versiones',
  channels: { stable: 'Versiones terminadas', beta: 'Versiones de prueba: antes, con más errores' },
  channelNotKept: 'No se pudo guardar esta elección: el disco está lleno o no se puede escribir en él.',
  look: 'Buscar actualizaciones',
  download: 'Descargarla',
  restart: 'Reiniciar para actualizar',
  later: 'Más tarde',
  states: {
    idle: 'Desde el inicio no se ha buscado ninguna versión más nueva.',
    checking: 'Buscando una versión más nueva…',
    none: (time) => `Esta es la versión más nueva. Última búsqueda: ${time}.`,
    available: (version) => `Ya está la versión ${version}.`,
    downloading: (version, percent) => `Descargando la versión ${version}: ${percent}`,
    ready: (version) =>
      `La versión ${version} está lista. Tidings se cierra y vuelve a abrirse; lo que has escrito se conserva.`,
  },
  refusals: {
    unreachable:
      'El servidor de actualizaciones no responde, o no como debería. Revisa la red e inténtalo más tarde.',
    insecure:
      'Al servidor de actualizaciones no se llega por https, así que no se acepta nada de él. Avisa a quien se ocupa de este dispositivo.',
    'no-keys':
      'Esta compilación de Tidings no conoce a ningún editor y no acepta actualizaciones de nadie. Instala una más nueva a mano.',
    unsigned:
      'La actualización que se ofrece no está firmada. No se instaló. Avisa a quien se ocupa de este dispositivo.',
    'other-publisher':
      'La actualización que se ofrece no viene de quienes hacen Tidings. No se instaló. Avisa a quien se ocupa de este dispositivo.',
    'other-product':
      'Lo que se ofrece como actualización es otra cosa. No se instaló. Avisa a quien se ocupa de este dispositivo.',
    stale:
      'El servidor ofrece una lista de versiones vieja: anterior a una ya vista o de hace más de 90 días. No se instaló nada. Inténtalo mañana; si sigue así, avisa a quien se ocupa de este dispositivo.',
    clock:
      'La actualización tiene una fecha futura. Pon en hora el reloj de este dispositivo y vuelve a buscar.',
    unreadable: 'La actualización no tiene sentido. No se instaló nada. Inténtalo más tarde.',
    'no-package': 'No hay actualización para este tipo de dispositivo. Instala una versión más nueva a mano.',
    disk: 'No se pudo guardar la actualización: el disco está lleno o no se puede escribir en él. Haz sitio e inténtalo de nuevo.',
    'not-installed':
      'No se pudo instalar la actualización y se conserva esta versión. Inténtalo de nuevo o instálala a mano.',
    description:
      'La lista de versiones se modificó por el camino. No se instaló nada. Inténtalo de nuevo; si sigue así, avisa a quien se ocupa de este dispositivo.',
    package:
      'La actualización se modificó o se dañó por el camino y no se instaló. Inténtalo de nuevo; si sigue así, avisa a quien se ocupa de este dispositivo.',
    older: (version) =>
      `La versión más nueva que hay es ${version}, anterior a la tuya. No se cambió nada; recibirás la que venga después de la tuya.`,
  },
}
