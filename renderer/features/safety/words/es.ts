import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = spanish

export const words: Translated<typeof english> = {
  sealedText:
    'Los mensajes de aquí se sellan en este dispositivo y se abren en los dispositivos que aparecen abajo. El servidor los lleva y no puede leerlos.',
  notRead:
    'Los mensajes de aquí están sellados. El servidor los lleva y no puede leerlos. En qué dispositivos se abren aparecerá aquí cuando la conversación haya llegado del servidor.',
  readers: 'Personas',
  checkedUpTo: (moment: string) => `Completo hasta ${moment}: el servidor no omitió, cambió ni añadió nada.`,
  notChecked:
    'Ningún otro dispositivo ha dicho aún hasta dónde llegó, así que un final ausente no se notaría.',
  readsAll: 'Lee todo desde el principio',
  readsSince: (moment: string) => `Lee lo escrito desde ${moment}`,
  admin: 'administrador',
  devices: (count: number) => counted(count, { one: '# dispositivo', other: '# dispositivos' }),
  deviceSince: (name: string, moment: string) => `${name}, desde ${moment}`,
  noDevices: 'Aún ningún dispositivo',
  compare: 'Comparar el número de seguridad',
  compareWith: (name: string) => `Comparar el número de seguridad con ${name}`,
  unverify: 'Retirar la verificación',
  unverifyOf: (name: string) => `Retirar la verificación de ${name}`,
  safetyTitle: (name: string) => `Número de seguridad con ${name}`,
  safetyIntro: (name: string) =>
    `Compara estas cifras con lo que ve ${name}: lado a lado, o en una llamada en la que conozcas la voz. No por mensajes, que es lo que estás comprobando.`,
  safetyLabel: 'Número de seguridad, 12 grupos de 5 cifras',
  qrLabel: 'El número de seguridad como código QR',
  copyNumber: 'Copiar',
  copied: 'Copiado',
  loading: 'Calculando el número',
  match: 'Coinciden',
  noMatch: 'No coinciden',
  scan: 'Comparar con una imagen o un texto',
  scanText: (name: string) =>
    `Si tienes el código QR de ${name} como imagen, o las cifras como texto, Tidings los compara por ti.`,
  chooseImage: 'Elegir una imagen…',
  pasteLabel: 'Pega aquí la imagen o las cifras',
  compareText: 'Comparar',
  scanSame: (name: string) => `Es el mismo número. Pulsa «Coinciden» para marcar a ${name} como verificado.`,
  noMatchTitle: 'Los números son distintos',
  noMatchText: (name: string) => [
    `Alguien podría estar entre tú y ${name}, o uno de los dos mira un número más antiguo.`,
    'Cerrad esto en ambos lados, abridlo de nuevo y comparad otra vez mientras los dos tenéis conexión.',
    `Si vuelven a ser distintos, no escribas aquí nada que otros no deban leer. Contacta con ${name} de otra forma y avisa a quien administra tu servidor.`,
  ],
  again: 'Comparar otra vez',
  done: 'Listo',
  verifiedTitle: (name: string) => `${name} tiene la verificación hecha`,
  verifiedText: (name: string) =>
    `Ahora sabes que solo ${name} tiene esta clave. Si cambia alguna vez, no se envía nada hasta que lo hayas mirado.`,
  notLinkedTitle: 'Este dispositivo aún no está vinculado',
  notLinkedText:
    'Las conversaciones selladas se leen en los dispositivos que tienen tus claves. Este aún no tiene ninguna. No se ha perdido nada.',
  notLinkedKeptText:
    'Lo que hay en este dispositivo se puede leer. Lo nuevo, y lo que escribas, pasará cuando este dispositivo esté vinculado. No se ha perdido nada.',
  notLinkedAction: 'Vincular este dispositivo',
  notEnteredTitle: 'Este dispositivo aún no está en la lista de tus dispositivos',
  notEnteredText:
    'Tus claves llegaron con la copia de seguridad, así que se puede leer lo que contiene. Lo que escribas se conserva aquí y se envía en cuanto este dispositivo esté en la lista.',
  notEnteredWhy: {
    full: () =>
      'La lista ya tiene tantos dispositivos como puede tener una cuenta. Abre «Tus dispositivos» en otro de tus dispositivos, quita uno y vuelve a intentarlo aquí. Si ya no tienes ninguno de ellos, mira las otras formas.',
    refused: (detail: string) =>
      `El servidor rechaza la lista con este dispositivo. Si nada cambia allí, volverá a hacerlo. (${detail})`,
    contradicted: () =>
      'El servidor muestra una lista de tus dispositivos que no se sigue de la que hay en la copia de seguridad, así que este dispositivo no la cree. Pregunta a quien administra el servidor y vuelve a intentarlo después.',
    failed: (detail: string) => `Tidings lo intenta de nuevo por sí solo, cada vez más tarde. (${detail})`,
  },
  notEnteredAgain: 'Volver a intentarlo ahora',
  notEnteredOther: 'Otras formas',
  notEnteredTried: 'Se acaba de intentar.',
  arrivingTitle: 'Las claves de esta conversación están llegando',
  arrivingText:
    'Los mensajes más recientes llegan primero. Puedes quedarte o ir a otra parte: continúa por sí solo.',
  arrivingProgress: (done: number, total: number) =>
    plural(total, {
      one: `${number(done)} de ${number(total)} mensaje`,
      other: `${number(done)} de ${number(total)} mensajes`,
    }),
  beforeTitle: 'Lo que se escribió antes de que llegaras está cerrado para ti',
  beforeText: (moment: string) =>
    `Te añadieron el ${moment}. Los mensajes anteriores se sellaron para quienes estaban entonces. Pide a alguno de ellos lo que necesites.`,
  keyBlockedTitle: (name: string) => `Primero hay que aclarar la clave de ${name}`,
  keyBlockedText: (name: string) =>
    `Habías verificado a ${name}, que ahora tiene otra clave. Hasta que la compares o la aceptes, este dispositivo no admite nada sellado con ella.`,
  damagedTitle: (count: number) =>
    counted(count, { one: '# mensaje de aquí está dañado', other: '# mensajes de aquí están dañados' }),
  damagedText:
    'No coinciden con el sello de quien los escribió, así que se omiten. Todo lo demás se muestra. Quien los escribió puede enviarlos otra vez.',
  withheldTitle: 'El servidor retiene mensajes',
  withheldText: (moment: string) =>
    `Otros han hablado de mensajes escritos después de ${moment} que el servidor no entrega. Tidings sigue pidiéndolos. Si continúa así, avisa a quien administra tu servidor.`,
  verification: {
    self: 'Tú',
    unverified: 'Sin verificar',
    verified: 'Verificado',
    changed: 'Clave nueva, sin verificar',
    distrusted: 'Verificado con otra clave',
  },
  failures: {
    noCode:
      'Ahí no hay un número de seguridad: 60 cifras, o el código QR que muestra Tidings. Prueba con una imagen más nítida.',
    otherPerson: (name: string) =>
      `Este es el número de seguridad de otra persona. Pide a ${name} que abra el que tiene contigo.`,
  },
  claims: {
    intro:
      'Esto trata de las conversaciones selladas: mensajes directos, grupos, canales privados con candado que se crearon sellados, y notas para ti. El servidor puede leer todos los demás canales.',
    protectsTitle: 'Qué está protegido',
    protects: [
      ['Contenido', 'El servidor no puede leer los mensajes sellados ni falsificarlos.'],
      ['Autoría', 'Los miembros no pueden escribir en nombre de otros.'],
      [
        'Después de una expulsión',
        'Una persona a la que se sacó, o un dispositivo que se quitó, no lee nada de lo que se escriba después.',
      ],
      [
        'Después de una intrusión',
        'Si alguien copió las claves de un dispositivo, esa copia no vale nada desde el primer cambio de claves que use una clave creada después de la intrusión. Las claves cambian cuando llegan o se van personas o dispositivos, y al menos cada 7 días en los que alguien escribe.',
      ],
      [
        'Integridad',
        'Cada mensaje nombra lo que había visto quien lo escribió. Si el servidor omite, duplica o mueve un mensaje, se nota.',
      ],
    ],
    limitsTitle: 'Qué no',
    limits: [
      [
        'Lo que hay en un dispositivo',
        'El historial se conserva para que puedas leerlo y buscar en él. Quien desbloquee uno de los dispositivos lee lo que ese dispositivo puede mostrar. No hay secreto hacia adelante para el historial guardado.',
      ],
      [
        'Prueba',
        'Los mensajes van firmados. Un miembro puede mostrar a otros que escribiste uno: después no puedes negarlo.',
      ],
      [
        'Quién y cuándo',
        'El servidor sigue viendo quién está en una conversación, cuándo se escribe algo y más o menos cuánto.',
      ],
      [
        'Miembros',
        'Quien puede leer un mensaje puede copiarlo, fotografiarlo o conservarlo después de que lo elimines.',
      ],
      [
        'Un primer encuentro',
        'Una clave se toma por la de la persona cuando se ve por primera vez. Solo comparar los números de seguridad muestra que nadie estaba entre vosotros.',
      ],
    ],
  },
}
