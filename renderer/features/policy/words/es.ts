import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  title: 'Gestionado por tu organización',
  about:
    'Lo ha fijado quien se encarga de este dispositivo. Cada cosa lleva su nombre, para que puedas preguntar por ella.',
  none: 'Nadie ha fijado nada en este dispositivo: puedes elegirlo todo.',
  some: (count: number) => counted(count, { one: 'Hay # cosa fijada', other: 'Hay # cosas fijadas' }),
  show: 'Ver lo que está fijado',
  locked: 'No puedes cambiarlo.',
  free: 'Puedes elegir otra cosa.',
  notInEffect: 'Sin efecto',
  notInEffectAbout:
    'Esto también se fijó, y tal como está no hace nada. Avisa a quien se encarga de este dispositivo.',
  layers: {
    'machine-mandatory': 'Tu organización, para este dispositivo.',
    'user-mandatory': 'Tu organización, para ti.',
    'user-recommended': 'Recomendado para ti.',
    'machine-recommended': 'Recomendado para este dispositivo.',
  },
  byOrganisation: 'Tu organización lo ha fijado para este dispositivo.',
  byOrganisationForYou: 'Tu organización lo ha fijado para ti.',
  yes: 'Sí',
  no: 'No',
  empty: 'Ninguno',
  atLeast: (characters: number) =>
    counted(characters, {
      one: 'Al menos # carácter, como ha fijado tu organización.',
      other: 'Al menos # caracteres, como ha fijado tu organización.',
    }),
  lockWithSystem: 'Bloquear con la pantalla (fijado por tu organización)',
  noPasswords:
    'Tu organización solo te deja iniciar sesión en su propia página. En cuanto se pueda contactar con el servidor, habrá aquí un botón para ello.',
  passphraseNeeded:
    'Tu organización pide una frase de contraseña en este dispositivo. Establece una para continuar.',
  sealedOffTitle: 'Los mensajes sellados están desactivados aquí',
  sealedOff:
    'Tu organización no los permite en este dispositivo. Puedes leer lo que hay, y no se envía nada más.',
  troubles: {
    'wrong-type': 'Lo que se fijó no es del tipo que corresponde; vale el valor más seguro.',
    'out-of-range': 'El número que se fijó es demasiado pequeño o grande; vale el valor más seguro.',
    'no-choice': 'Lo que se fijó no es ninguna de las opciones; vale el valor más seguro.',
    malformed: 'Lo que se fijó no está escrito como corresponde; vale el valor más seguro.',
    'too-long': 'Lo que se fijó es demasiado largo; vale el valor más seguro.',
  },
  notes: {
    unreadable: 'No se pudo leer este lugar.',
    'not-trusted': 'Aquí puede escribir alguien más que el administrador, así que no se tomó nada.',
    'too-large': 'Este archivo es demasiado grande.',
    malformed: 'No está escrito como debe.',
    unknown: 'Esta versión de Tidings no lo conoce.',
    'not-for-users': 'Esto solo se puede fijar para el dispositivo.',
    'not-recommended': 'Esto no puede ser una recomendación.',
    overridden: 'Fijado de nuevo en un archivo que se lee después.',
    senseless: 'Lo que se fijó no tiene sentido aquí.',
  },
}
