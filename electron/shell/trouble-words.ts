import type { Language } from '../contract/languages.ts';

/** What the system's own dialogs say when the window can't: it has failed, or there is none yet. */
export interface TroubleWords {
  readonly noStart: string;
  /** @param code what the system calls the trouble */
  readonly noStartWhatToDo: (code: string) => string;
  readonly windowFails: string;
  readonly windowFailsWhatToDo: string;
  readonly windowHangs: string;
  readonly windowHangsWhatToDo: string;
  readonly tryAgain: string;
  readonly wait: string;
  readonly reloadWindow: string;
  readonly quit: string;
}

/** For each language that the app speaks. They are here and not in the window's own words, because that is what is broken. */
export const troubleWords: Readonly<Record<Language, TroubleWords>> = {
  en: {
    noStart: 'Navigator for ERP.net can’t start',
    noStartWhatToDo: (code) =>
      `A file that it needs can’t be read or written (${code}). Start it again. If it fails again, look whether the disk is full and install the program anew; your data stays.`,
    windowFails: 'The window fails again and again',
    windowFailsWhatToDo:
      'Nothing of your data is lost. Try again, or quit and start the computer anew.',
    windowHangs: 'The window does not answer',
    windowHangsWhatToDo:
      'It may be busy with something large. You can wait, or load it again: what you had open comes back; something that you were typing may be missing.',
    tryAgain: 'Try Again',
    wait: 'Wait',
    reloadWindow: 'Reload the Window',
    quit: 'Quit',
  },
  bg: {
    noStart: 'Navigator for ERP.net не може да се стартира',
    noStartWhatToDo: (code) =>
      `Необходим файл не може да бъде прочетен или записан (${code}). Стартирайте програмата отново. Ако пак не успее, проверете дали дискът не е пълен и инсталирайте програмата наново; данните ви остават.`,
    windowFails: 'Прозорецът спира отново и отново',
    windowFailsWhatToDo:
      'Данните ви не са загубени. Опитайте отново или излезте и рестартирайте компютъра.',
    windowHangs: 'Прозорецът не отговаря',
    windowHangsWhatToDo:
      'Може да е зает с нещо голямо. Можете да изчакате или да го заредите отново: каквото бяхте отворили, ще се върне; може да липсва нещо, което току-що сте писали.',
    tryAgain: 'Нов опит',
    wait: 'Изчакване',
    reloadWindow: 'Зареждане отново',
    quit: 'Изход',
  },
  de: {
    noStart: 'Navigator for ERP.net kann nicht starten',
    noStartWhatToDo: (code) =>
      `Eine benötigte Datei lässt sich nicht lesen oder schreiben (${code}). Starten Sie das Programm noch einmal. Schlägt das wieder fehl, prüfen Sie, ob der Datenträger voll ist, und installieren Sie das Programm neu; Ihre Daten bleiben erhalten.`,
    windowFails: 'Das Fenster stürzt immer wieder ab',
    windowFailsWhatToDo:
      'Von Ihren Daten ist nichts verloren. Versuchen Sie es noch einmal, oder beenden Sie das Programm und starten Sie den Computer neu.',
    windowHangs: 'Das Fenster reagiert nicht',
    windowHangsWhatToDo:
      'Vielleicht ist es mit etwas Großem beschäftigt. Sie können warten oder es neu laden: Was Sie geöffnet hatten, kommt wieder; was Sie gerade eingegeben haben, fehlt vielleicht.',
    tryAgain: 'Noch einmal versuchen',
    wait: 'Warten',
    reloadWindow: 'Fenster neu laden',
    quit: 'Beenden',
  },
};
