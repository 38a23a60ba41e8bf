import { absent, strict } from '../not-implemented.ts';

/** What `import … from 'electron'` gives in a utility process; `parentPort` is a member of `process`. */
const localAIHandler = absent('localAIHandler (utility process)');
const LanguageModelUtility = absent('LanguageModelUtility (utility process)');
const net = absent('net (utility process)');
const systemPreferences = absent('systemPreferences (utility process)');

const electron = strict('electron (utility process)', {
  LanguageModelUtility,
  localAIHandler,
  net,
  systemPreferences,
});

export {
  electron as default,
  electron as 'module.exports',
  LanguageModelUtility,
  localAIHandler,
  net,
  systemPreferences,
};
